/** Adding a number to a WABA and proving that it is one's own: new numbers, and those that move from another WABA. */
import { randomInt } from "node:crypto";
import { graphId } from "../ids.ts";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { logSms } from "../state.ts";
import type { Sender, Waba } from "../types.ts";
import { createSender } from "../wabas.ts";
import { callNumber, callWaba, type GraphCall, success } from "./call.ts";
import { catalogued, GraphError, invalidParameter, refused } from "./errors.ts";
import { addNumber, isWithPartner, numberOf, numbersOf } from "./numbers.ts";
import { type MetaNumber, wabaExtra } from "./store.ts";

const MAX_NUMBERS = 20;
const CODE_LIFE_MS = 600_000;
const MAX_CODES = 6;
const MAX_TRIES = 5;

/** `POST /{WABA}/phone_numbers {cc, phone_number, verified_name | migrate_phone_number: true}` → `{id}`. */
export function createNumber(sandbox: Sandbox, call: GraphCall): unknown {
  const waba = callWaba(sandbox, call);
  const cc = (asText(call.input.cc) ?? "").replace(/\D/g, "");
  const local = (asText(call.input.phone_number) ?? "").replace(/\D/g, "");
  if (!cc) throw new GraphError(400, 100, "(#100) The parameter cc is required.");
  if (!local) throw new GraphError(400, 100, "(#100) The parameter phone_number is required.");
  const digits = local.startsWith(cc) && local.length > 10 ? local : cc + local;
  if (digits.length < 8 || digits.length > 15)
    throw invalidParameter("Param phone_number is not a valid phone number.");
  const migrating = String(call.input.migrate_phone_number) === "true";
  checkPlace(sandbox, waba, digits);
  const number = migrating
    ? startMigration(sandbox, waba, digits)
    : startNew(sandbox, waba, digits, asText(call.input.verified_name));
  sandbox.state.onChange();
  return { id: number.id };
}

function checkPlace({ state }: Sandbox, waba: Waba, digits: string): void {
  const numbers = numbersOf(state, waba.id);
  if (numbers.some(({ sender }) => sender.number === digits))
    throw refused(
      2388012,
      "Phone number already exists",
      "This number is already in this WhatsApp Business account.",
    );
  const extra = wabaExtra(state.meta, waba.id);
  const limit = extra.verification === "verified" ? MAX_NUMBERS : 2;
  if (numbers.length >= limit)
    throw refused(
      2388092,
      "Phone number limit reached",
      `This business can have ${limit} phone numbers. Verify the business to have more.`,
    );
  if (extra.restrictions.includes("RESTRICTED_ADD_PHONE_NUMBER_ACTION"))
    throw catalogued(368, "The account may not add phone numbers at the moment.");
}

function startNew(sandbox: Sandbox, waba: Waba, digits: string, name: string | undefined): MetaNumber {
  if (!name) throw new GraphError(400, 100, "(#100) The parameter verified_name is required.");
  if (/whatsapp|facebook|\bmeta\b/i.test(name))
    throw refused(2388105, "Display name not allowed", "The display name must not contain a brand of Meta.");
  if (sandbox.state.senders.has(digits)) {
    throw refused(
      2388012,
      "Phone number is already registered",
      "This number is in another WhatsApp Business account. Migrate it (migrate_phone_number), or remove it there first.",
    );
  }
  if (digits.endsWith("0002"))
    throw refused(2388104, "Phone number banned", "This number is banned from WhatsApp.");
  return pendingNumber(sandbox, waba, digits, name, false);
}

function pendingNumber(
  sandbox: Sandbox,
  waba: Waba,
  number: string,
  displayName: string,
  migrating: boolean,
): MetaNumber {
  const sender: Sender = {
    number,
    displayName,
    wabaId: waba.id,
    phoneNumberId: graphId(),
    quality: "UNKNOWN",
    limit: "LIMIT_250",
    status: "PENDING",
    category: "OTHER",
    createdAt: new Date().toISOString(),
    pinSet: false,
    registered: false,
    businessInfo: {},
  };
  return addNumber(sandbox.state, sender, {
    pending: true,
    migrating,
    verification: "NOT_VERIFIED",
    nameStatus: migrating ? "APPROVED" : "PENDING_REVIEW",
  });
}

