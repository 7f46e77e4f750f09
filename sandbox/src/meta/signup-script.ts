/** A popup that runs without a person: what it is told to do, and the way through the screens it takes for that. */
import { randomInt } from "node:crypto";
import { invalid } from "../control/http.ts";
import { asObject, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import {
  chooseBusiness,
  chooseWaba,
  describeProfile,
  type SignupSession,
  sendAppNumber,
  sendCode,
} from "./signup.ts";
import type { SignupScript } from "./store.ts";

const NAMES = [
  "outcome",
  "order",
  "drop",
  "code",
  "junk",
  "gap",
  "delay",
  "number",
  "business",
  "waba",
] as const;

export const STEPS = [
  "BUSINESS_ACCOUNT_SELECTION",
  "WABA_PHONE_PROFILE_PICKER",
  "WHATSAPP_BUSINESS_PROFILE_SETUP",
  "PHONE_NUMBER_SETUP",
  "PHONE_NUMBER_VERIFICATION",
  "PERMISSIONS",
];

const OUTCOMES = [
  "finish",
  "finish_only_waba",
  "finish_coexistence",
  "finish_api_only",
  "close",
  "report",
  "error",
];

/** `outcome` is one of OUTCOMES or `cancel:STEP`; the rest as in the popup's address. */
export function readScript(body: Json): SignupScript {
  const script: SignupScript = {};
  for (const name of NAMES) {
    const value = asText(body[name]);
    if (value !== undefined) script[name] = value;
  }
  const { outcome } = script;
  const cancels = outcome?.startsWith("cancel:") && STEPS.includes(outcome.slice(7));
  if (outcome !== undefined && !cancels && !OUTCOMES.includes(outcome)) {
    throw invalid(
      `"outcome" must be one of ${OUTCOMES.join(", ")}, or cancel: and one of ${STEPS.join(", ")}.`,
    );
  }
  return script;
}

/** Fills in every screen as the script says, or as a person in a hurry would. */
export function runScript(sandbox: Sandbox, session: SignupSession, body: unknown): void {
  const script = readScript(asObject(body));
  const { state } = sandbox;
  const businessId =
    script.business ?? [...state.businesses.values()].find(({ greyedOut }) => !greyedOut)?.id;
  chooseBusiness(sandbox, session, { businessId });
  if (session.mode === "coexistence") {
    sendAppNumber(sandbox, session, { number: script.number ?? freeNumber() });
    session.verified = true;
    return;
  }
  const own = [...state.wabas.values()].find((waba) => waba.businessId === businessId);
  const wabaId = script.waba ?? (session.mode === "app_only" ? own?.id : undefined);
  chooseWaba(sandbox, session, wabaId ? { wabaId } : { name: session.business?.name ?? "WABA" });
  if (session.mode === "app_only") return;
  describeProfile(session, { displayName: session.business?.name ?? "Loja", category: "RETAIL" });
  if (script.outcome === "finish_only_waba") return;
  sendCode(sandbox, session, { number: script.number ?? freeNumber(), method: "SMS" });
  session.verified = true;
}

function freeNumber(): string {
  return `55119${randomInt(1000, 9999)}${randomInt(1000, 6000)}`;
}
