import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { contactKey } from "../../../api/queries/contacts.ts";
import { type Alias, addAlias, removeAlias } from "../../../api/queries/identity.ts";
import type { Contact } from "../../../api/types.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import classes from "./profile.module.css";

type Props = { workspace: string; contact: Contact; readOnly: boolean };

/** Names that other systems know the contact by; any number of them. */
export function AliasFields({ workspace, contact, readOnly }: Props) {
  const { t } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Alias | null>(null);
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: contactKey(workspace, contact.id), exact: true });
  const removal = useMutation({
    mutationFn: (alias: Alias) => removeAlias(workspace, contact.id, alias),
    onSuccess: () => {
      setLeaving(null);
      return refresh();
    },
  });
  return (
    <div>
      {contact.aliases.map((alias) => (
        <div key={`${alias.label}:${alias.name}`} className={classes.field}>
          <Text className={classes.fieldLabel}>{t("profile.alias", { label: alias.label })}</Text>
          <div className={classes.plainValue}>
            {alias.name}
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t("alias.removeNamed", { name: alias.name })}
                onClick={() => setLeaving(alias)}
              >
                <IconTrash size={14} />
              </ActionIcon>
            )}
          </div>
        </div>
      ))}
      {!readOnly &&
        (adding ? (
          <NewAlias
            workspace={workspace}
            contactId={contact.id}
            onClose={() => {
              setAdding(false);
              void refresh();
            }}
          />
        ) : (
          <Button
            variant="subtle"
            size="compact-sm"
            ml={-10}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t("alias.add")}
          </Button>
        ))}
      <ConfirmModal
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving && removal.mutate(leaving)}
        title={t("alias.removeTitle", { name: leaving?.name ?? "" })}
        confirmLabel={t("alias.remove")}
        danger
        loading={removal.isPending}
        error={removal.error && errorText(removal.error).message}
      >
        {t("alias.removeText")}
      </ConfirmModal>
    </div>
  );
}

type NewProps = { workspace: string; contactId: string; onClose: () => void };

function NewAlias({ workspace, contactId, onClose }: NewProps) {
  const { t } = useTranslation("contacts");
  const [label, setLabel] = useState("");
  const [name, setName] = useState("");
  const adding = useMutation({
    mutationFn: () => addAlias(workspace, contactId, { label: label.trim(), name: name.trim() }),
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (label.trim() && name.trim()) adding.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.addAttribute}>
      <TextInput
        size="xs"
        label={t("alias.label")}
        description={t("alias.labelHint")}
        autoFocus
        required
        maxLength={255}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        mt="xs"
        label={t("alias.name")}
        required
        maxLength={255}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ErrorAlert error={adding.error} />
      <Group gap="xs" justify="flex-end" mt="xs">
        <Button size="xs" variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button size="xs" type="submit" loading={adding.isPending}>
          {t("alias.add")}
        </Button>
      </Group>
    </form>
  );
}
