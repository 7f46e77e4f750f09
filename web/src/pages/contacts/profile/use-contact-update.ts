import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../../api/client.ts";
import { contactKey, contactsKey, type SeenValues, updateContact } from "../../../api/queries/contacts.ts";
import { timelineKey } from "../../../api/queries/profile.ts";
import type { Contact, ContactInput } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";

/**
 * Stores changes of one contact and keeps every view of it current; `seen` is what was on screen when the person began, so
 * that nobody writes over what somebody else changed meanwhile. `explain` words a refusal for the field it is about.
 */
export function useContactUpdate(workspace: string, contactId: string) {
  const { t, i18n } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const update = useMutation({
    mutationFn: ({ input, seen }: { input: ContactInput; seen: SeenValues }) =>
      updateContact(workspace, contactId, input, seen),
    onSuccess: (contact) => {
      queryClient.setQueryData<Contact>(contactKey(workspace, contactId), (old) => ({ ...old, ...contact }));
      void queryClient.invalidateQueries({ queryKey: timelineKey(workspace, contactId) });
      void queryClient.invalidateQueries({ queryKey: contactsKey(workspace) });
      void queryClient.invalidateQueries({ queryKey: ["attributes", workspace] });
    },
    onError: (error) => {
      if (isConflict(error))
        void queryClient.invalidateQueries({ queryKey: contactKey(workspace, contactId), exact: true });
    },
  });
  const explain = (error: unknown): string => {
    const detail = error instanceof ApiError ? error.details[0] : undefined;
    if (error instanceof ApiError && isConflict(error)) {
      const params = detail as { params?: { now?: string } } | undefined;
      const now = params?.params?.now || t("profile.noValue");
      const who = String(error.params.who || t("profile.aSystem"));
      return t("profile.conflict", { who, now });
    }
    if (!detail) return errorText(error).message;
    const key = `contacts:invalid.${detail.path}`;
    return detail.code === "invalid_value" && i18n.exists(key) ? t(key) : detail.message;
  };
  const save = (input: ContactInput, seen: SeenValues) => update.mutateAsync({ input, seen });
  return { save, explain };
}

export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === "contact_changed";
}
