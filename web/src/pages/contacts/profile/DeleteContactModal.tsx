import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { contactKey, contactsKey, deleteContact } from "../../../api/queries/contacts.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import { notifyDone } from "../../../ui/notify.ts";
import { paths } from "../../../util/paths.ts";
import { Consequences } from "./Consequences.tsx";

type Props = {
  workspace: string;
  contact: { id: string; name: string };
  opened: boolean;
  onClose: () => void;
};

export function DeleteContactModal({ workspace, contact, opened, onClose }: Props) {
  const { t } = useTranslation("contacts");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const deletion = useMutation({
    mutationFn: () => deleteContact(workspace, contact.id),
    onSuccess: async () => {
      notifyDone(t("delete.done", { name: contact.name }));
      await navigate({ to: paths.contacts(workspace) });
      queryClient.removeQueries({ queryKey: contactKey(workspace, contact.id) });
      void queryClient.invalidateQueries({ queryKey: contactsKey(workspace) });
    },
  });
  return (
    <ConfirmModal
      opened={opened}
      onClose={onClose}
      onConfirm={() => deletion.mutate()}
      title={t("delete.title", { name: contact.name })}
      confirmLabel={t("delete.confirm")}
      danger
      loading={deletion.isPending}
      error={deletion.error && errorText(deletion.error).message}
    >
      {t("delete.text")}
      {opened && <Consequences workspace={workspace} contactId={contact.id} />}
    </ConfirmModal>
  );
}
