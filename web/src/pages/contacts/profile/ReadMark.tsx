import { UnstyledButton } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { contactKey, markMessageRead } from "../../../api/queries/contacts.ts";
import type { ContactMessage } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import classes from "./conversation.module.css";

type Props = { contactId: string; message: ContactMessage };

/** Under the newest message of a person: whether their ticks are blue, or the button that turns them blue. */
export function ReadMark({ contactId, message }: Props) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const workspace = useWorkspace();
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const mark = useMutation({
    mutationFn: () => markMessageRead(workspace.slug, contactId, message.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: contactKey(workspace.slug, contactId) }),
  });
  if (message.readAt)
    return (
      <span className={classes.below}>
        <IconChecks size={14} aria-hidden className={classes.readMark} />
        {t("conversation.read.at", { time: format.time(message.readAt) })}
      </span>
    );
  if (!workspace.can("write")) return null;
  return (
    <span className={classes.below}>
      <UnstyledButton className={classes.readButton} onClick={() => mark.mutate()} disabled={mark.isPending}>
        <IconChecks size={14} aria-hidden /> {t("conversation.read.mark")}
      </UnstyledButton>
      {mark.isError && <span role="alert">{errorText(mark.error).message}</span>}
    </span>
  );
}
