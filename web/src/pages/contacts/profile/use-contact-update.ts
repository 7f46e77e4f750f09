import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../../api/client.ts";
import { contactKey, contactsKey, updateContact } from "../../../api/queries/contacts.ts";
import type { Contact, ContactInput } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";

/** Stores changes of one contact and keeps every view of it current; `explain` words a refusal for the field it is about. */
export function useContactUpdate(workspace: string, contactId: string) {
  const { t, i18n } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const update = useMutation({
    mutationFn: (input: ContactInput) => updateContact(workspace, contactId, input),
    onSuccess: (contact) => {
      queryClient.setQueryData<Contact>(contactKey(workspace, contactId), (old) => ({ ...old, ...contact }));
      void queryClient.invalidateQueries({ queryKey: contactsKey(workspace) });
      void queryClient.invalidateQueries({ queryKey: ["attributes", workspace] });
    },
  });
  const explain = (error: unknown): string => {
    const detail = error instanceof ApiError ? error.details[0] : undefined;
    if (!detail) return errorText(error).message;
    const key = `contacts:invalid.${detail.path}`;
    return detail.code === "invalid_value" && i18n.exists(key) ? t(key) : detail.message;
  };
  return { save: update.mutateAsync, explain };
}
