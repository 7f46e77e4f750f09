import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { SubscriptionGroup } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ConfirmModal } from "../../../../ui/ConfirmModal.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { Consequences } from "./Consequences.tsx";
import { useAct } from "./use-act.ts";

type Props = { number: SubscriptionGroup; onClose: () => void };

/** Nothing more goes out from the number or comes in; it can be restored at any time. */
export function ArchiveModal({ number, onClose }: Props) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const phone = useFormat().phone(number.phone);
  const archive = useAct(
    () => api.post(inWorkspace(slug, `/subscription-groups/${number.id}/archive`)),
    () => {
      onClose();
      notifyDone(t("leaving.archived", { phone }));
    },
  );
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      onConfirm={archive.run}
      title={t("leaving.archiveTitle", { phone })}
      confirmLabel={t("leaving.archive")}
      danger
      loading={archive.isPending}
      error={archive.error}
    >
      {t("leaving.archiveAbout")}
      <Consequences kind="archive" id={number.id} />
    </ConfirmModal>
  );
}
