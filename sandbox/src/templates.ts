/** The life of templates: how they read back, review, deletion, the webhooks about them. */
import { asArray, asObject, asText } from "./json.ts";
import { publishTemplateStatus } from "./meta/webhooks/fields.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Template, TemplateStructure } from "./types.ts";

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
  const { header, body, buttons, carousel, ...rest } = structure;
  const media = (header !== undefined && header.format !== "TEXT") || carousel !== undefined;
  const cards = asArray(asObject(carousel).cards).map((card) => cardWithoutExamples(asObject(card)));
  return {
    ...(header ? { header: drop(header, "example") } : {}),
    body: drop(body, "examples"),
    ...(buttons ? { buttons: buttons.map((button) => drop(button, "example")) } : {}),
    ...(carousel === undefined ? {} : { carousel: { cards } }),
    ...rest,
    type: media ? "MEDIA" : "TEXT",
  };
}

function cardWithoutExamples({ header, body, buttons }: Record<string, unknown>): Record<string, unknown> {
  return {
    header: drop(asObject(header), "example"),
    body: drop(asObject(body), "examples"),
    buttons: asArray(buttons).map((button) => drop(asObject(button), "example")),
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
  publishTemplateStatus(sandbox, template, reason);
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
