import { Button, Group, Text } from "@mantine/core";
import { IconFileImport, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactPagesQuery } from "../../../api/queries/contacts.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { DataTable } from "../../../ui/DataTable.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { useFormat } from "../../../ui/format.ts";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { ButtonLink, TextLink } from "../../../ui/links.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { SearchInput } from "../../../ui/SearchInput.tsx";
import { paths } from "../../../util/paths.ts";
import { useUrlState } from "../../../util/search.ts";
import { CreateContactModal } from "./CreateContactModal.tsx";
import { SegmentPicker } from "./SegmentPicker.tsx";
import { useContactColumns } from "./use-contact-columns.tsx";

export function ContactListPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const [{ q, segmentId }] = useUrlState();
  const query = useInfiniteQuery(contactPagesQuery(workspace.slug, { q, segmentId }));
  const columns = useContactColumns();
  const [creating, setCreating] = useState(false);
  const rows = query.data?.pages.flatMap((page) => page.items);
  const filtered = Boolean(q || segmentId);
  const none = rows?.length === 0 && !filtered;
  const canWrite = workspace.can("write");
  const importLink = (
    <ButtonLink to={paths.newImport(workspace.slug)} leftSection={<IconFileImport size={16} aria-hidden />}>
      {t("importContacts")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        description={
          <>
            {t("subtitle")} <TextLink to={paths.imports(workspace.slug)}>{t("earlierImports")}</TextLink>
          </>
        }
        actions={
          canWrite && (
            <>
              <Button
                variant="default"
                leftSection={<IconUserPlus size={16} aria-hidden />}
                onClick={() => setCreating(true)}
              >
                {t("newContact")}
              </Button>
              {!none && importLink}
            </>
          )
        }
      />
      {!none && (
        <Group mb="sm" gap="xs">
          <SearchInput label={t("search")} />
          <SegmentPicker workspace={workspace.slug} />
          <Total first={query.data?.pages[0]} />
        </Group>
      )}
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(contact) => contact.id}
        rowLink={(contact) => paths.contact(workspace.slug, contact.id)}
        error={query.isError && !rows && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={
          filtered ? (
            <EmptyState title={t("noMatch.title")}>{t("noMatch.text")}</EmptyState>
          ) : (
            <EmptyState icon={IconUsers} title={t("empty.title")} action={canWrite && importLink}>
              {t("empty.text")}
            </EmptyState>
          )
        }
      />
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
      <CreateContactModal opened={creating} onClose={() => setCreating(false)} />
    </>
  );
}

function Total({ first }: { first: { total: number; totalIsEstimate?: boolean } | undefined }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  if (!first) return null;
  const count = format.number(first.total);
  return (
    <Text role="status" size="sm" c="dimmed" ml="auto">
      {first.totalIsEstimate
        ? t("totalAbout", { count: first.total, formatted: count })
        : t("total", { count: first.total, formatted: count })}
    </Text>
  );
}
