import { Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import type { SegmentCount } from "../../../api/types.ts";
import { numberLabel } from "../../../components/number-label.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { TextLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { RowsSkeleton } from "../../../ui/Skeletons.tsx";
import { paths } from "../../../util/paths.ts";
import classes from "./SegmentPage.module.css";

/** How many of the segment each number may write to: who is subscribed there, one message per phone number. */
export function ReachSection({ count }: { count: SegmentCount | undefined }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const format = useFormat();
  const { data: groups } = useQuery(subscriptionGroupsQuery(slug));
  return (
    <Section title={t("page.reach.title")} description={t("page.reach.hint")}>
      {!count || !groups ? (
        <RowsSkeleton />
      ) : count.numbers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("page.reach.noNumber")} <TextLink to={paths.whatsapp(slug)}>{t("page.reach.connect")}</TextLink>
        </Text>
      ) : (
        <ul className={classes.rows}>
          {count.numbers.map((number) => {
            const group = groups.find((one) => one.id === number.subscriptionGroupId);
            return (
              <NumberRow
                key={number.subscriptionGroupId}
                label={group ? numberLabel(group) : t("builder.unknownNumber")}
                number={number}
                of={count.count}
              />
            );
          })}
        </ul>
      )}
      {count && count.noPhone > 0 && (
        <Text size="xs" c="dimmed" mt="sm">
          {t("page.reach.noPhone", { count: count.noPhone, formatted: format.number(count.noPhone) })}
        </Text>
      )}
    </Section>
  );
}

function NumberRow({
  label,
  number,
  of,
}: {
  label: string;
  number: SegmentCount["numbers"][number];
  of: number;
}) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const share = of > 0 ? number.reachable / of : 0;
  return (
    <li>
      <div className={classes.row}>
        <Text size="sm" className={classes.grow}>
          {label}
        </Text>
        <Text size="sm" style={{ whiteSpace: "nowrap" }}>
          {number.exact ? "" : t("page.size.about")} <strong>{format.number(number.reachable)}</strong>{" "}
          <Text span size="xs" c="dimmed">
            {format.percent(share)}
          </Text>
        </Text>
      </div>
      <Progress value={Math.min(1, share) * 100} size={5} mt={4} aria-hidden />
    </li>
  );
}
