import { IconPlus, IconQrcode } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { linksQuery } from "../../api/queries/opt-ins.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ButtonLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import { useOptInColumns } from "./use-columns.tsx";

export function LinksTab() {
  const { t } = useTranslation("optins");
  const { slug, can } = useWorkspace();
  const query = useQuery(linksQuery(slug));
  const columns = useOptInColumns("links");
  return (
    <DataTable
      label={t("tab.links")}
      columns={columns}
      rows={query.data}
      rowKey={(link) => link.id}
      rowLink={(link) => paths.optInLink(slug, link.id)}
      error={query.isError && !query.data && <LoadError error={query.error} onRetry={query.refetch} />}
      empty={
        <EmptyState
          icon={IconQrcode}
          title={t("links.empty.title")}
          action={
            can("write") && (
              <ButtonLink to={paths.newOptInLink(slug)} leftSection={<IconPlus size={16} aria-hidden />}>
                {t("links.new")}
              </ButtonLink>
            )
          }
        >
          {t("links.empty.text")}
        </EmptyState>
      }
    />
  );
}
