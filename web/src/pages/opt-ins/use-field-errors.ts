import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";

/** What is wrong, by the field's path, in the reader's language where we have words for the code. */
export function useFieldErrors(error: unknown): (path: string) => string | undefined {
  const { t, i18n } = useTranslation("optins");
  const details = error instanceof ApiError ? error.details : [];
  return (path) => {
    const detail = details.find((one) => one.path === path || one.path === `settings.${path}`);
    if (!detail) return undefined;
    const key = `wrong.${detail.code ?? ""}`;
    return i18n.exists(`optins:${key}`) ? t(key) : detail.message;
  };
}
