import { useTranslation } from "react-i18next";
import type { SubscriptionGroup } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { useProviderText } from "../notices/use-provider-text.ts";

type Paused = Pick<SubscriptionGroup, "phone" | "pause">;

/** Why a number's messages wait, and until when; null: they do not. */
export function usePauseText(): (number: Paused) => { title: string; message: string } | null {
  const { t, i18n } = useTranslation("integrations");
  const format = useFormat();
  const providerText = useProviderText();
  return ({ phone, pause }) => {
    if (!pause) return null;
    const title = t(`pause.title.${pause.of}`, { phone: format.phone(phone) });
    const since = t("pause.since", { when: format.dateTime(pause.since) });
    if (pause.reason === "person") return { title, message: `${t("pause.byPerson")} ${since}` };
    const status = /^status:(.+)$/.exec(pause.code ?? "")?.[1];
    const word =
      status && i18n.exists(`integrations:numbers.statuses.${status}`)
        ? t(`numbers.statuses.${status}`)
        : status;
    const why = status ? t("pause.byStatus", { status: word }) : providerText(pause.code, pause.text);
    return { title, message: [why, t("pause.waits"), since].filter(Boolean).join(" ") };
  };
}
