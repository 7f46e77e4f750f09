/** `/control/senders` and `/control/wabas`: the numbers of the sandbox, and a short way to one without the popup. */
import type { FastifyInstance } from "fastify";
import { finishRegistration, shareWaba } from "../infobip/registration.ts";
import { asObject, asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Sender } from "../types.ts";
import { cancelNumber, createSender, createWaba } from "../wabas.ts";
import { findAccount } from "./accounts.ts";
import { ControlError, invalid, notFound, requireNumber, requireText } from "./http.ts";

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
  app.post("/control/wabas", (request, reply) => reply.code(201).send(makeWaba(sandbox, request.body)));
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
  if (account) {
    shareWaba(sandbox, account, waba);
    finishRegistration(sandbox, account, waba);
  }
  return present(sandbox, sender);
}

function present({ state }: Sandbox, sender: Sender) {
  const { number, displayName, wabaId, phoneNumberId, quality, limit, status } = sender;
  const accountKey = state.wabas.get(wabaId)?.accountKey ?? null;
  return { number, displayName, wabaId, phoneNumberId, accountKey, quality, limit, status };
}

export function findSender(sandbox: Sandbox, params: unknown): Sender {
  const number = requireText(params, "number").replace(/\D/g, "");
  const sender = sandbox.state.senders.get(number);
  if (!sender) throw notFound(`The sender +${number}`);
  return sender;
}

function oneOf(value: unknown, name: string, allowed: string[]): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && allowed.includes(value)) return value;
  throw invalid(`"${name}" must be one of ${allowed.join(", ")}.`);
}
