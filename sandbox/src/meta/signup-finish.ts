/** The end of a sign-up: what was chosen becomes real, the apps hear of it, and the page gets its code. */
import { invalid } from "../control/http.ts";
import { graphId } from "../ids.ts";
import { asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Business, Waba } from "../types.ts";
import { createSender, createWaba } from "../wabas.ts";
import { META_APP } from "./app.ts";
import { moveSender } from "./number-register.ts";
import { addNumber } from "./numbers.ts";
import { type Codes, issueCode } from "./oauth.ts";
import type { SignupSession } from "./signup.ts";
import { checkNumber } from "./signup-rules.ts";
import { wabaExtra } from "./store.ts";
import { publishPartner } from "./webhooks/fields.ts";

/**
 * Makes portfolio, WABA and number, tells the apps, and gives a code. Without a number only the WABA is shared. `code: "expired"`
 * hands out one that has run out; `redirectUri` binds it to that address.
 */
export function finish(sandbox: Sandbox, codes: Codes, session: SignupSession, body: Json = {}): unknown {
  if (body.shareHistory === true) session.shareHistory = true;
  session.finished ??= makeReal(sandbox, session);
  const { wabaId, businessId } = session.finished;
  const code = issueCode(sandbox.state, codes, [wabaId], businessId, asText(body.redirectUri) ?? null);
  const issued = codes.get(code);
  if (issued && body.code === "expired") issued.expiresAt = Date.now() - 1;
  return { code, ...session.finished };
}

type Finished = NonNullable<SignupSession["finished"]>;

function makeReal(sandbox: Sandbox, session: SignupSession): Finished {
  const { state } = sandbox;
  const { business, waba: chosen, mode } = session;
  if (!business || (!chosen && mode !== "coexistence"))
    throw invalid("The sign-up is not complete. Go back and choose a portfolio and an account.");
  if (mode === "coexistence" && !session.verified)
    throw invalid("The sign-up is not complete. Scan the code with the WhatsApp Business app first.");
  if (mode === "cloud" && session.number) checkNumber(state, session.number, chosen?.id ?? null);
  const owner = (business.id && state.businesses.get(business.id)) || createBusiness(sandbox, business.name);
  const name = chosen?.name ?? business.name;
  const waba = (chosen?.id && state.wabas.get(chosen.id)) || createWaba(sandbox, name, owner.id);
  const done = { wabaId: waba.id, businessId: owner.id };
  const phoneNumberId = mode === "app_only" ? undefined : placeNumber(sandbox, session, waba);
  share(sandbox, session, waba);
  state.live.emit(() => ({ type: "signup", ...done, number: session.number }));
  if (mode === "app_only") return { event: "FINISH_GRANT_ONLY_API_ACCESS", ...done };
  if (mode === "coexistence") return { event: "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", ...done };
  return phoneNumberId ? { event: "FINISH", ...done, phoneNumberId } : { event: "FINISH_ONLY_WABA", ...done };
}

/** The chosen, the moved or the new number; undefined when the person gave none. */
function placeNumber(sandbox: Sandbox, session: SignupSession, waba: Waba): string | undefined {
  const { state } = sandbox;
  const { number, verified, displayName, category, existing } = session;
  if (existing) return existing;
  if (!number || !verified) return undefined;
  const holder = state.senders.get(number);
  if (holder && holder.wabaId !== waba.id) {
    moveSender(sandbox, holder, waba, graphId());
    holder.status = "PENDING";
    return holder.phoneNumberId;
  }
  const sender = createSender(sandbox, waba, number, displayName || waba.name, category);
  if (session.mode === "coexistence") {
    Object.assign(sender, { status: "CONNECTED" });
    const settings = session.shareHistory ? {} : { "synced history": {} };
    addNumber(state, sender, { registered: true, onBusinessApp: true, settings });
  }
  return sender.phoneNumberId;
}

/** What Meta tells the apps once the customer has finished. */
function share(sandbox: Sandbox, { mode, solutionId }: SignupSession, waba: Waba): void {
  const { state } = sandbox;
  if (mode === "app_only") {
    publishPartner(sandbox, waba, "PARTNER_APP_INSTALLED", [META_APP.id], { partner_app_id: META_APP.id });
    return;
  }
  if (solutionId) wabaExtra(state.meta, waba.id).solutionId = solutionId;
  const more = solutionId
    ? { solution_id: solutionId, solution_partner_business_ids: [META_APP.partnerBusinessId] }
    : { partner_app_id: META_APP.id };
  const apps = solutionId ? [META_APP.id, META_APP.partnerAppId] : [META_APP.id];
  publishPartner(sandbox, waba, "PARTNER_ADDED", apps, more);
}

function createBusiness({ state }: Sandbox, name: string): Business {
  const business = { id: graphId(), name };
  state.businesses.set(business.id, business);
  return business;
}
