import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentHistoryQuery } from "../../../api/queries/segment-page.ts";
import type { SegmentChange } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import { RowsSkeleton } from "../../../ui/Skeletons.tsx";
import classes from "./SegmentPage.module.css";

/** Who made it and who changed what of it. */
export function HistorySection({ segmentId }: { segmentId: string }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const { data: changes, error, refetch } = useQuery(segmentHistoryQuery(slug, segmentId));
  return (
    <Section title={t("page.history.title")}>
      {error && !changes ? (
        <LoadError error={error} onRetry={refetch} compact />
      ) : !changes ? (
        <RowsSkeleton />
      ) : changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("page.history.none")}
        </Text>
      ) : (
        <ul className={classes.rows}>
          {changes.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Change({ change }: { change: SegmentChange }) {
  const { t, i18n } = useTranslation("segments");
  const { action, actorName, fields, at } = change;
  const named = fields
    .filter((field) => i18n.exists(`segments:page.history.field.${field}`))
    .map((field) => t(`page.history.field.${field}`));
  const what = new Intl.ListFormat(i18n.language).format(named);
  const created = action === "segment.created";
  return (
    <li className={classes.row}>
      <Text size="sm" className={classes.grow}>
        {actorName ?? t("page.history.system")}{" "}
        <Text span c="dimmed">
          {created
            ? t("page.history.created")
            : t("page.history.changed", { what: what || t("page.history.it") })}
        </Text>
      </Text>
      <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }} component="div">
        <RelativeTime at={at} />
      </Text>
    </li>
  );
}
