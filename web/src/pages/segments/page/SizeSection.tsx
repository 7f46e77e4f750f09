import { Button, Group, Loader, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { segmentSizesQuery } from "../../../api/queries/segment-page.ts";
import type { Segment, SegmentCount } from "../../../api/types.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import classes from "./SegmentPage.module.css";
import { SizeChart } from "./SizeChart.tsx";
import type { SegmentSizeState } from "./use-segment-size.ts";

const lengths = [7, 30, 90];

export function SizeSection({ segment, size }: { segment: Segment; size: SegmentSizeState }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const [days, setDays] = useState(30);
  // What is exact now is a point of the chart: it is asked for when the count has come.
  const sizes = useQuery({ ...segmentSizesQuery(slug, segment.id, days), enabled: !size.counting });
  return (
    <Section
      title={t("page.size.title")}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("page.size.length")}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={lengths.map((length) => ({
            value: String(length),
            label: t("page.size.days", { count: length }),
          }))}
        />
      }
    >
      <Figure size={size} />
      <ErrorAlert error={size.error ?? sizes.error} mb="sm" />
      <SizeChart sizes={sizes.data} days={days} />
    </Section>
  );
}

function Figure({ size }: { size: SegmentSizeState }) {
  const { t } = useTranslation("segments");
  const { count, counting, countingExactly } = size;
  if (!count && !counting) return null;
  return (
    <Group justify="space-between" align="flex-end" gap="sm" mb="md">
      <div role="status" aria-busy={counting || countingExactly}>
        {count ? <Counted count={count} /> : <Loader size={18} aria-label={t("size.counting")} />}
      </div>
      {count &&
        !count.exact &&
        (countingExactly ? (
          <Button variant="default" size="xs" leftSection={<Loader size={12} />} onClick={size.giveUp}>
            {t("page.size.giveUp")}
          </Button>
        ) : (
          <Button variant="default" size="xs" onClick={size.countExactly}>
            {t("page.size.countExactly")}
          </Button>
        ))}
    </Group>
  );
}

function Counted({ count }: { count: SegmentCount }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  // Of very many contacts the total is an estimate, and may be a little behind the count.
  const total = Math.max(count.total, count.count);
  return (
    <>
      <div className={classes.figure}>
        {!count.exact && (
          <Text span size="sm" c="dimmed">
            {t("page.size.about")}{" "}
          </Text>
        )}
        <strong>{format.number(count.count)}</strong>{" "}
        <Text span size="sm" c="dimmed">
          {t("size.contacts", { count: count.count })}
        </Text>
      </div>
      <Text size="xs" c="dimmed">
        {count.exact
          ? total > 0 &&
            t("size.share", { share: format.percent(count.count / total), total: format.number(total) })
          : t("page.size.between", { low: format.number(count.low), high: format.number(count.high) })}
      </Text>
    </>
  );
}
