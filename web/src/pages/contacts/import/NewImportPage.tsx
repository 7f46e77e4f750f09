import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importPreviewQuery, importQuery, importsKey } from "../../../api/queries/imports.ts";
import type { NewImport } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ForbiddenState } from "../../../ui/ForbiddenState.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { paths } from "../../../util/paths.ts";
import { FileStep } from "./FileStep.tsx";
import { ImportSteps } from "./ImportSteps.tsx";

/** The first step. As soon as the file is here the import has an address of its own, and can be left and continued there. */
export function NewImportPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  if (!workspace.can("write")) return <ForbiddenState />;
  const uploaded = ({ preview, ...created }: NewImport) => {
    queryClient.setQueryData(importQuery(workspace.slug, created.id).queryKey, created);
    queryClient.setQueryData(importPreviewQuery(workspace.slug, created.id).queryKey, preview);
    void queryClient.invalidateQueries({ queryKey: [...importsKey(workspace.slug), "pages"] });
    void navigate({ to: paths.importJob(workspace.slug, created.id) });
  };
  return (
    <>
      <PageHeader
        title={t("import.title")}
        description={t("import.subtitle")}
        back={{ to: paths.contacts(workspace.slug), label: t("title") }}
      />
      <ImportSteps active={0} />
      <FileStep workspace={workspace.slug} onUploaded={uploaded} />
    </>
  );
}
