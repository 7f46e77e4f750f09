/** The action of an interactive Flow message: which Flow, in which state, opened how. */
import { asObject, asString, asText, isObject, type Json } from "../../json.ts";
import { catalogued, missing, wrong } from "../errors.ts";
import type { FlowRecord } from "../store.ts";
import type { ReadContext } from "./context.ts";
import { compact, requiredObject, requiredText } from "./fields.ts";

const PATH = "interactive.action.parameters";

export function flowAction({ sandbox, number }: ReadContext, action: Json): Json {
  if (action.name !== "flow") throw wrong("interactive.action.name must be flow.");
  const parameters = requiredObject(action, "parameters", "interactive.action");
  if (asText(parameters.flow_message_version) !== "3")
    throw wrong(`${PATH}.flow_message_version must be "3".`);
  const mode = asString(parameters.mode) ?? "published";
  if (mode !== "published" && mode !== "draft") throw wrong(`${PATH}.mode must be published or draft.`);
  const flow = findFlow([...sandbox.state.meta.flows.values()], number.sender.wabaId, parameters);
  checkFlow(flow, mode);
  const flowAction = asString(parameters.flow_action) ?? "navigate";
  if (flowAction !== "navigate" && flowAction !== "data_exchange")
    throw wrong(`${PATH}.flow_action must be navigate or data_exchange.`);
  const payload = asObject(parameters.flow_action_payload);
  if (payload.data !== undefined && (!isObject(payload.data) || Object.keys(payload.data).length === 0))
    throw wrong(`${PATH}.flow_action_payload.data must not be empty.`);
  return compact({
    mode: mode.toUpperCase(),
    flowMessageVersion: 3,
    flowToken: asString(parameters.flow_token) ?? "unused",
    flowId: flow.id,
    callToActionButton: requiredText(parameters, "flow_cta", PATH, 30),
    flowAction: flowAction.toUpperCase(),
    flowActionPayload: parameters.flow_action_payload,
  });
}

function findFlow(flows: FlowRecord[], wabaId: string, parameters: Json): FlowRecord {
  const id = asText(parameters.flow_id);
  const name = asString(parameters.flow_name);
  if ((id === undefined) === (name === undefined)) throw missing(`${PATH}.flow_id (or flow_name, not both)`);
  const flow = flows.find((one) => one.wabaId === wabaId && (id ? one.id === id : one.name === name));
  if (!flow) throw wrong(`There is no Flow ${id ?? name} in this WhatsApp Business account.`);
  return flow;
}

/** A draft goes out in draft mode only; a blocked or throttled Flow not at all. */
export function checkFlow(flow: FlowRecord, mode: string): void {
  if (flow.status === "BLOCKED") throw catalogued(132068);
  if (flow.status === "THROTTLED") throw catalogued(132069);
  if (flow.status === "DEPRECATED") throw catalogued(139000, "The Flow is deprecated.");
  if (flow.status === "DRAFT" && mode !== "draft")
    throw wrong("The Flow is a draft: publish it, or send it in mode draft.");
}
