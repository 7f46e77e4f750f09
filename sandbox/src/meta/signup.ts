/**
 * The sign-up behind the popup: one session per opened popup, filled in screen by screen, made real at `finish`.
 * Nothing exists before that, so an abandoned popup leaves nothing. `finish` may be called again for a fresh code.
 */
import { randomInt, randomUUID } from "node:crypto";
import { ControlError, invalid, notFound, requireNumber, requireText } from "../control/http.ts";
import { graphId } from "../ids.ts";
import { asObject, asString, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { logSms } from "../state.ts";
import type { Business } from "../types.ts";
import { createSender, createWaba } from "../wabas.ts";
import { META_APP } from "./app.ts";
import { type Codes, issueCode } from "./oauth.ts";
import { checkBusinessName, checkDisplayName, checkNumber, checkWabaName } from "./signup-rules.ts";

export interface SignupSession {
  id: string;
  business: { id: string | null; name: string } | null;
  waba: { id: string | null; name: string } | null;
  displayName: string;
  category: string;
  number: string | null;
  otp: string;
  tries: number;
  codesSent: number;
  verified: boolean;
  finished: { wabaId: string; businessId: string; phoneNumberId?: string } | null;
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

export function openSession(sessions: SignupSessions, body: Json): { sessionId: string } {
  checkApp(asText(body.appId), asText(body.configId));
  const solution = asText(asObject(asObject(body.extras).setup).solutionID);
  if (solution && solution !== META_APP.solutionId) {
    const message = `The partner solution ${solution} is not active, so it can't be used to onboard. Ask the provider to activate it.`;
    throw new ControlError(400, "solution_not_active", message);
  }
  const id = randomUUID();
  sessions.set(id, {
    id,
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
  return { sessionId: id };
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
  return { wabas: wabas.map((waba) => ({ id: waba.id, name: waba.name })) };
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
  session.verified = false;
  session.tries = 0;
  session.codesSent++;
  session.otp =
    state.settings.otpMode === "fixed" ? "123456" : String(randomInt(0, 1_000_000)).padStart(6, "0");
  const shown = `${session.otp.slice(0, 3)}-${session.otp.slice(3)}`;
  const text =
    body.method === "VOICE" ? `[voice call] Your WhatsApp code: ${shown}` : `Your WhatsApp code: ${shown}`;
  logSms(state, { at: Date.now(), from: "WhatsApp", to: number, text });
  return { number };
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

/** Makes portfolio, WABA and number, and gives a code for the app. Without a number only the WABA is shared. */
export function finish(sandbox: Sandbox, codes: Codes, session: SignupSession): unknown {
  session.finished ??= makeReal(sandbox, session);
  const { wabaId, businessId } = session.finished;
  return { code: issueCode(sandbox.state, codes, [wabaId], businessId), ...session.finished };
}

function makeReal(sandbox: Sandbox, session: SignupSession): NonNullable<SignupSession["finished"]> {
  const { state } = sandbox;
  const { business, waba: chosen, number, verified, displayName, category } = session;
  if (!business || !chosen)
    throw invalid("The sign-up is not complete. Go back and choose a portfolio and an account.");
  if (number) checkNumber(state, number, chosen.id);
  const owner = (business.id && state.businesses.get(business.id)) || createBusiness(sandbox, business.name);
  const waba = (chosen.id && state.wabas.get(chosen.id)) || createWaba(sandbox, chosen.name, owner.id);
  const done = { wabaId: waba.id, businessId: owner.id };
  if (!number || !verified) return done;
  const sender = createSender(sandbox, waba, number, displayName || chosen.name, category);
  state.live.emit(() => ({ type: "signup", ...done, number }));
  return { ...done, phoneNumberId: sender.phoneNumberId };
}

function createBusiness({ state }: Sandbox, name: string): Business {
  const business = { id: graphId(), name };
  state.businesses.set(business.id, business);
  return business;
}
