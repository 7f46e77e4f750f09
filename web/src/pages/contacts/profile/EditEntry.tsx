import { Button, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowRight } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { contactKey, contactsKey } from "../../../api/queries/contacts.ts";
import { type TimelineItem, undoChange } from "../../../api/queries/profile.ts";
import type { Json } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { notifyDone, notifyFailed } from "../../../ui/notify.ts";
import classes from "./profile.module.css";

type FieldChange = { field: string; custom: boolean; before: Json; after: Json };
type Props = { workspace: string; contactId: string; item: TimelineItem; canUndo: boolean };

/** What a person changed, before and after; the last change can be taken back. */
export function EditEntry({ workspace, contactId, item, canUndo }: Props) {
  const { t, i18n } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const undo = useMutation({
    mutationFn: () => undoChange(workspace, contactId, item.id),
    onSuccess: () => {
      notifyDone(t("timeline.undone"));
      void queryClient.invalidateQueries({ queryKey: contactKey(workspace, contactId) });
      void queryClient.invalidateQueries({ queryKey: contactsKey(workspace) });
    },
    onError: (error) => {
      const { title, message } = errorText(error);
      notifyFailed(title, message);
    },
  });
  const changes = (item.data.changes ?? []) as FieldChange[];
  const label = ({ field, custom }: FieldChange) => {
    const key = `field.${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    return !custom && i18n.exists(`contacts:${key}`) ? t(key) : field;
  };
  return (
    <>
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={`${change.custom}:${change.field}`}>
            <Text span inherit c="dimmed">
              {label(change)}
            </Text>{" "}
            <del>{shown(change.before) || t("profile.noValue")}</del>
            <IconArrowRight size={12} aria-label={t("timeline.became")} />
            <ins>{shown(change.after) || t("profile.noValue")}</ins>
          </li>
        ))}
      </ul>
      {canUndo && (
        <Button
          size="compact-xs"
          variant="default"
          mt={4}
          leftSection={<IconArrowBackUp size={13} aria-hidden />}
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {t("timeline.undo")}
        </Button>
      )}
    </>
  );
}

function shown(value: Json): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
