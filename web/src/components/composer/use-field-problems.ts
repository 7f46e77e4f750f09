import { useTranslation } from "react-i18next";
import type { MessagePreviewProblem } from "../../api/types.ts";
import { type FieldProblems, problemsByField, withoutPlace } from "./field-problems.ts";

/** The problems of a preview by field, in the reader's language where the kind of problem is known to the dashboard. */
export function useFieldProblems(problems: readonly MessagePreviewProblem[] = []): FieldProblems {
  const { t, i18n } = useTranslation("campaigns");
  return problemsByField(problems, ({ code, message, line, column, problem }) => {
    if (!i18n.exists(`campaigns:fieldProblems.${code}`)) return message;
    const reason = t(`liquidProblems.${problem}`, {
      defaultValue: "{{reason}}",
      reason: withoutPlace(message),
    });
    return t(`fieldProblems.${code}`, { message, line, column, reason });
  });
}
