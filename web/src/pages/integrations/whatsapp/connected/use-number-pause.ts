import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { SubscriptionGroup } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { useAct } from "./use-act.ts";

/** Holding a number back by hand, and letting it go on. */
export function useNumberPause(number: SubscriptionGroup) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const phone = useFormat().phone(number.phone);
  const post = (verb: "pause" | "resume") =>
    api.post(inWorkspace(slug, `/subscription-groups/${number.id}/${verb}`));
  return {
    pause: useAct(
      () => post("pause"),
      () => notifyDone(t("pause.paused", { phone })),
    ),
    resume: useAct(
      () => post("resume"),
      () => notifyDone(t("pause.resumed", { phone })),
    ),
  };
}
