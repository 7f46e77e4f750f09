import { Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { auditQuery } from "../../api/queries/settings.ts";
import type { AuditEntry, Json } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useFormat } from "../../ui/format.ts";
import { LoadMore } from "../../ui/LoadMore.tsx";
import { SettingsFrame } from "./SettingsFrame.tsx";

/** Details as "name: Spring, queued: 952"; nested values are left to the API. */
function inWords(details: Json): string {
  if (typeof details !== "object" || details === null || Array.isArray(details)) return "";
  const plain = Object.entries(details).filter(([, value]) => value !== null && typeof value !== "object");
  return plain.map(([name, value]) => `${name}: ${String(value)}`).join(" · ");
}

/** Who changed what, newest first. */
export function AuditPage() {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  const query = useInfiniteQuery(auditQuery(slug));
  const columns = useColumns();
  return (
    <SettingsFrame>
      <Text size="sm" c="dimmed" mb="sm">
        {t("audit.about")}
      </Text>
      <DataTable
        label={t("pages.audit")}
        columns={columns}
        rows={query.data?.pages.flatMap((page) => page.items)}
        rowKey={(entry) => entry.id}
        error={query.error && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={
          <EmptyState icon={IconHistory} title={t("audit.empty.title")}>
            {t("audit.empty.message")}
          </EmptyState>
        }
      />
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
    </SettingsFrame>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const who = (entry: AuditEntry) =>
    entry.actorName ?? t(entry.actor === "system" ? "audit.system" : "audit.key");
  return [
    {
      key: "what",
      header: t("audit.columns.what"),
      cell: (entry) => (
        <>
          <Text size="sm" fw={550}>
            {t(`audit.actions.${entry.action.replaceAll(".", "_")}`, { defaultValue: entry.action })}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {inWords(entry.details)}
          </Text>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {who(entry)}
          </Text>
        </>
      ),
    },
    {
      key: "who",
      header: t("audit.columns.who"),
      width: 200,
      hideBelow: "sm",
      cell: who,
    },
    {
      key: "when",
      header: t("audit.columns.when"),
      align: "right",
      cell: (entry) => (
        <time dateTime={entry.at} title={format.relative(entry.at)}>
          {format.dateTime(entry.at)}
        </time>
      ),
    },
  ];
}