/** Every precondition that Meta checks before a number may leave its WABA. */
function startMigration(sandbox: Sandbox, waba: Waba, digits: string): MetaNumber {
  const { state } = sandbox;
  const sender = state.senders.get(digits);
  const missing = (what: string) =>
    refused(2388103, "Cannot migrate phone number", `A precondition of the migration is not met: ${what}`);
  if (!sender)
    throw refused(
      2388103,
      "Cannot migrate phone number",
      "This number is not on the WhatsApp Business Platform.",
    );
  const source = state.wabas.get(sender.wabaId);
  const from = numberOf(state, sender);
  const [sourceExtra, targetExtra] = [wabaExtra(state.meta, sender.wabaId), wabaExtra(state.meta, waba.id)];
  if (from.maintenanceUntil > Date.now()) throw catalogued(2494100);
  if (from.onBusinessApp) throw missing("the number is used in the WhatsApp Business app.");
  if (from.pin !== null || (isWithPartner(state, sender) && sender.pinSet)) {
    throw refused(
      2388001,
      "Cannot migrate phone number",
      "Two-step verification is still on. Ask the current provider, or the owner in WhatsApp Manager, to switch it off.",
    );
  }
  if (from.nameStatus !== "APPROVED" || from.newName)
    throw missing("the display name must be approved, and no change of it pending.");
  if (sourceExtra.reviewStatus !== "APPROVED") throw missing("the source account must be approved.");
  if (targetExtra.reviewStatus !== "APPROVED") throw missing("the destination account must be approved.");
  if (targetExtra.verification !== "verified")
    throw missing("the business of the destination must be verified.");
  if (!sourceExtra.paymentMethod || !targetExtra.paymentMethod)
    throw missing("both accounts need a payment method.");
  if (Object.keys(waba.subscribedApps).length === 0)
    throw missing("an app must be subscribed to the webhooks of the destination.");
  if (source && source.businessId !== waba.businessId)
    throw missing("both accounts must belong to the same business.");
  return pendingNumber(sandbox, waba, digits, sender.displayName, true);
}

/** `{code_method, language}`: the six digits show in the portal's SMS log. */
export function requestCode(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const method = asText(call.input.code_method)?.toUpperCase();
  if (method !== "SMS" && method !== "VOICE")
    throw invalidParameter("Param code_method must be one of {SMS, VOICE}.");
  if (!asText(call.input.language))
    throw new GraphError(400, 100, "(#100) The parameter language is required.");
  if (!number.pending && number.verification === "VERIFIED" && number.registered)
    throw refused(
      2388091,
      "Cannot request a code",
      "This number is verified already and is not being migrated.",
    );
  if (number.codesSent >= MAX_CODES)
    throw catalogued(136024, "Too many codes were requested. Try again in 12 hours.");
  number.codesSent++;
  const value =
    sandbox.state.settings.otpMode === "fixed" ? "123456" : String(randomInt(0, 1_000_000)).padStart(6, "0");
  number.code = { value, expiresAt: Date.now() + CODE_LIFE_MS, tries: 0 };
  number.verification = "NOT_VERIFIED";
  const shown = `${value.slice(0, 3)}-${value.slice(3)}`;
  const text =
    method === "VOICE" ? `[voice call] Your WhatsApp code: ${shown}` : `Your WhatsApp code: ${shown}`;
  logSms(sandbox.state, { at: Date.now(), from: "WhatsApp", to: number.sender.number, text });
  return success(sandbox);
}

export function verifyCode(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const given = (asText(call.input.code) ?? "").replace(/\D/g, "");
  if (!given) throw new GraphError(400, 100, "(#100) The parameter code is required.");
  const { code } = number;
  if (!code)
    throw refused(
      2388093,
      "Cannot verify the code",
      "No code was requested for this number, or it is verified already.",
    );
  if (code.tries >= MAX_TRIES) throw catalogued(136025, "The code was wrong too often. Request a new one.");
  if (code.expiresAt <= Date.now()) throw catalogued(136025, "The code has expired. Request a new one.");
  if (given !== code.value) {
    code.tries++;
    throw catalogued(136025, "The code is wrong.");
  }
  number.code = null;
  number.verification = "VERIFIED";
  if (number.pending && !number.migrating) settle(sandbox, number);
  return success(sandbox);
}

/** A verified new number becomes one of the shared senders. */
function settle(sandbox: Sandbox, number: MetaNumber): void {
  const { sender } = number;
  const waba = sandbox.state.wabas.get(sender.wabaId);
  if (!waba) return;
  if (sandbox.state.senders.has(sender.number))
    throw refused(
      2388012,
      "Phone number is already registered",
      "Meanwhile this number was added to another account.",
    );
  const made = createSender(sandbox, waba, sender.number, sender.displayName);
  made.phoneNumberId = number.id;
  number.sender = made;
  number.pending = false;
}
