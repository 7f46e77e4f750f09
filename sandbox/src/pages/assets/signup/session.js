/** The sign-up as the sandbox keeps it: one session, filled in screen by screen. */
import { get, post } from "../lib/api.js";

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

/** @returns {Promise<{id: string, context: {user: {id: string, name: string}, businesses: any[], appName: string}}>} */
export async function openSession() {
  const app = { appId: asked.get("client_id") ?? "", configId: asked.get("config_id") ?? "" };
  const context = await get(
    `/meta/signup/context?${new URLSearchParams({ app_id: app.appId, config_id: app.configId })}`,
  );
  const openerOrigin = asked.get("origin") ?? "";
  const { sessionId } = await post("/meta/signup/sessions", { ...app, extras, openerOrigin });
  return { id: sessionId, context };
}

/** @param {string} sessionId  @param {string} step  @param {object} answer */
export const send = (sessionId, step, answer = {}) =>
  post(`/meta/signup/sessions/${sessionId}/${step}`, answer);
