import { Button, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { contactsKey } from "../../../api/queries/contacts.ts";
import { cancelImport, importQuery, importsKey } from "../../../api/queries/imports.ts";
import { segmentsKey } from "../../../api/queries/segments.ts";
import type { Import } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import { ButtonLink } from "../../../ui/links.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { StatusBadge } from "../../../ui/StatusBadge.tsx";
import { paths } from "../../../util/paths.ts";
import { ImportErrors } from "./ImportErrors.tsx";
import { ImportProgress } from "./ImportProgress.tsx";
import { importTone } from "./import-state.ts";

/** One import: how far it is, what came of it, and the rows that were left out. */
export function ImportPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const { importId = "" } = useParams({ strict: false }) as { importId?: string };
  const { data: job, error, refetch } = useQuery(importQuery(workspace.slug, importId));
  useRefreshWhenDone(workspace.slug, job);
  if (error && !job) return <LoadError error={error} onRetry={refetch} />;
  if (!job) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={job.fileName}
        badge={<StatusBadge tone={importTone(job)} label={t(`importState.${job.state}`)} />}
        back={{ to: paths.imports(workspace.slug), label: t("imports.title") }}
        description={
          <>
            {job.createdByName ? `${t("imports.startedBy", { name: job.createdByName })} · ` : ""}
            <RelativeTime at={job.createdAt} />
          </>
        }
        actions={<Actions workspace={workspace.slug} job={job} canWrite={workspace.can("write")} />}
      />
      <Stack gap="md">
        <ImportProgress workspace={workspace.slug} job={job} />
        {job.failedRows > 0 && <ImportErrors workspace={workspace.slug} job={job} />}
      </Stack>
    </>
  );
}

/** What an import changed is elsewhere on screen too, once it has ended. */
function useRefreshWhenDone(workspace: string, job: Import | undefined): void {
  const queryClient = useQueryClient();
  const wasRunning = useRef(false);
  const state = job?.state;
  useEffect(() => {
    if (wasRunning.current && state !== "running") {
      for (const queryKey of [
        contactsKey(workspace),
        segmentsKey(workspace),
        ["attributes", workspace],
        ["home", workspace],
      ]) {
        void queryClient.invalidateQueries({ queryKey });
      }
    }
    wasRunning.current = state === "running";
  }, [state, workspace, queryClient]);
}

function Actions({ workspace, job, canWrite }: { workspace: string; job: Import; canWrite: boolean }) {
  const { t } = useTranslation("contacts");
  if (job.state === "running") return canWrite && <CancelButton workspace={workspace} job={job} />;
  return (
    <>
      {canWrite && (
        <ButtonLink to={paths.newImport(workspace)} variant="default">
          {t("imports.another")}
        </ButtonLink>
      )}
      <ButtonLink to={paths.contacts(workspace)}>{t("imports.seeContacts")}</ButtonLink>
    </>
  );
}

function CancelButton({ workspace, job }: { workspace: string; job: Import }) {
  const { t } = useTranslation("contacts");
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const canceling = useMutation({
    mutationFn: () => cancelImport(workspace, job.id),
    onSuccess: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: importsKey(workspace) });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("imports.cancel")}
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => canceling.mutate()}
        title={t("imports.cancelTitle")}
        confirmLabel={t("imports.cancel")}
        danger
        loading={canceling.isPending}
        error={canceling.error && errorText(canceling.error).message}
      >
        {t("imports.cancelText")}
      </ConfirmModal>
    </>
  );
}
