import { Group, Select, Text } from "@mantine/core";
import { IconBolt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type RegistryEvent, registryEventsQuery } from "../../api/queries/data.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useFormat } from "../../ui/format.ts";
import { LoadMore } from "../../ui/LoadMore.tsx";
import { SearchInput } from "../../ui/SearchInput.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { paths } from "../../util/paths.ts";
import { useUrlState } from "../../util/search.ts";
import { DataFrame } from "./DataFrame.tsx";
import { EventDrawer } from "./EventDrawer.tsx";
import { Sparkline } from "./Sparkline.tsx";

const statuses = ["active", "blocklisted", "quiet"] as const;

/** Every event: how often it happened lately, where it is used, whether it is refused. */
export function EventsPage() {
  const { t } = useTranslation("data");
  const { slug } = useWorkspace();
  const format = useFormat();
  const [{ q = "", status = "", name }, setSearch] = useUrlState();
  const query = useInfiniteQuery(registryEventsQuery(slug, { q, status }));
  const rows = query.data?.pages.flatMap((page) => page.items);
  const first = query.data?.pages[0];
  const filtered = Boolean(q || status);
  const none = rows?.length === 0 && !filtered;
  return (
    <DataFrame tab="events">
      {!none && (
        <Group mb="sm" gap="xs">
          <SearchInput label={t("searchEvents")} />
          <Select
            aria-label={t("filter.status")}
            placeholder={t("filter.status")}
            clearable
            flex={{ base: "1 1 150px", xs: "0 0 190px" }}
            value={status || null}
            data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={(value) => setSearch({ status: value ?? undefined })}
          />
          {first && (
            <Text role="status" size="sm" c="dimmed" ml="auto">
              {t("events", { count: first.total, formatted: format.number(first.total) })}
            </Text>
          )}
        </Group>
      )}
      <DataTable
        label={t("tab.events")}
        columns={useColumns()}
        rows={rows}
        rowKey={(row) => row.name}
        rowLink={(row) => paths.dataEvent(slug, row.name, { q, status })}
        error={query.isError && !rows && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={
          <EmptyState icon={IconBolt} title={t(filtered ? "noMatch.title" : "noEvents.title")}>
            {t(filtered ? "noMatch.text" : "noEvents.text")}
          </EmptyState>
        }
      />
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
      {name && <EventDrawer key={name} name={name} onClose={() => setSearch({ name: undefined })} />}
    </DataFrame>
  );
}

function useColumns(): Column<RegistryEvent>[] {
  const { t } = useTranslation("data");
  const format = useFormat();
  return [
    {
      key: "name",
      header: t("column.event"),
      cell: (row) => (
        <div style={{ minWidth: 0 }}>
          <Group gap={6}>
            <Text inherit style={{ overflowWrap: "anywhere" }}>
              {row.name}
            </Text>
            {row.blocklistedAt && <StatusBadge tone="warning" label={t("status.blocklisted")} />}
          </Group>
          {row.description && (
            <Text size="xs" c="dimmed" fw={400} lineClamp={1}>
              {row.description}
            </Text>
          )}
        </div>
      ),
    },
    {
      key: "total",
      header: t("column.thirtyDays"),
      align: "right",
      cell: (row) =>
        row.exact ? format.number(row.total) : t("about", { number: format.compact(row.total) }),
    },
    {
      key: "days",
      header: t("column.byDay"),
      hideBelow: "xs",
      cell: (row) => <Sparkline days={row.days} label={t("sparkline", { name: row.name })} />,
    },
    {
      key: "used",
      header: t("column.usedBy"),
      hideBelow: "sm",
      align: "right",
      cell: (row) => (row.usedBy === 0 ? "–" : format.number(row.usedBy)),
    },
    {
      key: "created",
      header: t("column.created"),
      hideBelow: "md",
      cell: (row) => (
        <Text inherit style={{ whiteSpace: "nowrap" }}>
          {format.date(row.createdAt)}
        </Text>
      ),
    },
  ];
}
