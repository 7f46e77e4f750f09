import { Modal, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionHistoryQuery } from "../../../api/queries/profile.ts";
import type { ContactSubscription } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { numberLabel } from "../../../components/number-label.ts";
import { useFormat } from "../../../ui/format.ts";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import classes from "./profile.module.css";

/** What was written, where, and the words agreed to. Ids and repeated times are for the API. */
function proofOf(detail: Readonly<Record<string, unknown>>): string[] {
  const quoted = (name: string) => (detail[name] ? `“${String(detail[name])}”` : "");
  const plain = (name: string) => (detail[name] ? String(detail[name]) : "");
  return [
    quoted("word"),
    plain("linkName"),
    plain("formName"),
    plain("note"),
    plain("page"),
    quoted("consentText"),
  ].filter(Boolean);
}

type Props = {
  workspace: string;
  contactId: string;
  subscription: ContactSubscription;
  onClose: () => void;
};

/** Who changed this consent, when and how: what is shown when somebody asks why they were written to. */
export function SubscriptionHistory({ workspace, contactId, subscription, onClose }: Props) {
  const { t, i18n } = useTranslation("contacts");
  const format = useFormat();
  const query = useInfiniteQuery(
    subscriptionHistoryQuery(workspace, contactId, subscription.subscriptionGroupId),
  );
  const entries = query.data?.pages.flatMap((page) => page.items);
  const source = (name: string) =>
    i18n.exists(`contacts:profile.source.${name}`) ? t(`profile.source.${name}`) : name;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("profile.historyOf", { number: numberLabel(subscription) })}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {query.isError && !entries ? (
        <LoadError error={query.error} onRetry={query.refetch} compact />
      ) : !entries ? (
        <Skeleton h={120} radius="md" />
      ) : entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("profile.noHistory")}
        </Text>
      ) : (
        <ol className={classes.timeline}>
          {entries.map((entry) => (
            <li key={entry.id} className={classes.event}>
              <div className={classes.eventHead}>
                <Text size="sm" fw={550}>
                  {t(`subscription.${entry.state}`, { defaultValue: entry.state })}
                </Text>
                <Text size="xs" c="dimmed">
                  {format.dateTime(entry.at)}
                </Text>
              </div>
              <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                {[source(entry.source), entry.actorName, ...proofOf(entry.detail ?? {})]
                  .filter((part) => part !== null && part !== "")
                  .join(" · ")}
              </Text>
            </li>
          ))}
        </ol>
      )}
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
    </Modal>
  );
}
