import { Button, Text } from "@mantine/core";
import { IconFileDownload } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { cancelExport, exportPagesQuery, exportsKey } from "../../../api/queries/exports.ts";
import type { ContactExport } from "../../../api/types.ts";
import { DownloadLink } from "../../../components/exports/ExportProgress.tsx";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../../ui/DataTable.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ForbiddenState } from "../../../ui/ForbiddenState.tsx";
import { useFormat } from "../../../ui/format.ts";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { NumberText } from "../../../ui/NumberText.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { StatusBadge, type Tone } from "../../../ui/StatusBadge.tsx";
import { paths } from "../../../util/paths.ts";

const tones: Record<ContactExport["state"], Tone> = {
  running: "running",
  completed: "success",
  canceled: "warning",
  failed: "danger",
  expired: "neutral",
};

/** Files of contacts that were written, for as long as they can be downloaded. */
export function ExportListPage() {
  const workspace = useWorkspace();
  return workspace.can("write") ? <Exports /> : <ForbiddenState />;
}

function Exports() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const query = useInfiniteQuery(exportPagesQuery(workspace.slug));
  const columns = useColumns(workspace.slug);
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader
        title={t("exports.list")}
        description={t("exports.listText")}
        back={{ to: paths.contacts(workspace.slug), label: t("title") }}
      />
      <DataTable
        label={t("exports.list")}
        columns={columns}
        rows={rows}
        rowKey={(job) => job.id}
        error={query.isError && !rows && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={
          <EmptyState icon={IconFileDownload} title={t("exports.empty.title")}>
            {t("exports.empty.text")}
          </EmptyState>
        }
      />
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
    </>
  );
}

function useColumns(workspace: string): Column<ContactExport>[] {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  return [
    { key: "name", header: t("exports.file"), cell: (job) => `${job.name}.csv` },
    {
      key: "state",
      header: t("exports.state"),
      cell: (job) => <StatusBadge tone={tones[job.state]} label={t(`exports.states.${job.state}`)} />,
    },
    {
      key: "contacts",
      header: t("exports.contacts"),
      align: "right",
      hideBelow: "sm",
      cell: (job) => <NumberText value={job.writtenContacts} />,
    },
    {
      key: "size",
      header: t("exports.size"),
      align: "right",
      hideBelow: "md",
      cell: (job) => (job.fileBytes === null ? "–" : format.bytes(job.fileBytes)),
    },
    { key: "by", header: t("exports.by"), hideBelow: "md", cell: (job) => job.createdByName ?? "–" },
    {
      key: "at",
      header: t("exports.at"),
      hideBelow: "xs",
      cell: (job) => (
        <>
          <RelativeTime at={job.createdAt} />
          {job.state === "completed" && job.expiresAt && (
            <Text size="xs" c="dimmed">
              {t("exports.expires", { date: format.date(job.expiresAt) })}
            </Text>
          )}
        </>
      ),
    },
    { key: "act", header: "", align: "right", cell: (job) => <Act workspace={workspace} job={job} /> },
  ];
}

function Act({ workspace, job }: { workspace: string; job: ContactExport }) {
  const { t } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const canceling = useMutation({
    mutationFn: () => cancelExport(workspace, job.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: exportsKey(workspace) }),
  });
  if (job.state === "completed") return <DownloadLink workspace={workspace} id={job.id} compact />;
  if (job.state !== "running") return null;
  return (
    <Button variant="default" size="xs" loading={canceling.isPending} onClick={() => canceling.mutate()}>
      {t("exports.cancel")}
    </Button>
  );
}
