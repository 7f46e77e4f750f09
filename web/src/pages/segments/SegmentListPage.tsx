import { Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentPagesQuery } from "../../api/queries/segments.ts";
import type { SegmentListItem } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useSegmentWords } from "../../components/segment-builder/use-segment-words.ts";
import { TagFilter } from "../../components/tags/TagFilter.tsx";
import { TagList } from "../../components/tags/TagList.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useFormat } from "../../ui/format.ts";
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
  const [{ q = "", tag }] = useUrlState();
  const query = useInfiniteQuery(segmentPagesQuery(workspace.slug, { q, tag }));
  const columns = useColumns(workspace.slug);
  const rows = query.data?.pages.flatMap((page) => page.items);
  const canWrite = workspace.can("write");
  const none = rows?.length === 0 && q === "" && !tag;
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
          <TagFilter on="segments" />
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
          q || tag ? (
            <EmptyState title={t("noMatch.title", { q: q || (tag ?? "") })}>{t("noMatch.text")}</EmptyState>
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
  const format = useFormat();
  return [
    {
      key: "name",
      header: t("column.name"),
      width: "26%",
      cell: (segment) => (
        <Stack gap={4}>
          {segment.name}
          <TagList tags={segment.tags} />
        </Stack>
      ),
    },
    {
      key: "size",
      header: t("column.size"),
      width: 110,
      align: "right",
      cell: (segment) =>
        segment.size === null ? (
          <Text span size="sm" c="dimmed" title={t("page.size.never")}>
            –
          </Text>
        ) : (
          <span
            title={
              segment.countedAt ? t("page.size.countedAt", { at: format.dateTime(segment.countedAt) }) : ""
            }
          >
            {format.number(segment.size)}
          </span>
        ),
    },
    {
      key: "who",
      header: t("column.who"),
      hideBelow: "sm",
      cell: (segment) => (
        <Stack gap={0}>
          <Text size="sm" lineClamp={2}>
            {summarize(segment.filter)}
          </Text>
          {segment.description && (
            <Text size="xs" c="dimmed" lineClamp={1}>
              {segment.description}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: "used",
      header: t("column.used"),
      width: 150,
      hideBelow: "md",
      cell: ({ usedBy }) => (
        <Text size="sm" c={usedBy.campaigns + usedBy.segments === 0 ? "dimmed" : undefined}>
          {[
            usedBy.campaigns > 0 && t("page.usage.campaigns", { count: usedBy.campaigns }),
            usedBy.segments > 0 && t("page.usage.segments", { count: usedBy.segments }),
          ]
            .filter(Boolean)
            .join(", ") || "–"}
        </Text>
      ),
    },
    {
      key: "updated",
      header: t("column.updated"),
      width: 140,
      hideBelow: "sm",
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
