import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deleteSegment, segmentsKey } from "../../api/queries/segments.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { notifyDone } from "../../ui/notify.ts";

type Props = {
  segment: { id: string; name: string };
  opened: boolean;
  onClose: () => void;
  onDeleted: (() => void) | undefined;
};

export function DeleteSegmentModal({ segment, opened, onClose, onDeleted }: Props) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const deletion = useMutation({
    mutationFn: () => deleteSegment(workspace.slug, segment.id),
    onSuccess: () => {
      onClose();
      notifyDone(t("delete.done", { name: segment.name }));
      onDeleted?.();
      void queryClient.invalidateQueries({ queryKey: segmentsKey(workspace.slug) });
    },
  });
  return (
    <ConfirmModal
      opened={opened}
      onClose={onClose}
      onConfirm={() => deletion.mutate()}
      title={t("delete.title", { name: segment.name })}
      confirmLabel={t("delete.confirm")}
      danger
      loading={deletion.isPending}
      error={deletion.error && errorText(deletion.error).message}
    >
      {t("delete.text")}
    </ConfirmModal>
  );
}
