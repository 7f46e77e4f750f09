/** messages.whats_app of an API call -> what is sent. Throws AppErrors whose message names the field. */
import { checkVariables } from "../../content/check.ts";
import type { MessageContent } from "../../content/message.ts";
import { parseTemplateVariables, type TemplateVariable } from "../../content/template.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { findTemplate, isSendable, type Template } from "../../templates/templates.ts";

export interface WhatsAppMessage {
  readonly subscriptionGroupId: string;
  readonly message: MessageContent;
  readonly variantId: string | null;
  /** Things that were passed over, in words. */
  readonly notes: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

export async function parseWhatsApp(db: Db, workspaceId: string, raw: unknown): Promise<WhatsAppMessage> {
  const fields = requireObject(raw, "messages.whats_app");
  const number = await requireNumber(db, workspaceId, requireText(fields, "subscription_group_id"));
  const message = requireObject(fields.message, "messages.whats_app.message");
  const variantId = typeof fields.message_variation_id === "string" ? fields.message_variation_id : null;
  const base = { subscriptionGroupId: number.id, variantId };
  const type = requireText(fields, "message_type");
  switch (type) {
    case "template_message":
      return {
        ...base,
        ...(await templateMessage(db, workspaceId, number.whatsappBusinessGroupId, message)),
      };
    case "text_response_message":
      return { ...base, message: textMessage(message), notes: [] };
    default:
      throw invalid(`message_type "${type}" is not possible; use template_message or text_response_message.`);
  }
}

async function requireNumber(db: Db, workspaceId: string, id: string) {
  const row = await db
    .selectFrom("subscriptionGroups")
    .select(["id", "whatsappBusinessGroupId"])
    .where("workspaceId", "=", workspaceId)
    .where((column) => column.eb(column.cast<string>("id", "text"), "=", id.toLowerCase()))
    .where("archivedAt", "is", null)
    .executeTakeFirst();
  if (!row) throw invalid(`subscription_group_id "${id}" is not a sending number of this workspace.`);
  return row;
}

function textMessage(message: Fields): MessageContent {
  return { kind: "text", body: requireText(message, "body"), previewUrl: message.preview_url === true };
}

async function templateMessage(db: Db, workspaceId: string, groupId: string, message: Fields) {
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
  const problems = checkVariables(template.structure, variables);
  if (problems.length > 0)
    throw new AppError("invalid_message", `The variables do not fit the template "${name}".`, {
      details: problems.map(({ field, code, message: text }) => ({ path: field, code, message: text })),
    });
  const { category, structure } = template;
  const content: MessageContent = {
    kind: "template",
    templateName: name,
    language,
    category,
    structure,
    variables,
  };
  return {
    message: content,
    notes: unknown.map((field) => `${field} is not a variable of the template "${name}" and was ignored.`),
  };
}

/** header_variables and body_variables count from "0"; button_variables go by the button's index. */
function templateVariables(
  template: Template,
  message: Fields,
): { variables: Record<string, string>; unknown: string[] } {
  const given = new Map<string, string>();
  for (const part of ["header", "body", "button"] as const)
    for (const [index, value] of Object.entries(
      optionalObject(message[`${part}_variables`], `${part}_variables`),
    ))
      given.set(`${part}_variables.${index}`, asText(value, `${part}_variables.${index}`));
  if (message.header_media_uri !== undefined)
    given.set("header_media_uri", asText(message.header_media_uri, "header_media_uri"));
  const variables: Record<string, string> = {};
  for (const variable of parseTemplateVariables(template.structure)) {
    const field = fieldOf(variable);
    const value = given.get(field);
    if (value !== undefined) variables[variable.key] = value;
    given.delete(field);
  }
  return { variables, unknown: [...given.keys()] };
}

function fieldOf({ component, kind, index, key }: TemplateVariable): string {
  if (kind === "media") return "header_media_uri";
  if (key === "header.filename") return "header_variables.filename";
  return component === "button" ? `button_variables.${index}` : `${component}_variables.${index - 1}`;
}

function asText(value: unknown, field: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw invalid(`${field} must be a text.`);
}

function requireText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "") throw invalid(`${name} is missing.`);
  return value;
}

function requireObject(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(`${name} must be an object.`);
  return value as Fields;
}

function optionalObject(value: unknown, name: string): Fields {
  return value === undefined || value === null ? {} : requireObject(value, name);
}

function invalid(reason: string): AppError {
  return new AppError("invalid_message", `The message is not valid: ${reason}`);
}
