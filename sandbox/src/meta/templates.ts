/** `/{WABA}/message_templates` and template nodes: list, create, edit, delete, unpause, copy. Review tells by webhook. */
import { graphId } from "../ids.ts";
import { asArray, asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { addTemplate, removeTemplate, templatesOf } from "../state.ts";
import { publishTemplateChange, setTemplateStatus } from "../templates.ts";
import type { Template } from "../types.ts";
import { callWaba, type GraphCall, MANAGEMENT, type Route, success, wabaOf } from "./call.ts";
import { GraphError, refused, unknownNode } from "./errors.ts";
import { selectFields } from "./fields.ts";
import { templateHealth } from "./health.ts";
import { listOf } from "./lists.ts";
import { opens } from "./oauth.ts";
import { pageOf } from "./paging.ts";
import { wabaExtra } from "./store.ts";
import { checkComponents } from "./template-checks.ts";
import { fromComponents, toComponents } from "./template-components.ts";
import {
  componentsOf,
  createTemplate,
  review,
  templatePreviews,
  upsertTemplates,
} from "./template-create.ts";
import { handleUrl } from "./uploads.ts";
import { publishTemplateStatus, qualityWord } from "./webhooks/fields.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const _CREATIONS_PER_HOUR = 100;
const _MAX_NAMES = 6000;
const DEFAULTS = ["name", "parameter_format", "components", "language", "status", "category", "id"];

export function registerTemplates(route: Route, sandbox: Sandbox): void {
  const path = "/:id/message_templates";
  route("GET", path, (call) => list(sandbox, call), MANAGEMENT);
  route("POST", path, (call) => createTemplate(sandbox, call), MANAGEMENT);
  route("DELETE", path, (call) => remove(sandbox, call), MANAGEMENT);
  route("POST", "/:id/upsert_message_templates", (call) => upsertTemplates(sandbox, call), MANAGEMENT);
  route("POST", "/:id/migrate_message_templates", (call) => copy(sandbox, call), MANAGEMENT);
  route("GET", "/:id/message_template_previews", (call) => templatePreviews(sandbox, call), MANAGEMENT);
  route("POST", "/:id/unpause", (call) => unpause(sandbox, call), MANAGEMENT);
}

export function statusWord({ status }: Template): string {
  return status === "FIRST_PAUSED" || status === "SECOND_PAUSED" ? "PAUSED" : status;
}

function templateNode(sandbox: Sandbox, template: Template): Json {
  const { id, name, language, category, quality, structure, rejectionReason, lastUpdatedAt } = template;
  return {
    id,
    name,
    language,
    status: statusWord(template),
    category,
    parameter_format: structure.named ? "NAMED" : "POSITIONAL",
    components: toComponents(structure),
    quality_score: { score: qualityWord(quality), date: Math.floor(Date.parse(lastUpdatedAt) / 1000) },
    rejected_reason: rejectionReason ?? "NONE",
    last_updated_time: lastUpdatedAt,
    message_send_ttl_seconds: template.validityPeriod,
    health_status: templateHealth(sandbox, template),
  };
}

/** The template of a node id, when the token opens its WABA. */
export function callTemplate({ state }: Sandbox, { id, token }: GraphCall): Template | null {
  const template = state.templates.get(id);
  const waba = template && state.wabas.get(template.wabaId);
  return template && waba && opens(state, token, waba) ? template : null;
}

export function readTemplateNode(sandbox: Sandbox, template: Template, fields: string | undefined): Json {
  return selectFields(templateNode(sandbox, template), fields, DEFAULTS);
}

function list(sandbox: Sandbox, call: GraphCall): unknown {
  const { id } = callWaba(sandbox, call);
  const { input } = call;
  const words = (name: string) => listOf(input[name]);
  const keeps = (template: Template) =>
    (words("status").length === 0 || words("status").includes(statusWord(template))) &&
    (words("category").length === 0 || words("category").includes(template.category)) &&
    (words("language").length === 0 || words("language").includes(template.language)) &&
    (words("quality_score").length === 0 || words("quality_score").includes(qualityWord(template.quality))) &&
    (!asText(input.name) || template.name === asText(input.name)) &&
    (!asText(input.content) || template.structure.body.text.includes(asText(input.content) ?? "")) &&
    (!asText(input.name_or_content) ||
      `${template.name} ${template.structure.body.text}`.includes(asText(input.name_or_content) ?? ""));
  const found = templatesOf(sandbox.state, id).filter(keeps);
  const fields = asText(input.fields);
  return pageOf(call, found, (template) => readTemplateNode(sandbox, template, fields));
}

const EDITABLE = ["APPROVED", "REJECTED", "FIRST_PAUSED", "SECOND_PAUSED"];

/** `POST /{TEMPLATE}`: components are replaced as a whole, and reviewed again. */
export function edit(sandbox: Sandbox, template: Template, input: Json): unknown {
  if (!EDITABLE.includes(template.status))
    throw refused(
      2388025,
      "Message template cannot be edited",
      "Only approved, rejected and paused templates can be edited.",
    );
  const category = asString(input.category) ?? template.category;
  if (template.status === "APPROVED" && category !== template.category)
    throw refused(2388042, "Category cannot be changed", "The category of an approved template is fixed.");
  checkEdits(sandbox, template);
  if (input.components !== undefined) {
    const named =
      (asString(input.parameter_format)?.toUpperCase() ?? (template.structure.named ? "NAMED" : "")) ===
      "NAMED";
    const components = componentsOf(input);
    checkComponents(components, category, named);
    template.structure = fromComponents(components, category, named, (handle) => handleUrl(sandbox, handle));
  }
  template.category = category;
  if (input.message_send_ttl_seconds !== undefined) template.validityPeriod = input.message_send_ttl_seconds;
  template.edits.push(Date.now());
  template.lastUpdatedAt = new Date().toISOString();
  review(sandbox, template);
  return success(sandbox);
}

/** Approved ones: once in 24 hours, ten times in 30 days. */
function checkEdits({ state }: Sandbox, template: Template): void {
  if (template.status !== "APPROVED") return;
  const now = Date.now();
  const since = (ms: number) =>
    template.edits.filter((at) => at > now - ms * state.settings.timeScale).length;
  if (since(DAY_MS) >= 1 || since(30 * DAY_MS) >= 10)
    throw refused(
      2388043,
      "Message template edit limit reached",
      "An approved template can be edited once in 24 hours and ten times in 30 days.",
    );
}

/** By name: all its languages; with `hsm_id` only that one. The name stays blocked for 30 days. */
function remove(sandbox: Sandbox, call: GraphCall): unknown {
  const { state } = sandbox;
  const waba = callWaba(sandbox, call);
  const name = asText(call.input.name);
  const id = asText(call.input.hsm_id);
  if (!name && !id) throw new GraphError(400, 100, "(#100) The parameter name is required.");
  const doomed = templatesOf(state, waba.id).filter(
    (one) => (id ? one.id === id : one.name === name) && (!name || one.name === name),
  );
  if (doomed.length === 0)
    throw refused(2593002, "Message template not found", "There is no template with this name.");
  if (doomed.some(({ status }) => status === "DISABLED"))
    throw refused(2388026, "Message template cannot be deleted", "A disabled template cannot be deleted.");
  for (const template of doomed) {
    template.status = "DELETED";
    delete template.underReview;
    removeTemplate(state, template);
    publishTemplateChange(sandbox, template, {
      type: "TEMPLATE_STATUS_UPDATE",
      newStatus: "DELETED",
      reason: "NONE",
    });
    publishTemplateStatus(sandbox, template, "NONE");
  }
  if (!id && name)
    wabaExtra(state.meta, waba.id).blockedNames[name] = Date.now() + 30 * DAY_MS * state.settings.timeScale;
  return success(sandbox);
}

function unpause(sandbox: Sandbox, call: GraphCall): unknown {
  const template = callTemplate(sandbox, call);
  if (!template) throw unknownNode(call.id);
  if (statusWord(template) !== "PAUSED") return { success: false, reason: "The template is not paused." };
  setTemplateStatus(sandbox, template, "APPROVED", "NONE");
  return success(sandbox);
}

/** Copies approved templates from another account of the same token. */
function copy(sandbox: Sandbox, call: GraphCall): unknown {
  const { state } = sandbox;
  const target = callWaba(sandbox, call);
  const source = wabaOf(sandbox, call.token, asText(call.input.source_waba_id) ?? "");
  const wanted = asArray(call.input.template_ids).map((id) => asText(id) ?? "");
  const migrated: string[] = [];
  const failed: Record<string, string> = {};
  for (const template of templatesOf(state, source.id)) {
    if (wanted.length > 0 && !wanted.includes(template.id)) continue;
    if (template.status !== "APPROVED") failed[template.id] = "The template is not approved.";
    else if (state.templateIndex.get(target.id)?.get(template.name)?.has(template.language))
      failed[template.id] = "The destination has a template of this name and language.";
    else {
      const id = graphId();
      addTemplate(state, { ...template, id, wabaId: target.id, quality: "UNKNOWN", edits: [] });
      migrated.push(id);
    }
  }
  state.onChange();
  return { migrated_templates: migrated, failed_templates: failed };
}
