import { IconTemplate } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import { templatesQuery } from "../../api/queries/templates.ts";
import type { Template } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { SyncTemplatesButton } from "../../components/SyncTemplatesButton.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useFormat } from "../../ui/format.ts";
import { ButtonLink } from "../../ui/links.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { paths } from "../../util/paths.ts";
import { stringifySearch } from "../../util/search.ts";
import { TemplateDrawer } from "./TemplateDrawer.tsx";
import { TemplateFilters } from "./TemplateFilters.tsx";
import { TemplateStatus } from "./TemplateStatus.tsx";
import { useTemplateFilters } from "./use-template-filters.ts";

/** The message templates that WhatsApp knows of, as last synced. They are written and approved at Meta. */
export function TemplatesPage() {
  const { t } = useTranslation("templates");
  const workspace = useWorkspace();
  const filters = useTemplateFilters();
  const query = useQuery(templatesQuery(workspace.slug, filters.onServer));
  const numbers = useQuery(subscriptionGroupsQuery(workspace.slug));
  const columns = useColumns();
  const open = query.data?.find((template) => template.id === filters.search.template);
  const connected = (numbers.data?.length ?? 0) > 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={connected && <SyncTemplatesButton />}
      />
      <TemplateFilters filters={filters} templates={query.data ?? []} numbers={numbers.data ?? []} />
      <DataTable
        label={t("title")}
        columns={columns}
        rows={query.data && filters.narrow(query.data)}
        rowKey={(template) => template.id}
        rowLink={(template) =>
          paths.templates(workspace.slug) + stringifySearch({ ...filters.search, template: template.id })
        }
        sort={filters.sort}
        onSort={(sort) => filters.setSearch({ sort: sort.key, dir: sort.direction })}
        error={query.error && <LoadError error={query.error} onRetry={query.refetch} />}
        empty={<NoTemplates filtered={filters.filtered} connected={connected} />}
      />
      <TemplateDrawer template={open} onClose={() => filters.setSearch({ template: undefined })} />
    </>
  );
}

function useColumns(): Column<Template>[] {
  const { t } = useTranslation("templates");
  const format = useFormat();
  return [
    { key: "name", header: t("columns.name"), sortable: true, cell: (template) => template.name },
    {
      key: "language",
      header: t("columns.language"),
      sortable: true,
      hideBelow: "sm",
      cell: (template) => format.language(template.language),
    },
    {
      key: "category",
      header: t("columns.category"),
      sortable: true,
      hideBelow: "sm",
      cell: (template) => t(`categories.${template.category}`, { defaultValue: template.category }),
    },
    {
      key: "status",
      header: t("columns.status"),
      sortable: true,
      cell: (template) => <TemplateStatus template={template} />,
    },
    {
      key: "syncedAt",
      header: t("columns.synced"),
      sortable: true,
      align: "right",
      hideBelow: "md",
      cell: (template) => <RelativeTime at={template.syncedAt} />,
    },
  ];
}

function NoTemplates({ filtered, connected }: { filtered: boolean; connected: boolean }) {
  const { t } = useTranslation("templates");
  const { slug } = useWorkspace();
  if (filtered)
    return <EmptyState title={t("common:noMatches.title")}>{t("common:noMatches.message")}</EmptyState>;
  const action = connected ? (
    <SyncTemplatesButton />
  ) : (
    <ButtonLink to={paths.whatsapp(slug, "byo")}>{t("empty.connect")}</ButtonLink>
  );
  return (
    <EmptyState icon={IconTemplate} title={t("empty.title")} action={action}>
      {connected ? t("empty.connected") : t("empty.notConnected")}
    </EmptyState>
  );
}
