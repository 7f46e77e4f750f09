/** The values of a template's variables, by position or by name. */
import { asObject, asString, type Json } from "../../json.ts";
import type { TemplateStructure } from "../../types.ts";
import { catalogued, invalidParameter } from "../errors.ts";

export interface VariableNames {
  header: string[];
  body: string[];
}

/** Names of a template with `parameter_format: NAMED`, in the order of its positional twins; empty for positional ones. */
export function namesOf(structure: TemplateStructure): VariableNames {
  const named = asObject(structure.named);
  const names = (value: unknown) =>
    Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return { header: names(named.header), body: names(named.body) };
}

export function parameterValues(
  parameters: Json[],
  expected: number,
  place: string,
  names: string[] = [],
): string[] {
  if (names.length > 0) return names.map((name) => namedValue(parameters, name, place));
  if (parameters.length !== expected) {
    throw catalogued(
      132000,
      `${place}: number of localizable_params (${parameters.length}) does not match the expected number of params (${expected})`,
    );
  }
  return parameters.map((parameter, i) => textValue(parameter, `${place} parameter ${i + 1}`));
}

function namedValue(parameters: Json[], name: string, place: string): string {
  const parameter = parameters.find(({ parameter_name }) => parameter_name === name);
  if (!parameter) throw catalogued(132012, `${place}: Parameter name is missing or empty: ${name}`);
  return textValue(parameter, `${place} parameter ${name}`);
}

function textValue(parameter: Json, place: string): string {
  const type = asString(parameter.type) ?? "text";
  if (type === "text") return checkedText(parameter.text, place);
  if (type === "currency" || type === "date_time")
    return checkedText(asObject(parameter[type]).fallback_value, place);
  throw catalogued(132012, `${place}: Format mismatch, expected TEXT, received ${type.toUpperCase()}`);
}

export function checkedText(value: unknown, place: string): string {
  if (typeof value !== "string" || value === "")
    throw catalogued(131008, `Parameter of type text is missing text value: ${place}`);
  if (/[\n\t]| {5}/.test(value))
    throw invalidParameter(
      "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
    );
  return value;
}
