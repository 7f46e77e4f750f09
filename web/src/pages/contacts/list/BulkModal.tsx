import { Autocomplete, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributeValuesQuery, contactsKey } from "../../../api/queries/contacts.ts";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import { useErrorText } from "../../../api/use-error-text.ts";
import { numberLabel } from "../../../components/number-label.ts";
import { ConfirmModal } from "../../../ui/ConfirmModal.tsx";
import { useFormat } from "../../../ui/format.ts";
import { notifyDone } from "../../../ui/notify.ts";
import { type BulkAction, changeMany } from "./bulk.ts";

type Props = {
  workspace: string;
  ids: string[];
  action: BulkAction;
  onClose: () => void;
  onDone: () => void;
};

/** Says what will happen to how many, asks for the number or the list where one is needed, then does it. */
export function BulkModal({ workspace, ids, action, onClose, onDone }: Props) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const [number, setNumber] = useState<string | null>(null);
  const [list, setList] = useState("");
  const ofNumber = action === "subscribe" || action === "unsubscribe";
  const ofList = action === "add_to_list" || action === "remove_from_list";
  const change = useMutation({
    mutationFn: () =>
      changeMany(workspace, {
        ids,
        action,
        ...(ofNumber && number ? { subscriptionGroupId: number } : {}),
        ...(ofList ? { list: list.trim() } : {}),
      }),
    onSuccess: ({ done }) => {
      notifyDone(t("bulk.done", { count: done, formatted: format.number(done) }));
      void queryClient.invalidateQueries({ queryKey: contactsKey(workspace) });
      onClose();
      onDone();
    },
  });
  const missing =
    (ofNumber && !number && t("bulk.numberNeeded")) || (ofList && !list.trim() && t("bulk.listNeeded"));
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      onConfirm={() => change.mutate()}
      title={t(`bulk.title.${action}`, { count: ids.length, formatted: format.number(ids.length) })}
      confirmLabel={t(`bulk.action.${action}`)}
      danger={action === "delete" || action === "unsubscribe"}
      loading={change.isPending}
      blockedReason={missing}
      error={change.error && errorText(change.error).message}
    >
      <p style={{ marginTop: 0 }}>{t(`bulk.text.${action}`)}</p>
      {ofNumber && <NumberField workspace={workspace} value={number} onChange={setNumber} />}
      {ofList && <ListField workspace={workspace} value={list} onChange={setList} />}
    </ConfirmModal>
  );
}

type NumberProps = { workspace: string; value: string | null; onChange: (id: string | null) => void };

function NumberField({ workspace, value, onChange }: NumberProps) {
  const { t } = useTranslation("contacts");
  const { data = [] } = useQuery(subscriptionGroupsQuery(workspace));
  return (
    <Select
      label={t("bulk.number")}
      value={value}
      data={data.map((group) => ({ value: group.id, label: numberLabel(group) }))}
      onChange={onChange}
    />
  );
}

type ListProps = { workspace: string; value: string; onChange: (list: string) => void };

function ListField({ workspace, value, onChange }: ListProps) {
  const { t } = useTranslation("contacts");
  const { data = [] } = useQuery(attributeValuesQuery(workspace, "import_lists", ""));
  return (
    <Autocomplete label={t("bulk.list")} maxLength={200} value={value} data={data} onChange={onChange} />
  );
}
