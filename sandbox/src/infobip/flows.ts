/** `/whatsapp/1/senders/{sender}/flows`: the Flows of a sender's WABA, from draft to deprecation. */
import type { FastifyInstance } from "fastify";
import { FLOW_CATEGORIES } from "../flow-json/categories.ts";
import { exampleFlow } from "../flow-json/example.ts";
import { flowJsonUrl, flowPreviewUrl, PREVIEW_DAYS } from "../flow-json/pages.ts";
import { validateFlowJson } from "../flow-json/validate.ts";
import { graphId, uuid } from "../ids.ts";
import { asArray, asObject, asString, asStrings, type Json } from "../json.ts";
import type { FlowRecord } from "../meta/store.ts";
import type { Sandbox } from "../sandbox.ts";
import { webhookDate } from "../time.ts";
import { badRequest, type Call, endpoint, pathSender } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";
import { checkSize } from "./send-common.ts";

const FLOWS = "/whatsapp/1/senders/:sender/flows";
const MAX_JSON_BYTES = 10 * 1024 * 1024;

export function registerFlows(app: FastifyInstance, sandbox: Sandbox): void {
  const one = `${FLOWS}/:flowId`;
  endpoint(app, `GET ${FLOWS}`, (call) => ({ flows: flowsOfSender(sandbox, call).map(present) }));
  endpoint(app, `POST ${FLOWS}`, (call) => create(sandbox, call));
  endpoint(app, `POST ${FLOWS}/generate`, ({ body }) => generate(body));
  endpoint(app, `PATCH ${one}`, (call) => {
    const flow = findFlow(sandbox, call);
    const violations = checkFields(sandbox, call, flow);
    refuse(violations);
    requireStatus(flow, "DRAFT");
    flow.name = asString(call.body.name) ?? flow.name;
    if (call.body.categories !== undefined) flow.categories = asStrings(call.body.categories);
    return changed(sandbox, call, flow);
  });
  endpoint(app, `DELETE ${one}`, (call) => {
    const flow = findFlow(sandbox, call);
    requireStatus(flow, "DRAFT");
    sandbox.state.meta.flows.delete(flow.id);
    return changed(sandbox, call, flow);
  });
  endpoint(app, `POST ${one}/publish`, (call) => publish(sandbox, call));
  endpoint(app, `POST ${one}/deprecate`, (call) => {
    const flow = findFlow(sandbox, call);
    requireStatus(flow, "PUBLISHED");
    flow.status = "DEPRECATED";
    return changed(sandbox, call, flow);
  });
  endpoint(app, `GET ${one}/preview`, (call) => {
    const flow = findFlow(sandbox, call);
    const expiresAt = webhookDate(Date.now() + PREVIEW_DAYS * 86_400_000);
    return { previewUrl: flowPreviewUrl(sandbox, flow), expiresAt };
  });
  endpoint(app, `GET ${one}/json`, (call) => {
    const flow = findFlow(sandbox, call);
    if (flow.json === null) throw new InfobipError(404, { code: "WA-FLOW-ID404" });
    return { externalDownloadUrl: flowJsonUrl(sandbox, flow) };
  });
  void app.register(async (plugin) => registerUpload(plugin, sandbox));
}

/** The uploaded text is kept as it came: the lines of its problems are those the author sees. */
function registerUpload(app: FastifyInstance, sandbox: Sandbox): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    done(null, body);
  });
  endpoint(app, `PUT ${FLOWS}/:flowId/json`, (call) => {
    const flow = findFlow(sandbox, call);
    const text = String(call.request.body ?? "");
    if (text.trim() === "") throw badRequest({ body: ["must not be empty"] });
    if (Buffer.byteLength(text) > MAX_JSON_BYTES) throw badRequest({ body: ["size must not exceed 10 MB"] });
    requireStatus(flow, "DRAFT");
    flow.json = text;
    touch(sandbox, flow);
    return call.reply.code(201).send({ validationErrors: validateFlowJson(text) });
  });
}

function flowsOfSender(sandbox: Sandbox, call: Call): FlowRecord[] {
  const { wabaId } = pathSender(sandbox, call);
  return [...sandbox.state.meta.flows.values()].filter((flow) => flow.wabaId === wabaId);
}

