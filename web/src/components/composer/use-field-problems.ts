import { useTranslation } from "react-i18next";
import type { MessagePreviewProblem } from "../../api/types.ts";
import { type FieldProblems, problemsByField, variableKeyOf, withoutPlace } from "./field-problems.ts";

/** The problems of a preview by field, in the reader's language where the kind of problem is known to the dashboard. */
export function useFieldProblems(
  problems: readonly MessagePreviewProblem[] = [],
  variables: Record<string, string>,
): FieldProblems {
  const { t, i18n } = useTranslation("campaigns");
  // What an API call brings along is not there yet: that it is empty in a preview says nothing.
  const real = problems.filter(
    ({ code, field }) =>
      code !== "variable_empty" ||
      !(variables[variableKeyOf(field)] ?? "").includes("api_trigger_properties"),
  );
  return problemsByField(real, ({ code, message, line, column, problem }) => {
    if (!i18n.exists(`campaigns:fieldProblems.${code}`)) return message;
    const reason = t(`liquidProblems.${problem}`, {
      defaultValue: "{{reason}}",
      reason: withoutPlace(message),
    });
    return t(`fieldProblems.${code}`, { message, line, column, reason });
  });
}
