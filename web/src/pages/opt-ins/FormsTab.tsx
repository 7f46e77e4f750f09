import { IconForms, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formsQuery } from "../../api/queries/opt-ins.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ButtonLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import { useOptInColumns } from "./use-columns.tsx";

export function FormsTab() {
  const { t } = useTranslation("optins");
  const { slug, can } = useWorkspace();
  const query = useQuery(formsQuery(slug));
  const columns = useOptInColumns("forms");
  return (
    <DataTable
      label={t("tab.forms")}
      columns={columns}
      rows={query.data}
      rowKey={(form) => form.id}
      rowLink={(form) => paths.optInForm(slug, form.id)}
      error={query.isError && !query.data && <LoadError error={query.error} onRetry={query.refetch} />}
      empty={
        <EmptyState
          icon={IconForms}
          title={t("forms.empty.title")}
          action={
            can("write") && (
              <ButtonLink to={paths.newOptInForm(slug)} leftSection={<IconPlus size={16} aria-hidden />}>
                {t("forms.new")}
              </ButtonLink>
            )
          }
        >
          {t("forms.empty.text")}
        </EmptyState>
      }
    />
  );
}
