/** What a template asks of a message, and the life of templates: review, deletion, the webhooks about them. */
import { asArray, asObject, asString, asText } from "./json.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Template, TemplateButton, TemplateStructure } from "./types.ts";

export interface TemplateShape {
  bodyPlaceholders: number;
  headerFormat: string | null;
  headerPlaceholders: number;
  /** Button types that need data in the message, in their registered order. */
  neededButtons: string[];
}

const shapes = new WeakMap<TemplateStructure, TemplateShape>();

/** Number of the highest `{{n}}` in a text. */
export function countPlaceholders(text: string): number {
  let highest = 0;
  for (const match of text.matchAll(/\{\{(\d+)\}\}/g)) highest = Math.max(highest, Number(match[1]));
  return highest;
}

/** Computed once per structure: the send path asks for every message. */
export function shapeOf(template: Template): TemplateShape {
  const { structure } = template;
  let shape = shapes.get(structure);
  if (!shape) {
    shape = {
      bodyPlaceholders: countPlaceholders(structure.body.text),
      headerFormat: structure.header?.format ?? null,
      headerPlaceholders: countPlaceholders(structure.header?.text ?? ""),
      neededButtons: (structure.buttons ?? []).filter(needsData).map((button) => button.type),
    };
    shapes.set(structure, shape);
  }
  return shape;
}

function needsData(button: TemplateButton): boolean {
  return button.type === "COPY_CODE" || (button.type === "URL" && (button.url ?? "").includes("{{"));
}

/** Whether the template data of a message fit: the count of placeholders, the header, the buttons with data. */
export function dataFits(template: Template, templateData: Record<string, unknown>): boolean {
  const shape = shapeOf(template);
  const placeholders = asArray(asObject(templateData.body).placeholders);
  if (placeholders.length !== shape.bodyPlaceholders) return false;
  return headerFits(shape, asObject(templateData.header)) && buttonsFit(shape, asArray(templateData.buttons));
}

function headerFits(shape: TemplateShape, header: Record<string, unknown>): boolean {
  const type = asString(header.type);
  if (shape.headerFormat === null) return type === undefined;
  if (shape.headerFormat === "TEXT") return (type === "TEXT") === shape.headerPlaceholders > 0;
  return type === shape.headerFormat;
}

function buttonsFit(shape: TemplateShape, buttons: unknown[]): boolean {
  if (buttons.length === 0) return shape.neededButtons.length === 0;
  const given = buttons
    .map((button) => asString(asObject(button).type))
    .filter((type) => type === "URL" || type === "COPY_CODE");
  return (
    given.length === shape.neededButtons.length && given.every((type, i) => type === shape.neededButtons[i])
  );
}

/** A template as the API reads it back: no examples. */
export function presentTemplate(template: Template): Record<string, unknown> {
  const { id, wabaId, name, language, status, category, quality, createdAt, lastUpdatedAt } = template;
  return {
    id,
    businessAccountId: Number(wabaId),
    name,
    language,
    status,
    category,
    structure: withoutExamples(template.structure),
    quality,
    createdAt,
    lastUpdatedAt,
    ...(template.validityPeriod === undefined ? {} : { validityPeriod: template.validityPeriod }),
  };
}

function withoutExamples(structure: TemplateStructure): Record<string, unknown> {
  const { header, body, buttons, ...rest } = structure;
  const media = header !== undefined && header.format !== "TEXT";
  return {
    ...(header ? { header: drop(header, "example") } : {}),
    body: drop(body, "examples"),
    ...(buttons ? { buttons: buttons.map((button) => drop(button, "example")) } : {}),
    ...rest,
    type: media ? "MEDIA" : "TEXT",
  };
}

function drop(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const { [name]: _dropped, ...rest } = object;
  return rest;
}

const REVIEW_MS = 4000;

/** Sends a new or changed template through review: approved after a while, refused when its text asks for it. */
export function reviewTemplate(sandbox: Sandbox, template: Template): void {
  template.status = "PENDING";
  template.underReview = true;
  sandbox.tasks.add(Date.now() + REVIEW_MS * sandbox.state.settings.timeScale, () => {
    if (!template.underReview || !sandbox.state.templates.has(template.id)) return;
    delete template.underReview;
    const refused = /reject|recusar/.test(template.name);
    setTemplateStatus(
      sandbox,
      template,
      refused ? "REJECTED" : "APPROVED",
      refused ? "INCORRECT_CATEGORY" : "NONE",
    );
  });
}

/** Changes a template's status and tells the account that holds its WABA. */
export function setTemplateStatus(
  sandbox: Sandbox,
  template: Template,
  status: Template["status"],
  reason: string,
): void {
  template.status = status;
  template.lastUpdatedAt = new Date().toISOString();
  if (status === "REJECTED") template.rejectionReason = reason;
  publishTemplateChange(sandbox, template, { type: "TEMPLATE_STATUS_UPDATE", newStatus: status, reason });
  sandbox.state.onChange();
}

export function publishTemplateChange(
  sandbox: Sandbox,
  template: Template,
  change: Record<string, unknown>,
): void {
  const waba = sandbox.state.wabas.get(template.wabaId);
  const account = waba?.accountKey ? sandbox.state.accounts.get(waba.accountKey) : undefined;
  if (!account) return;
  sandbox.webhooks.publishObject(account, "TEMPLATE_UPDATE", null, {
    messageTemplateId: template.id,
    messageTemplateName: template.name,
    messageTemplateLanguage: template.language,
    timestamp: new Date().toISOString(),
    change,
  });
}

/** Fills `{{n}}` of a text; a missing value stays visible as its placeholder. */
export function fillPlaceholders(text: string, values: unknown[]): string {
  return text.replace(/\{\{(\d+)\}\}/g, (whole, n: string) => asText(values[Number(n) - 1]) ?? whole);
}
