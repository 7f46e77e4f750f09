import { Button, Group, Modal, Select, Skeleton, Table, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactKey, contactSearchQuery, contactsKey } from "../../../api/queries/contacts.ts";
import { type ContactMerge, mergeContact, mergePreviewQuery } from "../../../api/queries/identity.ts";
import type { Contact, Json } from "../../../api/types.ts";
import { contactName } from "../../../components/contact-name.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { useFormat } from "../../../ui/format.ts";
import { notifyDone } from "../../../ui/notify.ts";
import { paths } from "../../../util/paths.ts";

type Props = { workspace: string; contact: Contact; onClose: () => void };

/** Two profiles of one person become one: find the other, see whose values are left, then do it. This one is gone after. */
export function MergeModal({ workspace, contact, onClose }: Props) {
  const { t } = useTranslation("contacts");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [intoId, setIntoId] = useState("");
  const preview = useQuery(mergePreviewQuery(workspace, contact.id, intoId));
  const merge = useMutation({
    mutationFn: () => mergeContact(workspace, contact.id, intoId),
    onSuccess: async () => {
      notifyDone(t("merge.done"));
      await navigate({ to: paths.contact(workspace, intoId) });
      queryClient.removeQueries({ queryKey: contactKey(workspace, contact.id) });
      void queryClient.invalidateQueries({ queryKey: contactsKey(workspace) });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("merge.title")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <Text size="sm" mb="sm">
        {t("merge.text", { name: contactName(contact) ?? t("unnamed") })}
      </Text>
      <OtherContact workspace={workspace} contact={contact} value={intoId} onChange={setIntoId} />
      <ErrorAlert error={preview.error ?? merge.error} />
      {intoId && !preview.data && !preview.error && <Skeleton h={120} mt="md" radius="md" />}
      {preview.data && <Preview merge={preview.data} />}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <ActionButton
          color="red"
          loading={merge.isPending}
          disabledReason={!preview.data && t("merge.chooseFirst")}
          onClick={() => merge.mutate()}
        >
          {t("merge.action")}
        </ActionButton>
      </Group>
    </Modal>
  );
}

type PickerProps = { workspace: string; contact: Contact; value: string; onChange: (id: string) => void };

function OtherContact({ workspace, contact, value, onChange }: PickerProps) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, 250);
  const { data = [] } = useQuery(contactSearchQuery(workspace, q));
  const options = data
    .filter((other) => other.id !== contact.id)
    .map((other) => {
      const name = contactName(other) ?? t("unnamed");
      const ways = [other.phone && format.phone(other.phone), other.email, other.externalId];
      // Enough to tell two people of one name apart, and no name twice.
      const known = ways.filter((way) => way && way !== name).slice(0, 2);
      return { value: other.id, label: [name, ...known].join(" · ") };
    });
  return (
    <Select
      label={t("merge.other")}
      placeholder={t("merge.search")}
      data-autofocus
      searchable
      styles={{ option: { overflowWrap: "anywhere" } }}
      // The server has searched; what it found need not contain the letters typed.
      filter={({ options: found }) => found}
      nothingFoundMessage={t("noMatch.title")}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value || null}
      data={options}
      onChange={(id) => onChange(id ?? "")}
    />
  );
}

/** Only what differs between the two, with the value that is left in bold. */
function Preview({ merge }: { merge: ContactMerge }) {
  const { t, i18n } = useTranslation("contacts");
  const format = useFormat();
  const label = (name: string) => {
    const key = `field.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    return i18n.exists(`contacts:${key}`) ? t(key) : name;
  };
  const rows = [
    ...merge.fields.map((field) => ({ ...field, key: `f:${field.name}`, name: label(field.name) })),
    ...merge.attributes.map((attribute) => ({ ...attribute, key: `a:${attribute.name}` })),
  ].filter(({ kept, merged }) => JSON.stringify(kept) !== JSON.stringify(merged));
  const { events, sends, received } = merge.moves;
  return (
    <>
      <Table.ScrollContainer minWidth={0} mah={320} mt="md" type="native">
        <Table fz="sm" verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("merge.what")}</Table.Th>
              <Table.Th scope="col">{t("merge.kept")}</Table.Th>
              <Table.Th scope="col">{t("merge.merged")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, name, kept, merged, from }) => (
              <Table.Tr key={key}>
                <Table.Td>{name}</Table.Td>
                <Table.Td fw={from === "kept" || from === "both" ? 650 : undefined}>{shown(kept)}</Table.Td>
                <Table.Td fw={from === "merged" || from === "both" ? 650 : undefined}>
                  {shown(merged)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" mt="xs">
        {t("merge.bold")}{" "}
        {t("merge.moves", {
          events: format.number(events),
          sent: format.number(sends),
          received: format.number(received),
        })}
      </Text>
    </>
  );
}

function shown(value: unknown): string {
  const json = value as Json;
  if (json === null || json === undefined) return "–";
  return typeof json === "object" ? JSON.stringify(json) : String(json);
}
