/**
 * message_type template_message -> a template with its variables. Besides the fields that clients know (header_variables,
 * body_variables, button_variables, header_media_uri) there is one for every part that a template may have:
 *
 *   header_variables   {"0": …} of a text header; {"0": latitude, "1": longitude, "name": …, "address": …} of a place;
 *                      {"filename": …} of a document
 *   header_media_uri   image, video, document or GIF
 *   button_variables   {"<index>": "end of the address, code or payload"}, or an object where a button needs more:
 *                      {"flow_token", "flow_data": {…}} · {"product", "sections": [{"title", "productIds"}]}
 *   offer_ends_at      end of a limited-time offer: date, time and zone
 *   cards              [{"header_media_uri", "body_variables", "button_variables"}] of a carousel, in order
 */
import { checkVariables } from "../../content/check.ts";
import type { TemplateContent } from "../../content/message.ts";
import { oneTimeCodeButton, parseTemplateVariables, type TemplateVariable } from "../../content/template.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { findTemplate, isSendable, type Template } from "../../templates/templates.ts";
import {
  asText,
  type Fields,
  invalid,
  optionalList,
  optionalObject,
  requireObject,
  requireText,
} from "./whats-app-fields.ts";

export async function templateMessage(
  db: Db,
  workspaceId: string,
  groupId: string,
  message: Fields,
): Promise<{ message: TemplateContent; notes: string[] }> {
  const name = requireText(message, "template_name");
  const language = requireText(message, "template_language_code");
  const template = await findTemplate(db, workspaceId, groupId, name, language);
  if (!template)
    throw invalid(
      `template_name "${name}" in "${language}" is not a template of this number. Synchronise the templates if it is new.`,
    );
  if (!isSendable(template.status))
    throw invalid(`the template "${name}" is ${template.status}; only approved templates can be sent.`);
  const { variables, unknown } = templateVariables(template, message);
  const { category, structure } = template;
  const fields = new Map(parseTemplateVariables(structure).map((one) => [one.key, fieldOf(one)]));
  const problems = checkVariables(structure, variables);
  if (problems.length > 0)
    throw new AppError("invalid_message", `The variables do not fit the template "${name}".`, {
      details: problems.map(({ field, code, message: text }) => ({
        path: fields.get(field) ?? field,
        code,
        message: text,
      })),
    });
  return {
    message: { kind: "template", templateName: name, language, category, structure, variables },
    notes: unknown.map((field) => `${field} is not a variable of the template "${name}" and was ignored.`),
  };
}

function templateVariables(
  { structure }: Template,
  message: Fields,
): { variables: Record<string, string>; unknown: string[] } {
  const given = givenValues(message);
  const code = oneTimeCodeButton(structure);
  // Clients that name the code twice say nothing new.
  if (code !== null) given.delete(`button_variables.${code}`);
  const variables: Record<string, string> = {};
  const asked = new Set<string>();
  for (const variable of parseTemplateVariables(structure)) {
    const field = fieldOf(variable);
    // A button's text alone is the first thing that it needs.
    const [button = ""] = /^.*button_variables\.\d+/.exec(field) ?? [];
    const first = button !== "" && !asked.has(button);
    asked.add(button);
    const value = given.get(field) ?? (first ? given.get(button) : undefined);
    if (value !== undefined) variables[variable.key] = value;
    given.delete(field);
    if (first) given.delete(button);
  }
  return { variables, unknown: [...given.keys()] };
}

/** What the call gives, by the path of its field. */
function givenValues(message: Fields): Map<string, string> {
  const given = new Map(partValues(message, ""));
  if (message.offer_ends_at !== undefined)
    given.set("offer_ends_at", asText(message.offer_ends_at, "offer_ends_at"));
  for (const [index, card] of optionalList(message.cards, "cards").entries()) {
    const prefix = `cards[${index}]`;
    for (const [field, value] of partValues(requireObject(card, prefix), `${prefix}.`))
      given.set(field, value);
  }
  return given;
}

function* partValues(part: Fields, prefix: string): Generator<[field: string, value: string]> {
  for (const name of ["header", "body", "button"] as const) {
    const field = `${prefix}${name}_variables`;
    for (const [index, value] of Object.entries(optionalObject(part[`${name}_variables`], field)))
      if (name === "button" && typeof value === "object" && value !== null)
        for (const [need, one] of Object.entries(requireObject(value, `${field}.${index}`)))
          yield [`${field}.${index}.${need}`, asTextOrJson(one, `${field}.${index}.${need}`)];
      else yield [`${field}.${index}`, asText(value, `${field}.${index}`)];
  }
  if (part.header_media_uri !== undefined)
    yield [`${prefix}header_media_uri`, asText(part.header_media_uri, `${prefix}header_media_uri`)];
}

function asTextOrJson(value: unknown, field: string): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : asText(value, field);
}

/** header_variables and body_variables count from "0"; button_variables go by the button's index. */
function fieldOf({ component, kind, index, key, card }: TemplateVariable): string {
  const prefix = card === undefined ? "" : `cards[${card}].`;
  const name = key.split(".").at(-1) ?? "";
  if (component === "offer") return "offer_ends_at";
  if (kind === "media") return `${prefix}header_media_uri`;
  if (component === "button") return `${prefix}button_variables.${index}.${name}`;
  if (component === "header" && ["filename", "name", "address"].includes(name))
    return `header_variables.${name}`;
  return `${prefix}${component}_variables.${index - 1}`;
}
