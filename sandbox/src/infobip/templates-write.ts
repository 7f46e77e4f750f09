/** Creating, changing and deleting templates. New and changed ones go through review, told by TEMPLATE_UPDATE. */
import type { FastifyInstance } from "fastify";
import { graphId } from "../ids.ts";
import { asString, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { addTemplate, removeTemplate, templatesOf } from "../state.ts";
import { presentTemplate, publishTemplateChange, reviewTemplate } from "../templates.ts";
import type { Template } from "../types.ts";
import { badRequest, type Call, endpoint, pathSender } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";
import { checkNewTemplate, readStructure } from "./template-rules.ts";
import { pathTemplate } from "./templates-read.ts";

const TEMPLATES = "/whatsapp/2/senders/:sender/templates";
const DAY_MS = 86_400_000;
const EDITABLE = new Set(["APPROVED", "REJECTED", "FIRST_PAUSED", "SECOND_PAUSED"]);

export function registerTemplatesWrite(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, `POST ${TEMPLATES}`, (call) => create(sandbox, call));
  endpoint(app, `PATCH ${TEMPLATES}/:id`, (call) => change(sandbox, call));
  endpoint(app, `DELETE ${TEMPLATES}/:id`, (call) => remove(sandbox, call));
}

function create(sandbox: Sandbox, call: Call): unknown {
  const { wabaId } = pathSender(sandbox, call);
  const { body } = call;
  const violations: Violations = {};
  checkNewTemplate(body, violations);
  const category = asString(body.category) ?? "";
  const structure = readStructure(body.structure, category, violations);
  const name = asString(body.name) ?? "";
  const language = asString(body.language) ?? "";
  if (sandbox.state.templateIndex.get(wabaId)?.get(name)?.has(language)) {
    violations.name = ["template with this name and language already exists"];
  }
  refuse(violations);
  const now = new Date().toISOString();
  const template: Template = {
    id: graphId(),
    wabaId,
    name,
    language,
    category,
    status: "PENDING",
    quality: "UNKNOWN",
    structure,
    createdAt: now,
    lastUpdatedAt: now,
    edits: [],
    ...(body.validityPeriod === undefined ? {} : { validityPeriod: body.validityPeriod }),
  };
  addTemplate(sandbox.state, template);
  reviewTemplate(sandbox, template);
  sandbox.state.onChange();
  return call.reply.code(201).send(presentTemplate(template));
}

function change(sandbox: Sandbox, call: Call): unknown {
  const template = pathTemplate(sandbox, call);
  const { body } = call;
  const violations: Violations = {};
  checkEditable(template, body, violations);
  const category = asString(body.category) ?? template.category;
  const structure = body.structure === undefined ? null : readStructure(body.structure, category, violations);
  refuse(violations);
  template.category = category;
  if (structure) template.structure = structure;
  if (body.validityPeriod !== undefined) template.validityPeriod = body.validityPeriod;
  template.edits.push(Date.now());
  template.lastUpdatedAt = new Date().toISOString();
  reviewTemplate(sandbox, template);
  sandbox.state.onChange();
  return presentTemplate(template);
}

/** Approved templates keep their category and may be edited once a day and ten times a month. */
function checkEditable(template: Template, body: Json, violations: Violations): void {
  if (!EDITABLE.has(template.status)) {
    violations.id = ["only approved, rejected and paused templates can be edited"];
  }
  if (template.status !== "APPROVED") return;
  if (body.category !== undefined && body.category !== template.category) {
    violations.category = ["of an approved template cannot be changed"];
  }
  const now = Date.now();
  const since = (ms: number) => template.edits.filter((at) => at > now - ms).length;
  if (since(DAY_MS) >= 1 || since(30 * DAY_MS) >= 10) {
    violations.structure = ["an approved template can be edited once in 24 hours and 10 times in 30 days"];
  }
}

/** By name: all its languages, for every sender of the WABA. */
function remove(sandbox: Sandbox, call: Call): unknown {
  const { wabaId } = pathSender(sandbox, call);
  const doomed = templatesOf(sandbox.state, wabaId).filter(({ name }) => name === call.params.id);
  if (doomed.length === 0) throw new InfobipError(404);
  for (const template of doomed) {
    template.status = "DELETED";
    removeTemplate(sandbox.state, template);
    publishTemplateChange(sandbox, template, {
      type: "TEMPLATE_STATUS_UPDATE",
      newStatus: "DELETED",
      reason: "NONE",
    });
  }
  sandbox.state.onChange();
  return call.reply.code(204).send();
}

function refuse(violations: Violations): void {
  if (Object.keys(violations).length > 0) throw badRequest(violations);
}