function findFlow(sandbox: Sandbox, call: Call): FlowRecord {
  const flow = flowsOfSender(sandbox, call).find(({ id }) => id === call.params.flowId);
  if (!flow) throw new InfobipError(404, { code: "WA-FLOW-ID404" });
  return flow;
}

function create(sandbox: Sandbox, call: Call): unknown {
  const { wabaId } = pathSender(sandbox, call);
  const violations = checkFields(sandbox, call, null);
  checkSize(call.body.name, "name", 1, 200, violations);
  if (call.body.categories === undefined) violations.categories = ["must not be empty"];
  const cloned = asString(call.body.cloneFlowId);
  const source = flowsOfSender(sandbox, call).find(({ id }) => id === cloned);
  if (cloned !== undefined && !source) violations.cloneFlowId = ["flow does not exist"];
  refuse(violations);
  const flow: FlowRecord = {
    id: graphId(),
    wabaId,
    name: asString(call.body.name) ?? "",
    status: "DRAFT",
    categories: asStrings(call.body.categories),
    json: source?.json ?? null,
    endpointUri: null,
    previewToken: uuid(),
    updatedAt: new Date().toISOString(),
  };
  sandbox.state.meta.flows.set(flow.id, flow);
  sandbox.state.onChange();
  return call.reply.code(201).send(present(flow));
}

function publish(sandbox: Sandbox, call: Call): unknown {
  const flow = findFlow(sandbox, call);
  requireStatus(flow, "DRAFT");
  if (flow.json === null) throw badRequest({ json: ["flow has no JSON yet"] });
  const problems = validateFlowJson(flow.json);
  refuse(problems.length > 0 ? { json: problems.map(({ message }) => message) } : {});
  flow.status = "PUBLISHED";
  return changed(sandbox, call, flow);
}

/** What is wrong with the given name and categories; both may be absent. */
function checkFields(sandbox: Sandbox, call: Call, own: FlowRecord | null): Violations {
  const violations: Violations = {};
  const { name, categories } = call.body;
  if (name !== undefined && own) checkSize(name, "name", 1, 200, violations);
  const taken = flowsOfSender(sandbox, call).some((flow) => flow !== own && flow.name === name);
  if (taken) violations.name = ["flow with this name already exists"];
  if (categories === undefined) return violations;
  const given = asArray(categories);
  if (given.length === 0) violations.categories = ["must not be empty"];
  given.forEach((category, i) => {
    if (!FLOW_CATEGORIES.includes(String(category)))
      violations[`categories[${i}]`] = [`must be one of ${FLOW_CATEGORIES.join(", ")}`];
  });
  return violations;
}

function requireStatus(flow: FlowRecord, status: FlowRecord["status"]): void {
  if (flow.status !== status) throw badRequest({ status: [`flow is ${flow.status}, it must be ${status}`] });
}

function changed(sandbox: Sandbox, call: Call, flow: FlowRecord): unknown {
  touch(sandbox, flow);
  return call.reply.code(204).send();
}

function touch(sandbox: Sandbox, flow: FlowRecord): void {
  flow.updatedAt = new Date().toISOString();
  sandbox.state.onChange();
}

function refuse(violations: Violations): void {
  if (Object.keys(violations).length > 0) throw badRequest(violations);
}

function present(flow: FlowRecord): Json {
  const { id, name, wabaId, categories, status } = flow;
  const initialScreens = initialScreensOf(flow);
  return {
    id,
    name,
    businessAccountId: Number(wabaId),
    categories,
    status,
    ...(initialScreens.length > 0 ? { initialScreens } : {}),
  };
}

/** Screens that no other one leads to; the first one when there is no routing model. */
function initialScreensOf({ json }: FlowRecord): string[] {
  if (json === null || validateFlowJson(json).length > 0) return [];
  const flow = asObject(JSON.parse(json));
  const ids = asArray(flow.screens).map((screen) => asString(asObject(screen).id) ?? "");
  const reached = new Set(Object.values(asObject(flow.routing_model)).flatMap(asStrings));
  return flow.routing_model === undefined ? ids.slice(0, 1) : ids.filter((id) => !reached.has(id));
}

function generate(body: Json): unknown {
  const prompt = asString(body.prompt) ?? "";
  if (prompt.trim() === "") throw badRequest({ prompt: ["must not be blank"] });
  return { originalPrompt: prompt, responseId: uuid(), generatedFlow: exampleFlow(prompt) };
}
