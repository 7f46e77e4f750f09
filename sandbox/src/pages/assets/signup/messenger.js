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

/** @param {"FINISH" | "FINISH_ONLY_WABA" | "CANCEL" | "ERROR"} event  @param {object} data */
function postInfo(event, data) {
  window.opener?.postMessage(
    JSON.stringify({ type: "WA_EMBEDDED_SIGNUP", event, version: VERSION, data }),
    origin,
  );
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
  const { order, drop } = deliveryOptions();
  const steps = [() => drop !== "info" && postFinish(result), () => drop !== "code" && postCode(result.code)];
  if (order === "code-first") steps.reverse();
  steps[0]();
  await new Promise((resolve) => setTimeout(resolve, GAP_MS));
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

function postFinish({ wabaId, phoneNumberId, businessId }) {
  if (phoneNumberId)
    postInfo("FINISH", { phone_number_id: phoneNumberId, waba_id: wabaId, business_id: businessId });
  else postInfo("FINISH_ONLY_WABA", { waba_id: wabaId, business_id: businessId });
}

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
