/** For whom the tables of the Meta connector speak. */
import { createHmac } from "node:crypto";
import type { HttpRequest } from "../../lib/http.ts";
import { meta } from "../meta/meta.ts";
import type { ConnectorSetup } from "./run-cases.ts";

const apiKey = "EAAtoken-of-the-system-user";
const appSecret = "secret-of-the-app";
export const appId = "700";

/** Every call as the app, or with the token and the proof that the app's secret is known. */
function auth({ headers, url }: HttpRequest): void {
  const header = headers?.authorization;
  if (header === `Bearer ${appId}|${appSecret}`) return;
  if (header !== `Bearer ${apiKey}`) throw new Error(`a call without a token: ${url}`);
  if (new URL(url).host === "graph.example.com" && !url.includes(proof))
    throw new Error(`a call without appsecret_proof: ${url}`);
}

const proof = `appsecret_proof=${createHmac("sha256", appSecret).update(apiKey).digest("hex")}`;

/** The proof as the first parameter of a query. */
export const withProof = (rest = "") => `?${proof}${rest && `&${rest}`}`;

export const setup: ConnectorSetup = {
  connector: meta,
  credentials: {
    baseUrl: "https://graph.example.com/v25.0",
    apiKey,
    appId,
    appSecret,
    allowedHosts: ["graph.example.com"],
  },
  auth,
  secrets: [appSecret],
};

/** A refusal as Graph gives it. */
export function refusal(code: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
  return { error: { message, type: "OAuthException", code, fbtrace_id: "A", ...more } };
}
