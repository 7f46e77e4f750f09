import { Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import type { ContactListItem, SegmentCount } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { PlainLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import { contactName } from "../contact-name.ts";
import { numberLabel } from "../number-label.ts";
import classes from "./SegmentSize.module.css";
import type { LiveCount } from "./use-live-count.ts";

/** Who is behind the count: how many can be written to on each number, and a few of them by name. */
export function SegmentAudience({ workspace, live }: { workspace: string; live: LiveCount }) {
  const { t } = useTranslation("segments");
  const { count } = live;
  if (!count || count.count === 0 || live.error) return null;
  return (
    <Stack gap="md" className={classes.numbers} data-stale={live.counting || undefined}>
      {count.numbers.length > 0 && <ReachBars workspace={workspace} count={count} />}
      {count.sample.length > 0 && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            {t("size.sample")}
          </Text>
          <ul className={classes.sample} aria-label={t("size.sample")}>
            {count.sample.map((contact) => (
              <SampleContact key={contact.id} workspace={workspace} contact={contact} />
            ))}
          </ul>
        </div>
      )}
    </Stack>
  );
}

/** For each number, how many of them it may write to. */
function ReachBars({ workspace, count }: { workspace: string; count: SegmentCount }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const { data: groups = [] } = useQuery(subscriptionGroupsQuery(workspace));
  const label = (id: string): string => {
    const group = groups.find((known) => known.id === id);
    return group ? numberLabel(group) : t("builder.unknownNumber");
  };
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4} title={t("size.reachableHint")}>
        {t("size.reachableOn")}
      </Text>
      <ul className={classes.reach} aria-label={t("size.reachableOn")}>
        {count.numbers.map(({ subscriptionGroupId, reachable, exact }) => (
          <li key={subscriptionGroupId}>
            <span className={classes.reachLine}>
              <span className={classes.name}>{label(subscriptionGroupId)}</span>
              <span>
                {exact ? "" : "≈ "}
                {format.number(reachable)}
              </span>
            </span>
            <Progress
              value={(reachable / count.count) * 100}
              size={4}
              aria-label={label(subscriptionGroupId)}
            />
          </li>
        ))}
      </ul>
      {count.noPhone > 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          {t("size.noPhone", { count: count.noPhone, formatted: format.number(count.noPhone) })}
        </Text>
      )}
    </div>
  );
}

function SampleContact({ workspace, contact }: { workspace: string; contact: ContactListItem }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const place = [contact.homeCity, contact.country && format.country(contact.country)]
    .filter(Boolean)
    .join(", ");
  return (
    <li>
      <PlainLink to={paths.contact(workspace, contact.id)} target="_blank" className={classes.contact}>
        <span className={classes.name}>{contactName(contact) ?? t("size.unnamed")}</span>
        <span className={classes.place}>{place || (contact.phone ? format.phone(contact.phone) : "")}</span>
      </PlainLink>
    </li>
  );
}
