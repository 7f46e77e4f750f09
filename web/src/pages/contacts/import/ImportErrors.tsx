import { Button, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { importErrorsQuery, importErrorsUrl } from "../../../api/queries/imports.ts";
import type { ImportRowError } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../../ui/DataTable.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { useFormat } from "../../../ui/format.ts";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { Section } from "../../../ui/Section.tsx";
import { useRowErrorText } from "./use-row-error-text.ts";

type Props = {
  workspace: string;
  importId: string;
  failedRows: number;
  /** Of a dry run. */
  dry?: boolean;
};

/** The rows that were left out, each with the reason, and the same as a file to mend and import again. */
export function ImportErrors({ workspace, importId, failedRows, dry = false }: Props) {
  const { t, i18n } = useTranslation("contacts");
  const { can } = useWorkspace();
  const queryClient = useQueryClient();
  const options = importErrorsQuery(workspace, importId);
  const query = useInfiniteQuery(options);
  const columns = useColumns();
  const key = JSON.stringify(options.queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every newly failed row makes the list old
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: JSON.parse(key) as string[] });
  }, [failedRows, key, queryClient]);
  const rows = query.data?.pages.flatMap((page) => page.items.map((item, at) => ({ ...item, at })));
  return (
    <Section
      title={t(dry ? "rowErrors.titleDry" : "rowErrors.title")}
      description={t("rowErrors.text")}
      actions={
        can("write") && (
          <Button
            component="a"
            href={importErrorsUrl(workspace, importId, i18n.language)}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {t("rowErrors.download")}
          </Button>
        )
      }
    >
      <DataTable
        label={t("rowErrors.title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.rowNumber}:${row.columnName}:${row.at}`}
        error={query.isError && !rows && <LoadError error={query.error} onRetry={query.refetch} compact />}
        empty={<EmptyState title={t("rowErrors.none")} compact />}
      />
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
    </Section>
  );
}

function useColumns(): Column<ImportRowError & { at: number }>[] {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const rowErrorText = useRowErrorText();
  return [
    {
      key: "row",
      header: t("rowErrors.row"),
      width: 72,
      align: "right",
      cell: (row) => format.number(row.rowNumber),
    },
    { key: "column", header: t("rowErrors.column"), hideBelow: "xs", cell: (row) => row.columnName ?? "–" },
    {
      key: "value",
      header: t("rowErrors.value"),
      hideBelow: "sm",
      cell: (row) => (
        <Text span inherit ff="monospace" fz="xs" style={{ overflowWrap: "anywhere" }}>
          {row.value ?? "–"}
        </Text>
      ),
    },
    { key: "message", header: t("rowErrors.reason"), cell: (row) => rowErrorText(row) },
  ];
}
