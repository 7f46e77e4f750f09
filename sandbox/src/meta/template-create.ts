/** New templates: one at a time, authentication ones in many languages at once; what Meta counts and forbids on the way. */
import { graphId } from "../ids.ts";
import { asString, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { addTemplate, removeTemplate } from "../state.ts";
import { reviewTemplate } from "../templates.ts";
import type { Template, Waba } from "../types.ts";
import { callWaba, type GraphCall } from "./call.ts";
import { catalogued, GraphError, invalidParameter, refused } from "./errors.ts";
import { listOf } from "./lists.ts";
import { wabaExtra } from "./store.ts";
import { checkComponents, checkNewTemplate } from "./template-checks.ts";
import { fromComponents, isComponents } from "./template-components.ts";
import { handleUrl } from "./uploads.ts";

const HOUR_MS = 3_600_000;
const CREATIONS_PER_HOUR = 100;
const MAX_NAMES = 6000;

/** JSON text in a form is read as JSON. */
export function componentsOf(input: Json): Json[] {
  const value = typeof input.components === "string" ? parse(input.components) : input.components;
  if (!isComponents(value)) throw new GraphError(400, 100, "(#100) The parameter components is required.");
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParameter("Param components must be a JSON array.");
  }
}

export function createTemplate(sandbox: Sandbox, call: GraphCall): unknown {
  const waba = callWaba(sandbox, call);
  checkNewTemplate(call.input);
  countCreation(sandbox, waba);
  const template = make(sandbox, waba, call.input, asString(call.input.language)?.replace("-", "_") ?? "");
  return { id: template.id, status: template.status, category: template.category };
}

function make(sandbox: Sandbox, waba: Waba, input: Json, language: string): Template {
  const { state } = sandbox;
  const name = asString(input.name) ?? "";
  const category = asString(input.category) ?? "";
  const named = asString(input.parameter_format)?.toUpperCase() === "NAMED";
  const components = componentsOf(input);
  checkComponents(components, category, named);
  checkName(sandbox, waba, name, language);
  const now = new Date().toISOString();
  const template: Template = {
    id: graphId(),
    wabaId: waba.id,
    name,
    language,
    category,
    status: "PENDING",
    quality: "UNKNOWN",
    structure: fromComponents(components, category, named, (handle) => handleUrl(sandbox, handle)),
    createdAt: now,
    lastUpdatedAt: now,
    edits: [],
    ...(input.message_send_ttl_seconds === undefined
      ? {}
      : { validityPeriod: input.message_send_ttl_seconds }),
  };
  addTemplate(state, template);
  review(sandbox, template);
  state.onChange();
  return template;
}

export function review(sandbox: Sandbox, template: Template): void {
  if (sandbox.state.meta.settings.autoReview) reviewTemplate(sandbox, template);
  else template.status = "PENDING";
}

function countCreation({ state }: Sandbox, waba: Waba): void {
  const extra = wabaExtra(state.meta, waba.id);
  const now = Date.now();
  extra.templateTimes = extra.templateTimes.filter((at) => at > now - HOUR_MS * state.settings.timeScale);
  if (extra.templateTimes.length >= CREATIONS_PER_HOUR)
    throw catalogued(80007, "100 templates an hour can be created.");
  extra.templateTimes.push(now);
}

function checkName({ state }: Sandbox, waba: Waba, name: string, language: string): void {
  const names = state.templateIndex.get(waba.id);
  if (names?.get(name)?.has(language))
    throw refused(
      2388024,
      "Content in this language already exists",
      `There already is ${language} content for this template. Edit it, or use another name.`,
    );
  const blockedUntil = wabaExtra(state.meta, waba.id).blockedNames[name] ?? 0;
  if (blockedUntil > Date.now())
    throw refused(
      2388023,
      "Message template language is being deleted",
      `New content cannot be added to ${name} while it is being deleted. Try again in 4 weeks, or use another name.`,
    );
  const limit = wabaExtra(state.meta, waba.id).verification === "verified" ? MAX_NAMES : 250;
  if ((names?.size ?? 0) >= limit)
    throw refused(2388019, "Message template limit exceeded", `This account may have ${limit} templates.`);
}

/** Authentication templates in many languages at once; existing ones are replaced. */
export function upsertTemplates(sandbox: Sandbox, call: GraphCall): unknown {
  const waba = callWaba(sandbox, call);
  const languages = listOf(call.input.languages);
  if (call.input.category !== "AUTHENTICATION")
    throw invalidParameter("Param category must be AUTHENTICATION.");
  if (languages.length === 0) throw new GraphError(400, 100, "(#100) The parameter languages is required.");
  const name = asString(call.input.name) ?? "";
  const data = languages.map((language) => {
    const known = sandbox.state.templateIndex.get(waba.id)?.get(name)?.get(language);
    if (known) removeTemplate(sandbox.state, known);
    const { id, status } = make(sandbox, waba, call.input, language);
    return { id, status, language };
  });
  return { data };
}

export function templatePreviews(sandbox: Sandbox, call: GraphCall): unknown {
  callWaba(sandbox, call);
  const languages = listOf(call.input.languages);
  return {
    data: (languages.length > 0 ? languages : ["en_US"]).map((language) => ({
      language,
      body: "*{{1}}* is your verification code. For your security, do not share this code.",
      footer: "This code expires in 10 minutes.",
      buttons: [{ type: "OTP", text: "Copy code" }],
    })),
  };
}
