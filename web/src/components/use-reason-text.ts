import { useTranslation } from "react-i18next";

type Coded = { code: string; title?: string | null | undefined; advice?: string | null | undefined };

/**
 * Why a message was not sent or did not arrive, in the reader's language: `reasons:<code>` where that language has it, else the
 * server's own (English) words, which are the source of the texts. Colons of a code ("infobip:7008") are underscores there.
 */
export function useReasonText(): (reason: Coded) => { title: string; advice: string | null } {
  // A language without such a file has no such texts: nothing falls back to another one here.
  const { i18n } = useTranslation();
  return ({ code, title, advice }) => {
    const known = i18n.getResource(i18n.language, "reasons", code.replaceAll(":", "_")) as
      | { title: string; advice: string }
      | undefined;
    return known ?? { title: title || code, advice: advice ?? null };
  };
}
