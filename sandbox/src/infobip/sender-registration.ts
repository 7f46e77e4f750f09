/**
 * Registering one more number under a WABA that the account holds: Infobip asks WhatsApp for a code, the person reads it
 * (here: in the portal's logs) and the code is handed in.
 */
import { randomInt } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { logSms } from "../state.ts";
import type { Sender, Verification, Waba } from "../types.ts";
import { createSender } from "../wabas.ts";
import { badRequest, type Call, endpoint } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";
import { registerSender } from "./registration.ts";
import { checkSize } from "./send-common.ts";

const REGISTRATIONS = "/whatsapp/1/embedded-signup/registrations";
const TYPES = ["EXTERNAL_SMS", "EXTERNAL_VOICE"];
const LOCALE = /^[a-z]{2,3}(_[A-Z]{2,3})?$/;
const MAX_TRIES = 5;

export function registerSenderRegistration(app: FastifyInstance, sandbox: Sandbox): void {
  const verification = `${REGISTRATIONS}/senders/:number/verification`;
  endpoint(app, `POST ${REGISTRATIONS}/business-account/:businessAccountId/senders`, (call) =>
    addSender(sandbox, call),
  );
  endpoint(app, `PUT ${verification}`, (call) => {
    const { sender } = findPending(sandbox, call);
    refuse(methodViolations(call.body));
    sendCode(sandbox, sender, call.body);
    return call.reply.code(202).send();
  });
  endpoint(app, `POST ${verification}`, (call) => {
    const { sender, waba } = findPending(sandbox, call);
    const code = asText(call.body.code) ?? "";
    if (code === "") throw badRequest({ code: ["must not be blank"] });
    checkCode(sender, code.replace(/\D/g, ""));
    delete sender.verification;
    registerSender(sandbox, call.account, waba, sender);
    return call.reply.code(202).send();
  });
}

function addSender(sandbox: Sandbox, call: Call): unknown {
  const waba = sandbox.state.wabas.get(call.params.businessAccountId ?? "");
  if (!waba || waba.accountKey !== call.account.key) throw new InfobipError(404);
  const { body } = call;
  const violations = methodViolations(body);
  const number = `${asText(body.countryCode) ?? ""}${asText(body.phoneNumber) ?? ""}`.replace(/\D/g, "");
  checkSize(body.countryCode, "countryCode", 1, 4, violations);
  checkSize(body.phoneNumber, "phoneNumber", 4, 15, violations);
  checkSize(body.displayName, "displayName", 1, 512, violations);
  const known = sandbox.state.senders.get(number);
  if (known && (known.wabaId !== waba.id || known.registered))
    violations.phoneNumber = ["is already registered"];
  refuse(violations);
  const sender = known ?? createSender(sandbox, waba, number, asString(body.displayName) ?? number);
  sender.status = "PENDING";
  sendCode(sandbox, sender, body);
  return call.reply.code(202).send({ status: "OTP_REQUESTED" });
}

function findPending(sandbox: Sandbox, call: Call): { sender: Sender; waba: Waba } {
  const sender = sandbox.state.senders.get(call.params.number ?? "");
  const waba = sender && sandbox.state.wabas.get(sender.wabaId);
  if (!sender?.verification || waba?.accountKey !== call.account.key) throw new InfobipError(404);
  return { sender, waba };
}

/** The code is good for `otpLifeMs` and shows in the portal under Analyze → Logs. */
function sendCode({ state }: Sandbox, sender: Sender, body: Json): void {
  const fixed = state.settings.otpMode === "fixed";
  const verification: Verification = {
    code: fixed ? "123456" : String(randomInt(0, 1_000_000)).padStart(6, "0"),
    type: asString(body.type) ?? "",
    locale: asString(body.locale) ?? "",
    wrongTries: 0,
    expiresAt: Date.now() + state.settings.otpLifeMs,
  };
  sender.verification = verification;
  const shown = `${verification.code.slice(0, 3)}-${verification.code.slice(3)}`;
  const how = verification.type === "EXTERNAL_VOICE" ? "[voice call] " : "";
  const text = `${how}Your WhatsApp code: ${shown}`;
  logSms(state, { at: Date.now(), from: "WhatsApp", to: sender.number, text });
}

function checkCode({ verification }: Sender, code: string): void {
  if (!verification) return;
  if (verification.wrongTries >= MAX_TRIES)
    throw badRequest({ code: ["too many wrong codes, request a new one"] });
  if (verification.expiresAt < Date.now()) throw badRequest({ code: ["has expired, request a new one"] });
  if (verification.code === code) return;
  verification.wrongTries++;
  throw badRequest({ code: ["is not valid"] });
}

function methodViolations(body: Json): Violations {
  const violations: Violations = {};
  if (!TYPES.includes(asString(body.type) ?? "")) violations.type = [`must be one of ${TYPES.join(", ")}`];
  if (!LOCALE.test(asString(body.locale) ?? "")) violations.locale = ["is not a supported locale"];
  return violations;
}

function refuse(violations: Violations): void {
  if (Object.keys(violations).length > 0) throw badRequest(violations);
}
