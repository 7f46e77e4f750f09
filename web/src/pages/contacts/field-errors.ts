import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";

/** Messages of a refused form by the name of the field they are about ("phone", "attributes.plan"). */
export function useFieldErrors(error: unknown): Record<string, string> {
  const { t, i18n } = useTranslation("contacts");
  if (!(error instanceof ApiError)) return {};
  const entries = error.details.flatMap(({ path, code, message }) => {
    if (!path) return [];
    const key = `invalid.${path}`;
    const own = code === "invalid_value" && i18n.exists(`contacts:${key}`);
    return [[path, own ? t(key) : message] as const];
  });
  return Object.fromEntries(entries);
}
