/**
 * The sign-up behind the popup: one session per opened popup, filled in screen by screen, made real at `finish`.
 * Nothing exists before that, so an abandoned popup leaves nothing. `finish` may be called again for a fresh code.
 */
import { randomInt, randomUUID } from "node:crypto";
import { ControlError, invalid, notFound, requireNumber, requireText } from "../control/http.ts";
import { asArray, asObject, asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { State } from "../state.ts";
import { logSms } from "../state.ts";
import type { Waba } from "../types.ts";
import { META_APP } from "./app.ts";
import { numberById, numbersOf } from "./numbers.ts";
import {
  checkAppNumber,
  checkBusinessName,
  checkDisplayName,
  checkNumber,
  checkWabaName,
} from "./signup-rules.ts";
import { wabaExtra } from "./store.ts";

/**
 * cloud: a WABA and a number for the Cloud API; coexistence: a number that stays in the WhatsApp Business app as well;
 * app_only: nothing but access for the app, to an account that another partner serves.
 */
export type SignupMode = "cloud" | "coexistence" | "app_only";

export interface SignupSession {
  id: string;
  mode: SignupMode;
  /** The multi-partner solution it runs under; null: the app alone. */
  solutionId: string | null;
  /** An existing number of the chosen account. */
  existing: string | null;
  /** The chat history of the app is shared. */
  shareHistory: boolean;
  business: { id: string | null; name: string } | null;
  waba: { id: string | null; name: string } | null;
  displayName: string;
  category: string;
  number: string | null;
  otp: string;
  tries: number;
  codesSent: number;
  verified: boolean;
  finished: { event: string; wabaId: string; businessId: string; phoneNumberId?: string } | null;
}

export type SignupSessions = Map<string, SignupSession>;

const MAX_TRIES = 5;
const MAX_CODES = 6;

/** Who is logged in and what they may choose. Refuses an app or configuration the sandbox does not know. */
export function signupContext({ state }: Sandbox, query: Json): unknown {
  checkApp(asText(query.app_id), asText(query.config_id));
  const businesses = [...state.businesses.values()].map(({ id, name, greyedOut }) => ({
    id,
    name,
    ...(greyedOut ? { greyedOut } : {}),
  }));
  return { user: META_APP.user, businesses, appName: META_APP.name };
}

function checkApp(appId: string | undefined, configId: string | undefined): void {
  if (appId !== META_APP.id) {
    const message = `There is no Meta app ${appId || "(empty)"} in the sandbox. Configure the app id ${META_APP.id}.`;
    throw new ControlError(400, "unknown_app", message);
  }
  if (configId !== META_APP.configId) {
    const message = `The app has no configuration ${configId || "(empty)"}. Configure the config id ${META_APP.configId}.`;
    throw new ControlError(400, "unknown_config", message);
  }
}

/** Answers what kind of sign-up it is, who takes part, and what the popup shall do by itself. */
export function openSession({ state }: Sandbox, sessions: SignupSessions, body: Json): unknown {
  checkApp(asText(body.appId), asText(body.configId));
  const extras = asObject(body.extras);
  const solution = asText(asObject(extras.setup).solutionID);
  if (solution && state.meta.solutions.get(solution) !== "ACTIVE") {
    const message = `The partner solution ${solution} is not active, so it can't be used to onboard. Ask the provider to activate it.`;
    throw new ControlError(400, "solution_not_active", message);
  }
  const id = randomUUID();
  const mode = modeOf(extras);
  sessions.set(id, {
    id,
    mode,
    solutionId: solution ?? null,
    existing: null,
    shareHistory: false,
    business: null,
    waba: null,
    displayName: "",
    category: "OTHER",
    number: null,
    otp: "",
    tries: 0,
    codesSent: 0,
    verified: false,
    finished: null,
  });
  return {
    sessionId: id,
    mode,
    partner: solution ? (state.meta.apps.get(META_APP.partnerAppId)?.name ?? null) : null,
    script: state.meta.signupScript ?? {},
  };
}

function modeOf({ featureType, features }: Json): SignupMode {
  if (featureType === "whatsapp_business_app_onboarding") return "coexistence";
  return asArray(features).some((one) => asObject(one).name === "app_only_install") ? "app_only" : "cloud";
}

/** Chooses a portfolio or names a new one; answers the WABAs it already has. */
export function chooseBusiness({ state }: Sandbox, session: SignupSession, body: Json): unknown {
  const id = asText(body.businessId);
  if (!id) {
    const name = requireText(body, "name");
    checkBusinessName(name);
    session.business = { id: null, name };
    return { wabas: [] };
  }
  const business = state.businesses.get(id);
  if (!business) throw notFound("This portfolio");
  if (business.greyedOut) throw new ControlError(400, "business_not_allowed", business.greyedOut);
  checkBusinessName(business.name);
  session.business = { id, name: business.name };
  const wabas = [...state.wabas.values()].filter((waba) => waba.businessId === id);
  return { wabas: wabas.map((waba) => presentWaba(state, waba, session.mode)) };
}

/** An account with another partner can only be shared for API access. */
function presentWaba(state: State, waba: Waba, mode: SignupMode): Json {
  const { heldByPartner } = wabaExtra(state.meta, waba.id);
  return {
    id: waba.id,
    name: waba.name,
    ...(heldByPartner && mode !== "app_only" ? { greyedOut: heldByPartner } : {}),
    numbers: numbersOf(state, waba.id)
      .filter(({ pending }) => !pending)
      .map(({ id, sender }) => ({ id, number: sender.number, displayName: sender.displayName })),
  };
}

export function chooseWaba({ state }: Sandbox, session: SignupSession, body: Json): unknown {
  const id = asText(body.wabaId);
  if (!id) {
    const name = requireText(body, "name");
    checkWabaName(name);
    session.waba = { id: null, name };
    return {};
  }
  const waba = state.wabas.get(id);
  if (!waba || waba.businessId !== session.business?.id) throw notFound("This WhatsApp Business account");
  const { heldByPartner } = wabaExtra(state.meta, waba.id);
  if (heldByPartner && session.mode !== "app_only")
    throw new ControlError(400, "waba_with_partner", heldByPartner);
  session.waba = { id, name: waba.name };
  return {};
}

export function describeProfile(session: SignupSession, body: Json): unknown {
  const displayName = requireText(body, "displayName");
  checkDisplayName(displayName);
  session.displayName = displayName;
  session.category = asString(body.category) ?? "OTHER";
  return {};
}

/** A number that the chosen account has already: nothing to verify. */
export function chooseNumber({ state }: Sandbox, session: SignupSession, body: Json): unknown {
  const number = numberById(state, requireText(body, "phoneNumberId"));
  if (!number || number.sender.wabaId !== session.waba?.id) throw notFound("This number");
  session.existing = number.id;
  session.number = null;
  return { number: number.sender.number };
}

/** Coexistence: the number of the WhatsApp Business app, confirmed by scanning a code in the app. */
export function sendAppNumber({ state }: Sandbox, session: SignupSession, body: Json): unknown {
  const countryCode = (asText(body.countryCode) ?? "").replace(/\D/g, "");
  const number = countryCode + requireNumber(body, "number");
  checkAppNumber(state, number);
  session.number = number;
  session.verified = false;
  return { number };
}

export function scanned(session: SignupSession): unknown {
  if (!session.number) throw invalid("No number was given yet. Go back and enter one.");
  session.verified = true;
  return {};
}

/** Takes the number and sends the six digits, which show in the portal's SMS log. */
export function sendCode({ state }: Sandbox, session: SignupSession, body: Json): unknown {
  const countryCode = (asText(body.countryCode) ?? "").replace(/\D/g, "");
  const number = countryCode + requireNumber(body, "number");
  checkNumber(state, number, session.waba?.id ?? null);
  if (session.codesSent >= MAX_CODES) {
    throw new ControlError(
      429,
      "too_many_codes",
      "You asked for too many codes. Wait 12 hours, or use another number.",
    );
  }
  session.number = number;
  session.existing = null;
  session.verified = false;
  session.tries = 0;
  session.codesSent++;
  session.otp =
    state.settings.otpMode === "fixed" ? "123456" : String(randomInt(0, 1_000_000)).padStart(6, "0");
  const shown = `${session.otp.slice(0, 3)}-${session.otp.slice(3)}`;
  const text =
    body.method === "VOICE" ? `[voice call] Your WhatsApp code: ${shown}` : `Your WhatsApp code: ${shown}`;
  logSms(state, { at: Date.now(), from: "WhatsApp", to: number, text });
  return { number, moves: state.senders.has(number) };
}

export function verifyCode(session: SignupSession, body: Json): unknown {
  const code = requireText(body, "code").replace(/\D/g, "");
  if (!session.number) throw invalid("No number was given yet. Go back and enter one.");
  if (session.tries >= MAX_TRIES) {
    throw new ControlError(
      429,
      "too_many_tries",
      "Too many wrong codes. Wait 12 hours, or ask for a new code.",
    );
  }
  if (code !== session.otp) {
    session.tries++;
    const left = MAX_TRIES - session.tries;
    const message = `This code is wrong. Check the last message to +${session.number} and try again (${left} tries left).`;
    throw new ControlError(400, "wrong_code", message);
  }
  session.verified = true;
  return {};
}
