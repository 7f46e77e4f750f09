/** Where on the page a problem of a draft is mended. Pure. */
import type { CampaignProblem } from "../../../api/types.ts";
import { variableKeyOf } from "../../../components/composer/field-problems.ts";
import { variableFieldId } from "../../../components/composer/VariableFields.tsx";

export const fieldIds = {
  name: "campaign-name",
  number: "campaign-number",
  template: "campaign-template",
  segment: "campaign-segment",
} as const;

const byField: Record<string, string> = {
  name: fieldIds.name,
  subscriptionGroupId: fieldIds.number,
  templateId: fieldIds.template,
  segmentId: fieldIds.segment,
};

const isVariable = (field: string): boolean =>
  /^(variables\.)?(header|body|button|offer|card)\./u.test(field);

/** The variable a problem is about, null when it is about something else. */
export const variableOf = ({ field }: CampaignProblem): string | null =>
  field && isVariable(field) ? variableKeyOf(field) : null;

/** The id of the element that the link of a problem leads to; null when there is nothing to go to on this page. */
export function targetOf(problem: CampaignProblem): string | null {
  const variable = variableOf(problem);
  if (variable) return variableFieldId(variable);
  const known = problem.field ? byField[problem.field] : undefined;
  if (known) return known;
  if (problem.code.startsWith("number_")) return fieldIds.number;
  if (problem.code.startsWith("template_")) return fieldIds.template;
  if (problem.code.startsWith("segment_") || problem.code.startsWith("audience_")) return fieldIds.segment;
  return null;
}
