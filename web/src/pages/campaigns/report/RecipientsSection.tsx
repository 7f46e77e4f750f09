import { Group, Pill, Select, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignSendsQuery } from "../../../api/queries/campaigns.ts";
import type { CampaignSend } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useReasonText } from "../../../components/use-reason-text.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../../ui/DataTable.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { formatPhone } from "../../../ui/format.ts";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import { StatusBadge } from "../../../ui/StatusBadge.tsx";
import { paths } from "../../../util/paths.ts";
import { useUrlState } from "../../../util/search.ts";
import { sendStates, sendTone } from "./send-state.ts";

/** Where links to the list of recipients lead. */
export const recipientsId = "campaign-recipients";

/** Everyone the campaign was made for, with what became of each message. The filter lives in the URL. */
export function RecipientsSection({ campaignId, live }: { campaignId: string; live: boolean }) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const [search, setSearch] = useUrlState();
  const filters = { state: search.sends, code: search.code };
  const sends = useInfiniteQuery(campaignSendsQuery(slug, campaignId, filters, live));
  const columns = useSendColumns();
  const rows = sends.data?.pages.flatMap((page) => page.items);
  const filtered = Boolean(filters.state || filters.code);
  return (
    <div id={recipientsId} style={{ scrollMarginTop: 16 }}>
      <Section
        title={t("recipients.title")}
        actions={
          <Group gap="xs">
            {filters.code && (
              <Pill
                withRemoveButton
                size="md"
                removeButtonProps={{
                  "aria-label": t("recipients.anyReason"),
                  "aria-hidden": false,
                  tabIndex: 0,
                }}
                onRemove={() => setSearch({ code: undefined })}
              >
                {filters.code}
              </Pill>
            )}
            <Select
              aria-label={t("recipients.filter")}
              placeholder={t("recipients.any")}
              size="xs"
              w={170}
              data={sendStates.map((state) => ({ value: state, label: t(`sendState.${state}`) }))}
              value={filters.state ?? null}
              onChange={(state) => setSearch({ sends: state ?? undefined, code: undefined })}
              clearable
            />
          </Group>
        }
      >
        <DataTable
          label={t("recipients.title")}
          columns={columns}
          rows={rows}
          rowKey={(send) => send.id}
          rowLink={(send) => paths.contact(slug, send.contact.id)}
          error={sends.error && !rows && <LoadError error={sends.error} onRetry={sends.refetch} compact />}
          empty={
            filtered ? (
              <EmptyState compact title={t("common:noMatches.title")}>
                {t("recipients.noneFiltered")}
              </EmptyState>
            ) : (
              <EmptyState compact title={t("recipients.noneTitle")}>
                {t("recipients.none")}
              </EmptyState>
            )
          }
        />
        <LoadMore
          hasMore={sends.hasNextPage}
          loading={sends.isFetchingNextPage}
          onLoad={() => void sends.fetchNextPage()}
        />
      </Section>
    </div>
  );
}

function useSendColumns(): Column<CampaignSend>[] {
  const { t } = useTranslation("campaigns");
  const reasonText = useReasonText();
  return [
    {
      key: "contact",
      header: t("recipients.contact"),
      cell: ({ contact }) => (
        <span style={{ display: "block", minWidth: 110 }}>
          {contact.name || (contact.phone ? formatPhone(contact.phone) : contact.id)}
        </span>
      ),
    },
    {
      key: "phone",
      header: t("recipients.phone"),
      hideBelow: "sm",
      cell: ({ contact }) => (
        <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {contact.phone ? formatPhone(contact.phone) : "–"}
        </Text>
      ),
    },
    {
      key: "state",
      header: t("recipients.state"),
      cell: ({ state }) => (
        <StatusBadge tone={sendTone(state)} label={t(`sendState.${state}`, { defaultValue: state })} />
      ),
    },
    {
      key: "reason",
      header: t("recipients.reason"),
      hideBelow: "md",
      cell: ({ errorCode, errorText, advice }) =>
        errorCode ? (
          <Text size="xs" c="dimmed" title={advice ?? undefined} lineClamp={2}>
            {reasonText({ code: errorCode, title: errorText ?? "" }).title}
          </Text>
        ) : null,
    },
    {
      key: "at",
      header: t("recipients.at"),
      align: "right",
      hideBelow: "xs",
      cell: ({ at }) => (
        <Text size="sm" c="dimmed" component="div" style={{ whiteSpace: "nowrap" }}>
          <RelativeTime at={at} />
        </Text>
      ),
    },
  ];
}
