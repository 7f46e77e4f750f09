import type { MessagePreviewProblem } from "../../api/types.ts";

/** What is wrong with a variable's value, by variable key, as one sentence each. */
export type FieldProblems = Record<string, string>;

/** The API names a field as `variables.body.1` or `body.1`; the composer knows it as `body.1`. */
export const variableKeyOf = (field: string): string => field.replace(/^variables\./u, "");

/** The sentence without the place it begins with: the screen says the place in the reader's language. */
export const withoutPlace = (message: string): string => message.replace(/^Line \d+, column \d+: /u, "");

/** Gathers the problems of a preview by field; of several the first counts. `say` words one of them. */
export function problemsByField(
  problems: readonly MessagePreviewProblem[],
  say: (problem: MessagePreviewProblem) => string,
): FieldProblems {
  const byField: FieldProblems = {};
  for (const problem of problems) byField[variableKeyOf(problem.field)] ??= say(problem);
  return byField;
}
