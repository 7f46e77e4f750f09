/** The life of a Flow as the `flows` webhook tells it. */
import { asString, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { FlowRecord } from "./store.ts";
import { publishField } from "./webhooks/webhooks.ts";

const STATUSES = ["DRAFT", "PUBLISHED", "DEPRECATED", "BLOCKED", "THROTTLED"] as const;

/** `{status}` changes it; any other event (`{event, …}`) is told as it is given. */
export function setFlowStatus(sandbox: Sandbox, flow: FlowRecord, change: Json): void {
  const status = STATUSES.find((one) => one === change.status);
  if (!status) {
    const event = asString(change.event) ?? "ENDPOINT_AVAILABILITY";
    publishField(sandbox, flow.wabaId, "flows", { ...change, event, flow_id: flow.id });
    return;
  }
  const old_status = flow.status;
  flow.status = status;
  flow.updatedAt = new Date().toISOString();
  publishField(sandbox, flow.wabaId, "flows", {
    event: "FLOW_STATUS_CHANGE",
    message: `Flow ${flow.name} changed status from ${old_status} to ${status}`,
    flow_id: flow.id,
    old_status,
    new_status: status,
  });
  sandbox.state.onChange();
}
