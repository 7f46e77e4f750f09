import { Group, Progress, Select, Text } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type RegistryAttribute, registryAttributesQuery } from "../../api/queries/data.ts";
import { useAttributeWords } from "../../components/attribute-label.ts";
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
import { AttributeDrawer } from "./AttributeDrawer.tsx";
import { attributeTypes } from "./attribute-types.ts";
import { DataFrame } from "./DataFrame.tsx";

const statuses = ["active", "blocklisted", "unused", "standard"] as const;

/** Every attribute: its type, how many contacts have it, where it is used, whether it is refused. */
export function AttributesPage() {
  const { t } = useTranslation("data");
  const { slug } = useWorkspace();
  const format = useFormat();
  const [{ q = "", type = "", status = "", name, standard }, setSearch] = useUrlState();
  const query = useInfiniteQuery(registryAttributesQuery(slug, { q, type, status }));
  const rows = query.data?.pages.flatMap((page) => page.items);
  const first = query.data?.pages[0];
  const columns = useColumns();
  return (
    <DataFrame tab="attributes">
      <Group mb="sm" gap="xs">
        <SearchInput label={t("search")} />
        <Select
          aria-label={t("filter.type")}
          placeholder={t("filter.type")}
          clearable
          flex={{ base: "1 1 150px", xs: "0 0 170px" }}
          value={type || null}
          data={attributeTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
          onChange={(value) => setSearch({ type: value ?? undefined })}
        />
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
            {t("attributes", { count: first.total, formatted: format.number(first.total) })}
          </Text>
        )}
      </Group>
      <DataTable
        label={t("tab.attributes")}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.standard}:${row.name}`}
        rowLink={(row) => paths.dataAttribute(slug, row.name, row.standard, { q, type, status })}
        error={query.isError && !rows && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={
          <EmptyState icon={IconDatabase} title={t("noMatch.title")}>
            {t("noMatch.text")}
          </EmptyState>
        }
      />
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
      {name && (
        <AttributeDrawer
          key={`${standard}:${name}`}
          name={name}
          standard={standard === "true"}
          onClose={() => setSearch({ name: undefined, standard: undefined })}
        />
      )}
    </DataFrame>
  );
}

function useColumns(): Column<RegistryAttribute>[] {
  const { t } = useTranslation("data");
  const format = useFormat();
  const { attributeLabel } = useAttributeWords();
  return [
    {
      key: "name",
      header: t("column.name"),
      cell: (row) => (
        <div style={{ minWidth: 0 }}>
          <Group gap={6}>
            <Text inherit style={{ overflowWrap: "anywhere" }}>
              {attributeLabel(row.name, !row.standard)}
            </Text>
            {row.blocklistedAt && <StatusBadge tone="warning" label={t("status.blocklisted")} />}
            {row.standard && (
              <Text span size="xs" c="dimmed" fw={400}>
                {t("status.standard")}
              </Text>
            )}
          </Group>
          {row.description && (
            <Text size="xs" c="dimmed" fw={400} lineClamp={1}>
              {row.description}
            </Text>
          )}
        </div>
      ),
    },
    { key: "type", header: t("column.type"), hideBelow: "xs", cell: (row) => t(`type.${row.type}`) },
    {
      key: "fill",
      header: t("column.fill"),
      width: 190,
      cell: (row) => (
        <div>
          <Text size="sm">
            {t(row.fill.exact ? "fill" : "fillAbout", {
              count: row.fill.contacts,
              contacts: format.compact(row.fill.contacts),
              share: format.percent(row.fill.ratio),
            })}
          </Text>
          <Progress value={row.fill.ratio * 100} size={4} mt={2} aria-hidden />
        </div>
      ),
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
          {row.createdAt ? format.date(row.createdAt) : "–"}
        </Text>
      ),
    },
  ];
}
