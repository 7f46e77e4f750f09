import { Card, SegmentedControl } from "@mantine/core";
import { IconBellCheck, IconSettings } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LoadError } from "../../components/LoadError.tsx";
import { NoticeItem } from "../../components/notices/NoticeItem.tsx";
import { noticesQuery } from "../../components/notices/queries.ts";
import type { NoticeFilter } from "../../components/notices/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { LoadMore } from "../../ui/LoadMore.tsx";
import { ButtonLink } from "../../ui/links.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { paths } from "../../util/paths.ts";
import { useUrlState } from "../../util/search.ts";

/** What needs attention, and what did. */
export function NoticesPage() {
  const { t } = useTranslation("notices");
  const workspace = useWorkspace();
  const [search, setSearch] = useUrlState();
  const filter: NoticeFilter = search.filter === "resolved" ? "resolved" : "open";
  const query = useInfiniteQuery(noticesQuery(workspace.slug, filter));
  const notices = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={
          workspace.can("manage") && (
            <ButtonLink
              to={paths.noticeSettings(workspace.slug)}
              variant="default"
              leftSection={<IconSettings size={16} aria-hidden />}
            >
              {t("settings")}
            </ButtonLink>
          )
        }
      />
      <SegmentedControl
        aria-label={t("filters.label")}
        value={filter}
        onChange={(value) => setSearch({ filter: value === "resolved" ? value : undefined })}
        data={(["open", "resolved"] as const).map((value) => ({ value, label: t(`filters.${value}`) }))}
        mb="md"
      />
      {query.error && !notices ? (
        <LoadError error={query.error} onRetry={query.refetch} />
      ) : !notices ? (
        <CardSkeleton height={240} />
      ) : (
        <Card padding="lg" py="xs">
          {notices.length === 0 && (
            <EmptyState icon={IconBellCheck} title={t(`none.${filter}.title`)}>
              {t(`none.${filter}.message`)}
            </EmptyState>
          )}
          {notices.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} />
          ))}
        </Card>
      )}
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
    </>
  );
}
