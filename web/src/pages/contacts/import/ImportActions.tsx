import { Button } from "@mantine/core";
import { IconFilterPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelImport, importsKey } from "../../../api/queries/imports.ts";
import { createSegment, segmentsKey } from "../../../api/queries/segments.ts";
import type { Import } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import { ButtonLink } from "../../../ui/links.tsx";
import { notifyDone, notifyFailed } from "../../../ui/notify.ts";
import { paths } from "../../../util/paths.ts";
import { isOpen } from "./import-state.ts";

type Props = { workspace: string; job: Import; canWrite: boolean };

export function ImportActions({ workspace, job, canWrite }: Props) {
  const { t } = useTranslation("contacts");
  if (isOpen(job) || job.state === "running")
    return canWrite && job.state !== "checking" && <CancelButton workspace={workspace} job={job} />;
  const list = job.createdContacts + job.updatedContacts + job.unchangedContacts > 0 && job.options.listName;
  return (
    <>
      {canWrite && (
        <ButtonLink to={paths.newImport(workspace)} variant="default">
          {t("imports.another")}
        </ButtonLink>
      )}
      {canWrite && list && <SegmentButton workspace={workspace} list={list} />}
      <ButtonLink to={paths.contacts(workspace)}>{t("imports.seeContacts")}</ButtonLink>
    </>
  );
}

/** A running import is canceled, a waiting file discarded. */
function CancelButton({ workspace, job }: { workspace: string; job: Import }) {
  const { t } = useTranslation("contacts");
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const running = job.state === "running";
  const canceling = useMutation({
    mutationFn: () => cancelImport(workspace, job.id),
    onSuccess: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: importsKey(workspace) });
    },
  });
  const label = t(running ? "imports.cancel" : "imports.discard");
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => canceling.mutate()}
        title={t(running ? "imports.cancelTitle" : "imports.discardTitle")}
        confirmLabel={label}
        danger
        loading={canceling.isPending}
        error={canceling.error && errorText(canceling.error).message}
      >
        {t(running ? "imports.cancelText" : "imports.discardText")}
      </ConfirmModal>
    </>
  );
}

/** A segment of the contacts that carry this import's list. */
function SegmentButton({ workspace, list }: { workspace: string; list: string }) {
  const { t } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const creating = useMutation({
    mutationFn: () =>
      createSegment(workspace, {
        name: list,
        description: "",
        filter: { kind: "and", children: [{ kind: "import", list }] },
      }),
    onSuccess: (segment) => {
      notifyDone(t("imports.segmentCreated", { name: segment.name }));
      void queryClient.invalidateQueries({ queryKey: segmentsKey(workspace) });
      void navigate({ to: paths.segment(workspace, segment.id) });
    },
    onError: (error) => {
      const { title, message } = errorText(error);
      notifyFailed(title, message);
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<IconFilterPlus size={16} aria-hidden />}
      loading={creating.isPending}
      onClick={() => creating.mutate()}
    >
      {t("imports.createSegment")}
    </Button>
  );
}
