/** `/control/senders` and `/control/wabas`: the numbers of the sandbox, and a short way to one without the popup. */
import type { FastifyInstance } from "fastify";
import { configureInbound } from "../infobip/numbers.ts";
import { finishRegistration, shareWaba } from "../infobip/registration.ts";
import { asObject, asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Sender, Waba } from "../types.ts";
import { cancelNumber, createSender, createWaba } from "../wabas.ts";
import { findAccount } from "./accounts.ts";
import { ControlError, invalid, notFound, oneOf, requireNumber, requireText } from "./http.ts";

const QUALITIES = ["HIGH", "MEDIUM", "LOW", "UNKNOWN"];
const LIMITS = ["LIMIT_NA", "LIMIT_250", "LIMIT_2K", "LIMIT_10K", "LIMIT_100K", "UNLIMITED"];
const STATUSES = ["CONNECTED", "PENDING", "FLAGGED", "RESTRICTED", "RATE_LIMITED", "BANNED", "DISCONNECTED"];

export function registerSenders(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  app.get("/control/senders", () => [...state.senders.values()].map((sender) => present(sandbox, sender)));
  app.patch("/control/senders/:number", (request) => {
    const sender = findSender(sandbox, request.params);
    const body = asObject(request.body);
    sender.quality = oneOf(body.quality, "quality", QUALITIES) ?? sender.quality;
    sender.limit = oneOf(body.limit, "limit", LIMITS) ?? sender.limit;
    sender.status = oneOf(body.status, "status", STATUSES) ?? sender.status;
    state.onChange();
    return present(sandbox, sender);
  });
  // Cancel number: the sender leaves the sandbox, its WABA leaves the account when it was the last one.
  app.delete("/control/senders/:number", (request, reply) => {
    cancelNumber(sandbox, findSender(sandbox, request.params));
    return reply.code(204).send();
  });
  registerInboundConfiguration(app, sandbox);
  app.patch("/control/wabas/:id", (request) => {
    const waba = state.wabas.get(asString(asObject(request.params).id) ?? "");
    if (!waba) throw notFound("This WABA");
    changeWaba(sandbox, waba, asObject(request.body));
    const { id, name, accountKey, registration, onBehalfOf, sentThroughInfobip } = waba;
    return { id, name, accountKey, registration, onBehalfOf, sentThroughInfobip };
  });
  app.post("/control/wabas", (request, reply) => reply.code(201).send(makeWaba(sandbox, request.body)));
}

/** Where a configuration of the number itself, as set in the portal, sends its inbound messages; without an address: nowhere. */
function registerInboundConfiguration(app: FastifyInstance, sandbox: Sandbox): void {
  const url = "/control/senders/:number/inbound-configuration";
  app.put(url, (request) => {
    const address = asString(asObject(request.body).url) || null;
    if (address !== null && !URL.canParse(address)) throw invalid('"url" is not a URL.');
    const sender = configureInbound(sandbox, findSender(sandbox, request.params), address);
    return { number: sender.number, inboundConfiguration: sender.inboundConfiguration };
  });
  app.delete(url, (request, reply) => {
    delete findSender(sandbox, request.params).inboundConfiguration;
    sandbox.state.onChange();
    return reply.code(204).send();
  });
}

function changeWaba({ state }: Sandbox, waba: Waba, body: Record<string, unknown>): void {
  for (const flag of ["onBehalfOf", "sentThroughInfobip"] as const) {
    const value = body[flag];
    if (typeof value === "boolean") waba[flag] = value;
  }
  state.onChange();
}

/** `{name?, number, displayName?, accountKey?}`; with an account the WABA is registered there at once. */
function makeWaba(sandbox: Sandbox, body: unknown) {
  const number = requireNumber(body, "number");
  if (sandbox.state.senders.has(number)) {
    throw new ControlError(
      409,
      "number_taken",
      `+${number} already belongs to a WABA. Choose another number.`,
    );
  }
  const name = asString(asObject(body).name) ?? "Sandbox WABA";
  const accountKey = asString(asObject(body).accountKey);
  const account = accountKey ? findAccount(sandbox, { account: accountKey }) : null;
  const waba = createWaba(sandbox, name, "400000000000001");
  const sender = createSender(sandbox, waba, number, asString(asObject(body).displayName) ?? name);
  changeWaba(sandbox, waba, asObject(body));
  if (account) {
    shareWaba(sandbox, account, waba);
    finishRegistration(sandbox, account, waba);
  }
  return present(sandbox, sender);
}

function present({ state }: Sandbox, sender: Sender) {
  const { number, displayName, wabaId, phoneNumberId, quality, limit, status, inboundConfiguration } = sender;
  const accountKey = state.wabas.get(wabaId)?.accountKey ?? null;
  const shared = { number, displayName, wabaId, phoneNumberId, accountKey, quality, limit, status };
  return inboundConfiguration ? { ...shared, inboundConfiguration } : shared;
}

export function findSender(sandbox: Sandbox, params: unknown): Sender {
  const number = requireText(params, "number").replace(/\D/g, "");
  const sender = sandbox.state.senders.get(number);
  if (!sender) throw notFound(`The sender +${number}`);
  return sender;
}
