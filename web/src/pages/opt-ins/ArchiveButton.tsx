import { Button } from "@mantine/core";
import { IconArchive, IconArchiveOff } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { archive, optInsKey } from "../../api/queries/opt-ins.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { notifyDone } from "../../ui/notify.ts";

type Props = { what: "links" | "forms"; item: { id: string; name: string; archivedAt: string | null } };

/** Takes a link or a form out of use, or brings it back. */
export function ArchiveButton({ what, item }: Props) {
  const { t } = useTranslation("optins");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const act = item.archivedAt ? "restore" : "archive";
  const change = useMutation({
    mutationFn: () => archive(slug, `opt-in-${what}`, item.id, act),
    onSuccess: async () => {
      setAsking(false);
      notifyDone(t(`${what}.${act}d`, { name: item.name }));
      await queries.invalidateQueries({ queryKey: optInsKey(slug) });
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={
          item.archivedAt ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />
        }
        onClick={() => setAsking(true)}
      >
        {t(act)}
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => change.mutate()}
        title={t(`${what}.${act}Title`, { name: item.name })}
        confirmLabel={t(`${what}.${act}`)}
        danger={act === "archive"}
        loading={change.isPending}
        error={change.error ? errorText(change.error).message : undefined}
      >
        {t(`${what}.${act}Text`)}
      </ConfirmModal>
    </>
  );
}
