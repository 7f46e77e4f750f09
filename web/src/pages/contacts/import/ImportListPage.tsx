import { Group, Select } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { importPagesQuery } from "../../../api/queries/imports.ts";
import type { Import, ImportState } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../../ui/DataTable.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { ButtonLink } from "../../../ui/links.tsx";
import { NumberText } from "../../../ui/NumberText.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { SearchInput } from "../../../ui/SearchInput.tsx";
import { StatusBadge } from "../../../ui/StatusBadge.tsx";
import { paths } from "../../../util/paths.ts";
import { useUrlState } from "../../../util/search.ts";
import { importTone } from "./import-state.ts";

const states: readonly ImportState[] = [
  "uploaded",
  "checking",
  "checked",
  "running",
  "completed",
  "canceled",
  "failed",
];

export function ImportListPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const [{ q, state }, setSearch] = useUrlState();
  const query = useInfiniteQuery(importPagesQuery(workspace.slug, { q, state }));
  const filtered = Boolean(q || state);
  const columns = useColumns();
  const rows = query.data?.pages.flatMap((page) => page.items);
  const importLink = workspace.can("write") && (
    <ButtonLink to={paths.newImport(workspace.slug)} leftSection={<IconFileImport size={16} aria-hidden />}>
      {t("importContacts")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("imports.title")}
        description={t("imports.subtitle")}
        back={{ to: paths.contacts(workspace.slug), label: t("title") }}
        actions={(filtered || rows?.length !== 0) && importLink}
      />
      {(filtered || rows?.length !== 0) && (
        <Group mb="sm" gap="xs">
          <SearchInput label={t("imports.search")} />
          <Select
            aria-label={t("imports.state")}
            placeholder={t("imports.anyState")}
            w={220}
            clearable
            value={state ?? null}
            data={states.map((value) => ({ value, label: t(`importState.${value}`) }))}
            onChange={(value) => setSearch({ state: value ?? undefined })}
          />
        </Group>
      )}
      <DataTable
        label={t("imports.title")}
        columns={columns}
        rows={rows}
        rowKey={(job) => job.id}
        rowLink={(job) => paths.importJob(workspace.slug, job.id)}
        error={query.isError && !rows && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={
          filtered ? (
            <EmptyState title={t("imports.noMatch")} />
          ) : (
            <EmptyState icon={IconFileImport} title={t("imports.empty.title")} action={importLink}>
              {t("imports.empty.text")}
            </EmptyState>
          )
        }
      />
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
    </>
  );
}

function useColumns(): Column<Import>[] {
  const { t } = useTranslation("contacts");
  return [
    { key: "file", header: t("imports.file"), cell: (job) => job.fileName },
    {
      key: "state",
      header: t("imports.state"),
      cell: (job) => <StatusBadge tone={importTone(job)} label={t(`importState.${job.state}`)} />,
    },
    {
      key: "created",
      header: t("imports.created"),
      align: "right",
      hideBelow: "sm",
      cell: (job) => <NumberText value={job.createdContacts} />,
    },
    {
      key: "updated",
      header: t("imports.updated"),
      align: "right",
      hideBelow: "sm",
      cell: (job) => <NumberText value={job.updatedContacts} />,
    },
    {
      key: "failed",
      header: t("imports.failed"),
      align: "right",
      hideBelow: "xs",
      cell: (job) => <NumberText value={job.failedRows} />,
    },
    { key: "by", header: t("imports.by"), hideBelow: "md", cell: (job) => job.createdByName ?? "–" },
    {
      key: "at",
      header: t("imports.at"),
      hideBelow: "xs",
      cell: (job) => <RelativeTime at={job.createdAt} />,
    },
  ];
}
