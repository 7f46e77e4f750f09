import { Select } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { meQuery } from "../../../../api/queries/common.ts";
import type { SubscriptionGroup } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ConfirmModal } from "../../../../ui/ConfirmModal.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { Consequences } from "./Consequences.tsx";
import { isTyped, TypedConfirm } from "./TypedConfirm.tsx";
import { useAct } from "./use-act.ts";

type Props = { number: SubscriptionGroup; onClose: () => void };

/** To another workspace that the person may manage too. The whole WABA goes along, and may come back. */
export function MoveModal({ number, onClose }: Props) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const { data: me } = useSuspenseQuery(meQuery);
  const phone = useFormat().phone(number.phone);
  const [target, setTarget] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const targets = me.workspaces.filter(
    (one) => one.slug !== slug && (one.role === "owner" || one.role === "admin"),
  );
  const name = targets.find((one) => one.slug === target)?.name ?? "";
  const move = useAct(
    () => api.post(inWorkspace(slug, `/subscription-groups/${number.id}/move`), { workspace: target }),
    () => {
      onClose();
      notifyDone(t("leaving.moved", { phone, name }));
    },
  );
  const blocked = !target
    ? t("leaving.chooseWorkspace")
    : !isTyped(number.phone, typed) && t("leaving.typeFirst", { expected: phone });
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      onConfirm={move.run}
      title={t("leaving.moveTitle", { phone })}
      confirmLabel={t("leaving.move")}
      danger
      loading={move.isPending}
      error={move.error}
      blockedReason={targets.length === 0 ? t("leaving.noWorkspace") : blocked}
    >
      {t("leaving.moveAbout")}
      <Consequences kind="move" id={number.id} />
      <Select
        mt="md"
        label={t("leaving.workspace")}
        placeholder={t("leaving.chooseWorkspace")}
        description={targets.length === 0 ? t("leaving.noWorkspace") : t("leaving.workspaceHelp")}
        data={targets.map((one) => ({ value: one.slug, label: one.name }))}
        value={target}
        onChange={setTarget}
        disabled={targets.length === 0}
      />
      {target && <TypedConfirm expected={phone} value={typed} onChange={setTyped} />}
    </ConfirmModal>
  );
}
