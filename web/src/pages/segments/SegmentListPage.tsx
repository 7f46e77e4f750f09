import { Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentPagesQuery } from "../../api/queries/segments.ts";
import type { SegmentListItem } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useSegmentWords } from "../../components/segment-builder/use-segment-words.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { LoadMore } from "../../ui/LoadMore.tsx";
import { ButtonLink } from "../../ui/links.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { SearchInput } from "../../ui/SearchInput.tsx";
import { paths } from "../../util/paths.ts";
import { useUrlState } from "../../util/search.ts";
import { SegmentMenu } from "./SegmentMenu.tsx";

export function SegmentListPage() {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const [{ q = "" }] = useUrlState();
  const query = useInfiniteQuery(segmentPagesQuery(workspace.slug, q));
  const columns = useColumns(workspace.slug);
  const rows = query.data?.pages.flatMap((page) => page.items);
  const canWrite = workspace.can("write");
  const none = rows?.length === 0 && q === "";
  const newSegment = (
    <ButtonLink to={paths.newSegment(workspace.slug)} leftSection={<IconPlus size={16} aria-hidden />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("subtitle")} actions={canWrite && !none && newSegment} />
      {!none && (
        <Group mb="sm">
          <SearchInput label={t("searchLabel")} />
        </Group>
      )}
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(segment) => segment.id}
        rowLink={(segment) => paths.segment(workspace.slug, segment.id)}
        error={query.isError && !rows && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={
          q ? (
            <EmptyState title={t("noMatch.title", { q })}>{t("noMatch.text")}</EmptyState>
          ) : (
            <EmptyState icon={IconUsersGroup} title={t("empty.title")} action={canWrite && newSegment}>
              {t("empty.text")}
            </EmptyState>
          )
        }
      />
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
    </>
  );
}

function useColumns(workspace: string): Column<SegmentListItem>[] {
  const { t } = useTranslation("segments");
  const { summarize } = useSegmentWords(workspace);
  return [
    { key: "name", header: t("column.name"), width: "28%", cell: (segment) => segment.name },
    {
      key: "who",
      header: t("column.who"),
      hideBelow: "sm",
      cell: (segment) => (
        <Stack gap={0}>
          <Text size="sm" lineClamp={2}>
            {segment.filter ? summarize(segment.filter) : (segment.inWords ?? segment.description)}
          </Text>
          {segment.filter && segment.description && (
            <Text size="xs" c="dimmed" lineClamp={1}>
              {segment.description}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: "updated",
      header: t("column.updated"),
      width: 140,
      cell: (segment) => <RelativeTime at={segment.updatedAt} />,
    },
    {
      key: "menu",
      header: "",
      width: 48,
      align: "right",
      cell: (segment) => <SegmentMenu segment={segment} />,
    },
  ];
}
