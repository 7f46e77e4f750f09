/** `/{WABA}/flows` and Flow nodes: create, change, upload the JSON, publish, deprecate, delete, preview, copy. */
import { FLOW_CATEGORIES } from "../flow-json/categories.ts";
import { flowJsonUrl, flowPreviewUrl, PREVIEW_DAYS } from "../flow-json/pages.ts";
import { type FlowProblem, validateFlowJson } from "../flow-json/validate.ts";
import { graphId, uuid } from "../ids.ts";
import { asObject, asString, asStrings, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { callWaba, type GraphCall, MANAGEMENT, type Route, success, wabaOf } from "./call.ts";
import { catalogued, GraphError, invalidParameter, unknownNode } from "./errors.ts";
import { selectFields } from "./fields.ts";
import { setFlowStatus } from "./flow-status.ts";
import { readForm } from "./media.ts";
import { opens } from "./oauth.ts";
import { pageOf } from "./paging.ts";
import type { FlowRecord } from "./store.ts";

const DEFAULTS = ["id", "name", "status", "categories", "validation_errors"];

export function registerFlows(route: Route, sandbox: Sandbox): void {
  route("GET", "/:id/flows", (call) => list(sandbox, call), MANAGEMENT);
  route("POST", "/:id/flows", (call) => create(sandbox, call), MANAGEMENT);
  route("POST", "/:id/migrate_flows", (call) => copy(sandbox, call), MANAGEMENT);
  route("GET", "/:id/assets", (call) => assets(sandbox, pathFlow(sandbox, call)), MANAGEMENT);
  route("POST", "/:id/assets", (call) => upload(sandbox, call), MANAGEMENT);
  route("POST", "/:id/publish", (call) => publish(sandbox, pathFlow(sandbox, call)), MANAGEMENT);
  route("POST", "/:id/deprecate", (call) => deprecate(sandbox, pathFlow(sandbox, call)), MANAGEMENT);
}

/** The Flow of a node id, when the token opens its WABA. */
export function callFlow({ state }: Sandbox, { id, token }: GraphCall): FlowRecord | null {
  const flow = state.meta.flows.get(id);
  const waba = flow && state.wabas.get(flow.wabaId);
  return flow && waba && opens(state, token, waba) ? flow : null;
}

function pathFlow(sandbox: Sandbox, call: GraphCall): FlowRecord {
  const flow = callFlow(sandbox, call);
  if (!flow) throw unknownNode(call.id);
  return flow;
}

function presentProblem({
  errorType,
  lineStart,
  lineEnd,
  columnStart,
  columnEnd,
  error,
  message,
}: FlowProblem): Json {
  return {
    error,
    error_type: errorType,
    message,
    line_start: lineStart,
    line_end: lineEnd,
    column_start: columnStart,
    column_end: columnEnd,
  };
}

const problemsOf = ({ json }: FlowRecord): Json[] =>
  json === null ? [] : validateFlowJson(json).map(presentProblem);

export function readFlowNode(sandbox: Sandbox, flow: FlowRecord, fields?: string): Json {
  const json = asObject(flow.json === null ? {} : parseOr(flow.json));
  return selectFields(
    {
      id: flow.id,
      name: flow.name,
      status: flow.status,
      categories: flow.categories,
      validation_errors: problemsOf(flow),
      json_version: json.version,
      data_api_version: json.data_api_version,
      endpoint_uri: flow.endpointUri ?? undefined,
      updated_at: flow.updatedAt,
      preview: {
        preview_url: flowPreviewUrl(sandbox, flow),
        expires_at: new Date(Date.now() + PREVIEW_DAYS * 86_400_000).toISOString(),
      },
      whatsapp_business_account: { id: flow.wabaId, name: sandbox.state.wabas.get(flow.wabaId)?.name },
      health_status: {
        can_send_message: flow.status === "PUBLISHED" ? "AVAILABLE" : "BLOCKED",
        entities: [],
      },
    },
    fields,
    DEFAULTS,
  );
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function flowsOf({ state }: Sandbox, wabaId: string): FlowRecord[] {
  return [...state.meta.flows.values()].filter((flow) => flow.wabaId === wabaId);
}

function list(sandbox: Sandbox, call: GraphCall): unknown {
  const waba = callWaba(sandbox, call);
  const fields = asText(call.input.fields);
  return pageOf(call, flowsOf(sandbox, waba.id).reverse(), (flow) => readFlowNode(sandbox, flow, fields));
}

function readCategories(value: unknown): string[] {
  const given = typeof value === "string" ? asStrings(parseOr(value)) : asStrings(value);
  const strange = given.find((one) => !FLOW_CATEGORIES.includes(one));
  if (strange !== undefined || given.length === 0)
    throw invalidParameter(`Param categories must have at least one of {${FLOW_CATEGORIES.join(", ")}}.`);
  return given;
}

function checkName(sandbox: Sandbox, wabaId: string, name: string, own?: FlowRecord): void {
  if (flowsOf(sandbox, wabaId).some((flow) => flow !== own && flow.name === name)) {
    throw new GraphError(400, 100, "Invalid parameter", {
      subcode: 4016019,
      userTitle: "Flow name is not unique",
      userMessage: "You already have a Flow with this name. Choose another one.",
    });
  }
}

function create(sandbox: Sandbox, call: GraphCall): unknown {
  const waba = callWaba(sandbox, call);
  const { input } = call;
  const name = asString(input.name) ?? "";
  if (!name) throw new GraphError(400, 100, "(#100) The parameter name is required.");
  checkName(sandbox, waba.id, name);
  const source = sandbox.state.meta.flows.get(asText(input.clone_flow_id) ?? "");
  const flow: FlowRecord = {
    id: graphId(),
    wabaId: waba.id,
    name,
    status: "DRAFT",
    categories: readCategories(input.categories),
    json: asString(input.flow_json) ?? source?.json ?? null,
    endpointUri: asString(input.endpoint_uri) ?? null,
    previewToken: uuid(),
    updatedAt: new Date().toISOString(),
  };
  sandbox.state.meta.flows.set(flow.id, flow);
  sandbox.state.onChange();
  const problems = problemsOf(flow);
  const wantsPublished = String(input.publish) === "true";
  if (wantsPublished && problems.length === 0 && flow.json !== null)
    setFlowStatus(sandbox, flow, { status: "PUBLISHED" });
  return { id: flow.id, success: true, validation_errors: problems };
}

/** `POST /{FLOW}`: name, categories, endpoint. */
export function changeFlow(sandbox: Sandbox, flow: FlowRecord, input: Json): unknown {
  const name = asString(input.name);
  if (name) {
    checkName(sandbox, flow.wabaId, name, flow);
    flow.name = name;
  }
  if (input.categories !== undefined) flow.categories = readCategories(input.categories);
  if (asString(input.endpoint_uri)) flow.endpointUri = asString(input.endpoint_uri) ?? null;
  flow.updatedAt = new Date().toISOString();
  return success(sandbox);
}

export function deleteFlow(sandbox: Sandbox, flow: FlowRecord): unknown {
  if (flow.status !== "DRAFT") throw catalogued(139004);
  sandbox.state.meta.flows.delete(flow.id);
  return success(sandbox);
}

/** The JSON as a file; what is wrong with it is told at once, and it is kept all the same. */
async function upload(sandbox: Sandbox, call: GraphCall): Promise<unknown> {
  const flow = pathFlow(sandbox, call);
  if (flow.status !== "DRAFT" && flow.status !== "PUBLISHED") throw catalogued(139001);
  const form = await readForm(call.request);
  const file = form.get("file");
  if (form.get("asset_type") !== "FLOW_JSON")
    throw invalidParameter("Param asset_type must be one of {FLOW_JSON}.");
  if (form.get("name") !== "flow.json") throw invalidParameter("Param name must be flow.json.");
  if (!(file instanceof File)) throw new GraphError(400, 100, "(#100) The parameter file is required.");
  if (file.size > 10 * 1024 * 1024) throw invalidParameter("Param file must be at most 10 MB.");
  flow.json = await file.text();
  // A changed Flow is a draft again until it is published.
  if (flow.status === "PUBLISHED") setFlowStatus(sandbox, flow, { status: "DRAFT" });
  return { ...success(sandbox), validation_errors: problemsOf(flow) };
}

function assets(sandbox: Sandbox, flow: FlowRecord): unknown {
  if (flow.json === null) return { data: [] };
  return {
    data: [{ name: "flow.json", asset_type: "FLOW_JSON", download_url: flowJsonUrl(sandbox, flow) }],
    paging: { cursors: { before: "QVFI", after: "QVFI" } },
  };
}

function publish(sandbox: Sandbox, flow: FlowRecord): unknown {
  if (flow.status !== "DRAFT" || flow.json === null || problemsOf(flow).length > 0) throw catalogued(139002);
  const needsEndpoint = asObject(parseOr(flow.json)).data_api_version !== undefined;
  if (needsEndpoint && flow.endpointUri === null)
    throw catalogued(139002, "The Flow exchanges data, so it needs an endpoint_uri.");
  setFlowStatus(sandbox, flow, { status: "PUBLISHED" });
  return success(sandbox);
}

function deprecate(sandbox: Sandbox, flow: FlowRecord): unknown {
  if (flow.status !== "PUBLISHED") throw catalogued(139003);
  setFlowStatus(sandbox, flow, { status: "DEPRECATED" });
  return success(sandbox);
}

/** Copies Flows by name from another account of the same token; the copies are drafts. */
function copy(sandbox: Sandbox, call: GraphCall): unknown {
  const target = callWaba(sandbox, call);
  const source = wabaOf(sandbox, call.token, asText(call.input.source_waba_id) ?? "");
  const names = asStrings(call.input.source_flow_names);
  const migrated: Json[] = [];
  const failed: Json[] = [];
  for (const name of names) {
    const flow = flowsOf(sandbox, source.id).find((one) => one.name === name);
    const taken = flowsOf(sandbox, target.id).some((one) => one.name === name);
    if (!flow || taken) {
      const error_message = flow
        ? "The destination has a Flow of this name."
        : "There is no Flow of this name.";
      failed.push({ source_name: name, error_code: "139006", error_message });
      continue;
    }
    const id = graphId();
    sandbox.state.meta.flows.set(id, {
      ...flow,
      id,
      wabaId: target.id,
      status: "DRAFT",
      previewToken: uuid(),
    });
    migrated.push({ source_name: name, source_id: flow.id, migrated_id: id });
  }
  sandbox.state.onChange();
  return { migrated_flows: migrated, failed_flows: failed };
}
