import { useTranslation } from "react-i18next";
import { useReasonText } from "../use-reason-text.ts";

type Values = Readonly<Record<string, string | number | boolean | null>>;

/** What a provider's refusal means, in the reader's language where its code is known there; else in the server's words. */
export function useProviderText(): (code: unknown, text: unknown, values?: Values) => string {
  const { t, i18n } = useTranslation("errors");
  const reasonOf = useReasonText();
  return (code, text, values = {}) => {
    const words = typeof text === "string" ? text : "";
    if (typeof code !== "string") return words;
    if (i18n.exists(`errors:${code}.message`))
      return `${t(`${code}.title`, values)}. ${t(`${code}.message`, values)}`;
    const { title, advice } = reasonOf({ code, title: words });
    return [title, advice].filter(Boolean).join(". ");
  };
}
