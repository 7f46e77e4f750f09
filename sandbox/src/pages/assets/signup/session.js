/** The sign-up as the sandbox keeps it: one session, filled in screen by screen. */
import { get, post } from "../lib/api.js";
import { useScript } from "./options.js";

const asked = new URLSearchParams(location.search);

function parseExtras() {
  try {
    return JSON.parse(asked.get("extras") ?? "{}") ?? {};
  } catch {
    return {};
  }
}

export const extras = parseExtras();
export const prefill = extras.setup ?? {};

/**
 * @returns {Promise<{id: string, mode: "cloud" | "coexistence" | "app_only", partner: string | null,
 *   context: {user: {id: string, name: string}, businesses: any[], appName: string}}>}
 */
export async function openSession() {
  const app = { appId: asked.get("client_id") ?? "", configId: asked.get("config_id") ?? "" };
  const context = await get(
    `/meta/signup/context?${new URLSearchParams({ app_id: app.appId, config_id: app.configId })}`,
  );
  const openerOrigin = asked.get("origin") ?? "";
  const { sessionId, mode, partner, script } = await post("/meta/signup/sessions", {
    ...app,
    extras,
    openerOrigin,
  });
  useScript(script);
  return { id: sessionId, context, mode, partner };
}

/** @param {string} sessionId  @param {string} step  @param {object} answer */
export const send = (sessionId, step, answer = {}) =>
  post(`/meta/signup/sessions/${sessionId}/${step}`, answer);
