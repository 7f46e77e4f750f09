import type { MessagePreviewProblem } from "../../api/types.ts";

/** What is wrong with a variable's value, by variable key, as one sentence each. */
export type FieldProblems = Record<string, string>;

/** The API names a field as `variables.body.1` or `body.1`; the composer knows it as `body.1`. */
export const variableKeyOf = (field: string): string => field.replace(/^variables\./u, "");

/** Gathers the problems of a preview by field. `place` words where in the value it is ("line 1, column 9"). */
export function problemsByField(
  problems: readonly MessagePreviewProblem[],
  place: (line: number, column: number) => string,
): FieldProblems {
  const byField: FieldProblems = {};
  for (const { field, message, line, column } of problems) {
    const key = variableKeyOf(field);
    // A sentence that already begins with its place is not told it twice.
    const reason = message.replace(/^Line \d+, column \d+: /u, "");
    byField[key] ??= line && column ? `${place(line, column)}: ${reason}` : message;
  }
  return byField;
}
