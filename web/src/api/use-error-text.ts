import { useTranslation } from "react-i18next";
import { ApiError } from "./client.ts";

export type ErrorText = { title: string; message: string };

/**
 * Says a failure in the reader's language: `errors:<code>.title` and `.message` when the code is known there, else the
 * server's own (English) sentence with its hint.
 */
export function useErrorText(): (error: unknown) => ErrorText {
  const { t, i18n } = useTranslation("errors");
  return (error) => {
    if (!(error instanceof ApiError))
      return { title: t("unexpected.title"), message: t("unexpected.message") };
    const values = { ...error.params };
    if (i18n.exists(`errors:${error.code}.message`)) {
      return { title: t(`${error.code}.title`, values), message: t(`${error.code}.message`, values) };
    }
    const message = [error.message, error.hint].filter(Boolean).join(" ");
    return { title: t("fallbackTitle"), message };
  };
}
