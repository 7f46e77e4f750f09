import { Button, Group, Select, Text } from "@mantine/core";
import { IconFileImport, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactPagesQuery } from "../../../api/queries/contacts.ts";
import type { ExportSource } from "../../../api/types.ts";
import { ExportButton } from "../../../components/exports/ExportButton.tsx";
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
import { BulkBar } from "./BulkBar.tsx";
import { ColumnsMenu } from "./ColumnsMenu.tsx";
import { CreateContactModal } from "./CreateContactModal.tsx";
import { SegmentPicker } from "./SegmentPicker.tsx";
import { useContactColumns, useStandardColumns } from "./use-contact-columns.tsx";
import { useShownColumns } from "./use-shown-columns.ts";

export function ContactListPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const [{ q, segmentId, order }, setSearch] = useUrlState();
  const [shown, setShown] = useShownColumns(workspace.slug);
  const attributes = shown.custom.length > 0 ? JSON.stringify(shown.custom) : undefined;
  const query = useInfiniteQuery(contactPagesQuery(workspace.slug, { q, segmentId, order, attributes }));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [creating, setCreating] = useState(false);
  const rows = query.data?.pages.flatMap((page) => page.items);
  const filtered = Boolean(q || segmentId);
  const none = rows?.length === 0 && !filtered;
  const canWrite = workspace.can("write");
  const toggle = (id: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(id);
    else next.delete(id);
    setSelected(next);
  };
  const shownIds = (rows ?? []).map((contact) => contact.id);
  const selectShown = () => setSelected(new Set([...selected, ...shownIds]));
  const selection = {
    ids: selected,
    onToggle: toggle,
    shownIds,
    onToggleAll: (on: boolean) => (on ? selectShown() : setSelected(new Set())),
  };
  const columns = useContactColumns(shown, canWrite ? selection : null);
  const labels = Object.fromEntries(useStandardColumns().map(({ key, header }) => [key, header]));
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
            {canWrite && (
              <>
                {" · "}
                <TextLink to={paths.exports(workspace.slug)}>{t("exports.earlier")}</TextLink>
              </>
            )}
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
              {!none && (
                <ExportContacts
                  selected={selected}
                  source={{ ...(q ? { q } : {}), ...(segmentId ? { segmentId } : {}) }}
                />
              )}
              {!none && importLink}
            </>
          )
        }
      />
      {!none && (
        <Group mb="sm" gap="xs">
          <SearchInput label={t("search")} />
          <SegmentPicker workspace={workspace.slug} />
          <OrderPicker />
          <ColumnsMenu workspace={workspace.slug} shown={shown} labels={labels} onChange={setShown} />
          <Total first={query.data?.pages[0]} />
        </Group>
      )}
      {selected.size > 0 && (
        <BulkBar
          workspace={workspace.slug}
          ids={[...selected]}
          onSelectAll={selectShown}
          onClear={() => setSelected(new Set())}
        />
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
            <EmptyState
              title={t("noMatch.title")}
              action={
                <Button variant="default" onClick={() => setSearch({ q: undefined, segmentId: undefined })}>
                  {t("noMatch.action")}
                </Button>
              }
            >
              {t("noMatch.text")}
            </EmptyState>
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

/** By when they were added; there is no order by the last change, see the server's listing. */
function OrderPicker() {
  const { t } = useTranslation("contacts");
  const [{ order = "newest" }, setSearch] = useUrlState();
  return (
    <Select
      aria-label={t("order.label")}
      w={190}
      allowDeselect={false}
      value={order}
      data={["newest", "oldest"].map((value) => ({ value, label: t(`order.${value}`) }))}
      onChange={(value) => setSearch({ order: value === "newest" ? undefined : (value ?? undefined) })}
    />
  );
}

/** Of the chosen contacts, or of all that the list shows. */
function ExportContacts({ selected, source }: { selected: ReadonlySet<string>; source: ExportSource }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const count = selected.size;
  return (
    <ExportButton
      name={t("exports.allName")}
      source={count > 0 ? { contactIds: [...selected] } : source}
      {...(count > 0 && {
        label: t("exports.buttonSelected", { count, formatted: format.number(count) }),
      })}
    />
  );
}

function Total({ first }: { first: { total: number; totalIsEstimate?: boolean } | undefined }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  // Where there is none, the page says so itself.
  if (!first || first.total === 0) return null;
  const count = format.number(first.total);
  return (
    <Text role="status" size="sm" c="dimmed" ml="auto">
      {first.totalIsEstimate
        ? t("totalAbout", { count: first.total, formatted: count })
        : t("total", { count: first.total, formatted: count })}
    </Text>
  );
}
