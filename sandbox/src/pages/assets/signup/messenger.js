/**
 * What the popup tells the page that opened it, as Meta does: the session info as a JSON string of type
 * WA_EMBEDDED_SIGNUP, and the code as a query string that only the SDK understands. Sent to the opener's own origin.
 * Without an opener, a `redirect_uri` gets the code in its query, and no session info.
 */
import { deliveryOptions } from "./options.js";

const VERSION = "3";
/** Between the two messages, so that either order can be told apart. */
const GAP_MS = 60;
const asked = new URLSearchParams(location.search);
const origin = asked.get("origin");
let ended = false;
let redirected = false;

export const hasListener = Boolean(window.opener && origin) || asked.has("redirect_uri");

/** @param {string} event FINISH…, CANCEL or ERROR  @param {object} data */
function postInfo(event, data) {
  window.opener?.postMessage(
    JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", event, version: VERSION, data }),
    origin,
  );
}

/** Other frames of Facebook post messages too, some of them no JSON: a page must not stumble over them. */
function postJunk() {
  if (deliveryOptions().junk === "off" || !window.opener || !origin) return;
  window.opener.postMessage(`_FB_${asked.get("cb") ?? ""}_ready&width=600`, origin);
  window.opener.postMessage(JSON.stringify(["FB_XD_PROXY", 1]), origin);
}

/** @param {string | null} code */
function postCode(code) {
  const fields = new URLSearchParams({
    cb: asked.get("cb") ?? "",
    domain: location.hostname,
    ...(code ? { code } : {}),
  });
  window.opener?.postMessage(fields.toString(), origin);
}

/** Done: hands over ids and code in the chosen order. @param {{code: string, wabaId: string, phoneNumberId?: string, businessId: string}} result */
export async function handOver(result) {
  if (ended) return;
  ended = true;
  if (redirect({ code: result.code })) return;
  if (!hasListener) return;
  const { order, drop, gap } = deliveryOptions();
  postJunk();
  const steps = [() => drop !== "info" && postFinish(result), () => drop !== "code" && postCode(result.code)];
  if (order === "code-first") steps.reverse();
  steps[0]();
  await new Promise((resolve) => setTimeout(resolve, Number(gap) || GAP_MS));
  steps[1]();
}

/** The window goes away on the success screen: the same, without waiting. */
export function handOverNow(result) {
  if (ended || !hasListener || asked.has("redirect_uri")) return;
  ended = true;
  const { drop } = deliveryOptions();
  if (drop !== "info") postFinish(result);
  if (drop !== "code") postCode(result.code);
}

/** Coexistence names the account only, as Meta promises no more. */
function postFinish({ event, wabaId, phoneNumberId, businessId }) {
  const ids = { waba_id: wabaId, business_id: businessId };
  if (event === "FINISH") postInfo(event, { phone_number_id: phoneNumberId, ...ids });
  else if (event === "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING") postInfo(event, { waba_id: wabaId });
  else postInfo(event, ids);
}

/** Where the code goes in redirect mode; the exchange must repeat it. */
export const redirectUri = () => asked.get("redirect_uri") ?? undefined;

/** The person left. @param {string | null} step Meta's name of the screen; the first two have none and are told to nobody */
export function abandon(step) {
  if (ended) return;
  ended = true;
  if (step && window.opener && origin) postInfo("CANCEL", { current_step: step });
}

/** The person reported the error that is on the screen. */
export function reportProblem({ code, message }, sessionId) {
  if (ended) return;
  ended = true;
  const data = {
    error_message: message,
    error_code: code,
    session_id: sessionId,
    timestamp: String(Date.now()),
  };
  if (window.opener && origin) postInfo("CANCEL", data);
}

/** The sign-up could not even begin. */
export function tellBlocked(message) {
  if (ended) return;
  ended = true;
  if (window.opener && origin) postInfo("ERROR", { error_message: message });
}

/** The window goes away without a word. */
export function fallSilent() {
  ended = true;
}

/** Closes the window; with a redirect address goes there instead. */
export function leave() {
  if (!redirect({ error: "access_denied", error_reason: "user_denied" })) window.close();
}

/** @returns {boolean} whether there is an address to go to; only the first call decides what it gets */
function redirect(fields) {
  if (redirected) return true;
  const target = asked.get("redirect_uri");
  if (!target || !URL.canParse(target)) return false;
  const address = new URL(target);
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  if (asked.has("state")) address.searchParams.set("state", asked.get("state"));
  redirected = true;
  location.replace(address.href);
  return true;
}
