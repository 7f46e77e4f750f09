import { useTranslation } from "react-i18next";
import type { ImportRowError } from "../../../api/types.ts";

/** Why a row was left out, in the reader's language; codes without words keep the server's (English) sentence. */
export function useRowErrorText(): (error: ImportRowError) => string {
  const { t, i18n } = useTranslation("contacts");
  return ({ code, params, message }) =>
    i18n.exists(`contacts:rowErrors.code.${code}`) ? t(`rowErrors.code.${code}`, params) : message;
}
