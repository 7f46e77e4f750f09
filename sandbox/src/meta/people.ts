/** People and partners around an account: assigned users, portfolios' accounts, solutions, blocked users, QR codes, app data. */
import { randomBytes } from "node:crypto";
import { graphId } from "../ids.ts";
import { asArray, asObject, asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { phoneOf } from "../state.ts";
import type { Waba } from "../types.ts";
import { META_APP } from "./app.ts";
import { callNumber, callWaba, type GraphCall, MANAGEMENT, MESSAGING, type Route, success } from "./call.ts";
import { GraphError, invalidParameter, missing, unknownNode } from "./errors.ts";
import { selectFields } from "./fields.ts";
import { WABA_DEFAULTS, wabaNode } from "./nodes.ts";
import { opens } from "./oauth.ts";
import { pageOf } from "./paging.ts";
import { type MetaNumber, type QrCode, wabaExtra } from "./store.ts";

export function registerPeople(route: Route, sandbox: Sandbox): void {
  const users = "/:id/assigned_users";
  route("GET", users, (call) => assignedUsers(sandbox, call), MANAGEMENT);
  route("POST", users, (call) => assignUser(sandbox, call), MANAGEMENT);
  route("DELETE", users, (call) => unassignUser(sandbox, call), MANAGEMENT);
  for (const kind of ["owned", "client"] as const) {
    route(
      "GET",
      `/:id/${kind}_whatsapp_business_accounts`,
      (call) => accountsOf(sandbox, call, kind),
      MANAGEMENT,
    );
  }
  route("GET", "/:id/solutions", (call) => solutionsOf(sandbox, callWaba(sandbox, call)), MANAGEMENT);
  route("POST", "/:id/set_solution_migration_intent", (call) => solutionIntent(sandbox, call), MANAGEMENT);
  for (const method of ["GET", "POST", "DELETE"] as const)
    route(method, "/:id/block_users", (call) => blockUsers(sandbox, call, method), MESSAGING);
  registerQrCodes(route, sandbox);
  route("POST", "/:id/smb_app_data", (call) => smbAppData(sandbox, call), MESSAGING);
}

const TASKS =
  "MANAGE DEVELOP MANAGE_TEMPLATES MANAGE_PHONE VIEW_COST MANAGE_EXTENSIONS VIEW_PHONE_ASSETS MANAGE_PHONE_ASSETS VIEW_TEMPLATES VIEW_INSIGHTS MANAGE_USERS MANAGE_BILLING MESSAGING FULL_CONTROL".split(
    " ",
  );

function assignedUsers(sandbox: Sandbox, call: GraphCall): unknown {
  const { id } = callWaba(sandbox, call);
  if (!asText(call.input.business))
    throw new GraphError(400, 100, "(#100) The parameter business is required.");
  const users = Object.entries(wabaExtra(sandbox.state.meta, id).assignedUsers);
  return pageOf(call, users, ([user, tasks]) => ({ id: user, name: "System user", tasks }));
}

function assignUser(sandbox: Sandbox, call: GraphCall): unknown {
  const { id } = callWaba(sandbox, call);
  const user = asText(call.input.user);
  if (!user) throw new GraphError(400, 100, "(#100) The parameter user is required.");
  const tasks = (JSON.stringify(call.input.tasks ?? []).match(/[A-Z_]+/g) ?? []) as string[];
  const strange = tasks.find((task) => !TASKS.includes(task));
  if (tasks.length === 0 || strange) throw invalidParameter(`Param tasks must be of {${TASKS.join(", ")}}.`);
  wabaExtra(sandbox.state.meta, id).assignedUsers[user] = tasks;
  return success(sandbox);
}

function unassignUser(sandbox: Sandbox, call: GraphCall): unknown {
  const { id } = callWaba(sandbox, call);
  delete wabaExtra(sandbox.state.meta, id).assignedUsers[asText(call.input.user) ?? ""];
  return success(sandbox);
}

/** `owned`: of the portfolio itself; `client`: what other portfolios shared with the app's token. */
function accountsOf(sandbox: Sandbox, call: GraphCall, kind: "owned" | "client"): unknown {
  const { state } = sandbox;
  if (!state.businesses.has(call.id)) throw unknownNode(call.id);
  const wanted = (waba: Waba) =>
    opens(state, call.token, waba) && (waba.businessId === call.id) === (kind === "owned");
  const fields = asText(call.input.fields);
  return pageOf(call, [...state.wabas.values()].filter(wanted), (waba) =>
    selectFields(wabaNode(sandbox, waba), fields, WABA_DEFAULTS),
  );
}

export function solutionNode({ state }: Sandbox, id: string): Json | null {
  const status = state.meta.solutions.get(id);
  if (!status) return null;
  return {
    id,
    name: "Ponte with Infobip",
    status,
    status_for_pending_request: "NONE",
    owner_app: { id: META_APP.id, name: META_APP.name },
    owner_permissions: ["MESSAGING"],
  };
}

function solutionsOf(sandbox: Sandbox, waba: Waba): unknown {
  const { solutionId } = wabaExtra(sandbox.state.meta, waba.id);
  const node = solutionId ? solutionNode(sandbox, solutionId) : null;
  return { data: node ? [node] : [] };
}

function solutionIntent(sandbox: Sandbox, call: GraphCall): unknown {
  const waba = callWaba(sandbox, call);
  const id = asText(call.input.solution_id) ?? "";
  const extra = wabaExtra(sandbox.state.meta, waba.id);
  if (sandbox.state.meta.solutions.get(id) !== "ACTIVE")
    throw invalidParameter("The solution does not exist or is not active.");
  if (extra.solutionId && extra.solutionId !== id) {
    throw new GraphError(400, 100, "Invalid parameter", {
      subcode: 2593079,
      userTitle: "Account is already marked for migration",
      userMessage: "This account belongs to another solution already.",
    });
  }
  extra.solutionId = id;
  sandbox.state.onChange();
  const intent = graphId();
  return { success: true, id: intent, migration_intent_id: intent };
}

const DAY_MS = 86_400_000;
const MAX_BLOCKED = 64_000;

/** Only people who wrote in the last 24 hours can be blocked; some may fail while others succeed. */
function blockUsers(sandbox: Sandbox, call: GraphCall, method: "GET" | "POST" | "DELETE"): unknown {
  const number = callNumber(sandbox, call);
  if (method === "GET") {
    return pageOf(call, [...number.blocked], (wa_id) => ({ messaging_product: "whatsapp", wa_id }));
  }
  const users = asArray(call.input.block_users).map((one) => asText(asObject(one).user) ?? "");
  if (users.length === 0) throw missing("block_users");
  const done: Json[] = [];
  const failed: Json[] = [];
  for (const input of users) {
    const wa_id = input.replace(/\D/g, "");
    const why = method === "POST" ? blockProblem(sandbox, number, wa_id) : null;
    if (why)
      failed.push({ input, wa_id, errors: [{ message: why, code: 139100, error_data: { details: why } }] });
    else {
      if (method === "POST") number.blocked.add(wa_id);
      else number.blocked.delete(wa_id);
      done.push({ input, wa_id });
    }
  }
  sandbox.state.onChange();
  const word = method === "POST" ? "added_users" : "removed_users";
  const answer = {
    messaging_product: "whatsapp",
    block_users: { [word]: done, ...(failed.length > 0 ? { failed_users: failed } : {}) },
  };
  if (failed.length === 0) return answer;
  throw new GraphError(400, 139100, "(#139100) Failed to block/unblock some users", {
    details: "Failed to block some users, see the block_users response list for details",
    beside: answer,
  });
}

function blockProblem({ state }: Sandbox, number: MetaNumber, wa_id: string): string | null {
  if (number.blocked.size >= MAX_BLOCKED) return "The list has its 64,000 users.";
  const conversation = phoneOf(state, wa_id).conversations.find(({ sender }) => sender === number.sender);
  const wrote =
    (conversation?.windowUntil ?? 0) > Date.now() - DAY_MS && (conversation?.windowUntil ?? 0) > 0;
  return wrote ? null : "Only people who wrote in the last 24 hours can be blocked.";
}

function registerQrCodes(route: Route, sandbox: Sandbox): void {
  const path = "/:id/message_qrdls";
  const codesOf = (call: GraphCall) => {
    const number = callNumber(sandbox, call);
    return [...sandbox.state.meta.qrCodes.values()].filter(
      ({ phoneNumberId }) => phoneNumberId === number.id,
    );
  };
  const one = (call: GraphCall) => {
    const found = codesOf(call).find(({ code }) => code === call.params.code);
    if (!found) throw unknownNode(call.params.code ?? "");
    return found;
  };
  route("GET", path, (call) => ({ data: codesOf(call).map((code) => presentQr(sandbox, code)) }), MANAGEMENT);
  route("POST", path, (call) => writeQr(sandbox, call), MANAGEMENT);
  route("GET", `${path}/:code`, (call) => ({ data: [presentQr(sandbox, one(call))] }), MANAGEMENT);
  route(
    "DELETE",
    `${path}/:code`,
    (call) => {
      sandbox.state.meta.qrCodes.delete(one(call).code);
      return success(sandbox);
    },
    MANAGEMENT,
  );
}

function presentQr({ url }: Sandbox, { code, message, format }: QrCode): Json {
  return {
    code,
    prefilled_message: message,
    deep_link_url: `https://wa.me/message/${code}`,
    ...(format ? { qr_image_url: `${url}/assets-media/qr.png?code=${code}` } : {}),
  };
}

const CODE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function newCode(): string {
  return [...randomBytes(14)].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");
}

/** With `code` an existing one is changed. */
function writeQr(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const message = asString(call.input.prefilled_message) ?? "";
  if (!message || message.length > 140)
    throw invalidParameter("Param prefilled_message must have 1 to 140 characters.");
  const given = asText(call.input.code);
  const known = given ? sandbox.state.meta.qrCodes.get(given) : undefined;
  if (given && known?.phoneNumberId !== number.id) throw unknownNode(given);
  const format = asString(call.input.generate_qr_image) ?? known?.format ?? null;
  const code = given ?? newCode();
  const record: QrCode = { code, phoneNumberId: number.id, message, format };
  sandbox.state.meta.qrCodes.set(code, record);
  sandbox.state.onChange();
  return presentQr(sandbox, record);
}

/** Coexistence: asks for contacts or history of the WhatsApp Business app, each once. */
function smbAppData(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const type = asString(call.input.sync_type);
  if (type !== "smb_app_state_sync" && type !== "history")
    throw invalidParameter("Param sync_type must be smb_app_state_sync or history.");
  if (!number.onBusinessApp)
    throw new GraphError(400, 2593108, "(#2593108) The number is not used in the WhatsApp Business app.");
  if (number.settings[`synced ${type}`])
    throw new GraphError(400, 2593107, "(#2593107) This synchronisation was done already.");
  number.settings[`synced ${type}`] = {};
  sandbox.state.onChange();
  return { messaging_product: "whatsapp", request_id: graphId() };
}
