import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import type { ContactListItem, SegmentPreview } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { PlainLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import { contactName } from "../contact-name.ts";
import { numberLabel } from "../number-label.ts";
import classes from "./SegmentSize.module.css";
import type { LiveCount } from "./use-live-count.ts";

type Props = {
  workspace: string;
  live: LiveCount;
  subscriptionGroupId: string;
  onNumber: (subscriptionGroupId: string) => void;
};

/** Who is behind the count: how many can be written to on a number, and a few of them by name. */
export function SegmentAudience({ workspace, live, subscriptionGroupId, onNumber }: Props) {
  const { t } = useTranslation("segments");
  const { data: groups = [] } = useQuery(subscriptionGroupsQuery(workspace));
  const usable = groups.filter((group) => group.archivedAt === null);
  const { preview } = live;
  return (
    <Stack gap="md" className={classes.numbers} data-stale={live.counting || undefined}>
      {usable.length > 0 && (
        <div>
          <Select
            label={t("size.reachableOn")}
            placeholder={t("size.anyNumber")}
            size="xs"
            clearable
            clearButtonProps={{ "aria-label": t("size.noNumber") }}
            value={subscriptionGroupId || null}
            data={usable.map((group) => ({ value: group.id, label: numberLabel(group) }))}
            onChange={(id) => onNumber(id ?? "")}
          />
          {subscriptionGroupId !== "" && preview?.reachable !== undefined && (
            <Reachable count={preview.count} reachable={preview.reachable} />
          )}
        </div>
      )}
      {preview && preview.sample.length > 0 && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            {t("size.sample")}
          </Text>
          <ul className={classes.sample} aria-label={t("size.sample")}>
            {preview.sample.map((contact) => (
              <SampleContact key={contact.id} workspace={workspace} contact={contact} />
            ))}
          </ul>
        </div>
      )}
    </Stack>
  );
}

function Reachable({
  count,
  reachable,
}: {
  count: number;
  reachable: Required<SegmentPreview>["reachable"];
}) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const rest = Math.max(0, count - reachable);
  return (
    <div className={classes.reachable}>
      <Text size="sm" fw={550}>
        {t("size.reachable", { count: reachable, formatted: format.number(reachable) })}
      </Text>
      <Text size="xs" c="dimmed">
        {rest > 0
          ? t("size.notReachable", { count: rest, formatted: format.number(rest) })
          : t("size.reachableHint")}
      </Text>
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
