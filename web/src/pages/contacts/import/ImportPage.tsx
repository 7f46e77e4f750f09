import { Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { contactsKey } from "../../../api/queries/contacts.ts";
import { importQuery } from "../../../api/queries/imports.ts";
import { segmentsKey } from "../../../api/queries/segments.ts";
import type { Import } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { StatusBadge } from "../../../ui/StatusBadge.tsx";
import { paths } from "../../../util/paths.ts";
import { ImportActions } from "./ImportActions.tsx";
import { ImportErrors } from "./ImportErrors.tsx";
import { ImportProgress } from "./ImportProgress.tsx";
import { ImportSetup } from "./ImportSetup.tsx";
import { importTone, isOpen } from "./import-state.ts";

/** One import: on its way to the start, or how far it is, what came of it, and the rows that were left out. */
export function ImportPage() {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const { importId = "" } = useParams({ strict: false }) as { importId?: string };
  const { data: job, error, refetch } = useQuery(importQuery(workspace.slug, importId));
  useRefreshWhenDone(workspace.slug, job);
  if (error && !job) return <LoadError error={error} onRetry={refetch} />;
  if (!job) return <PageSkeleton />;
  const canWrite = workspace.can("write");
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
        actions={<ImportActions workspace={workspace.slug} job={job} canWrite={canWrite} />}
      />
      {isOpen(job) && canWrite ? (
        <ImportSetup workspace={workspace} job={job} />
      ) : (
        <Stack gap="md">
          <ImportProgress job={job} />
          {job.failedRows > 0 && (
            <ImportErrors workspace={workspace.slug} importId={job.id} failedRows={job.failedRows} />
          )}
        </Stack>
      )}
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
