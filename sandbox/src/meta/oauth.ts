/** Codes and tokens: a code lives 30 s and works once; the token it buys lives 60 days. */
import { randomBytes } from "node:crypto";
import { asText, type Json } from "../json.ts";
import type { State } from "../state.ts";
import type { GraphToken } from "../types.ts";
import { META_APP, SCOPES } from "./app.ts";
import { expiredToken, GraphError, invalidToken } from "./errors.ts";

const CODE_LIFE_MS = 30_000;
const TOKEN_LIFE_MS = 60 * 86_400_000;

interface Code {
  wabaId: string;
  businessId: string;
  expiresAt: number;
  used: boolean;
}

/** Codes given out; they do not outlive the process. */
export type Codes = Map<string, Code>;

export function issueCode(codes: Codes, wabaId: string, businessId: string): string {
  const code = `AQ${randomBytes(90).toString("base64url")}`;
  codes.set(code, { wabaId, businessId, expiresAt: Date.now() + CODE_LIFE_MS, used: false });
  return code;
}

/** `oauth/access_token`: client id, secret and code → a token. */
export function exchangeCode(state: State, codes: Codes, input: Json): unknown {
  if (!asText(input.client_id)) throw new GraphError(400, 101, "Missing client_id parameter.");
  if (asText(input.client_id) !== META_APP.id) {
    throw new GraphError(
      400,
      101,
      "Error validating application. Cannot get application info due to a system error.",
    );
  }
  if (asText(input.client_secret) !== META_APP.secret) {
    throw new GraphError(400, 1, "Error validating client secret.");
  }
  const code = codes.get(asText(input.code) ?? "");
  if (!code) throw new GraphError(400, 100, "Invalid verification code format.");
  if (code.used) throw new GraphError(400, 100, "This authorization code has been used.", 36009);
  if (code.expiresAt <= Date.now())
    throw new GraphError(400, 100, "This authorization code has expired.", 36007);
  code.used = true;
  return tokenAnswer(issueToken(state, code));
}

function issueToken(state: State, { wabaId, businessId }: Code): GraphToken {
  const now = Date.now();
  const token: GraphToken = {
    token: `EAA${randomBytes(96).toString("base64url").replace(/[-_]/g, "Z")}`,
    appId: META_APP.id,
    businessId,
    wabaIds: [wabaId],
    issuedAt: now,
    expiresAt: now + TOKEN_LIFE_MS,
    userId: `1220${randomBytes(5).readUIntBE(0, 5)}`,
  };
  state.tokens.set(token.token, token);
  state.onChange();
  return token;
}

function tokenAnswer(token: GraphToken): unknown {
  const expires_in = Math.floor((token.expiresAt - Date.now()) / 1000);
  return { access_token: token.token, token_type: "bearer", expires_in };
}

/** `debug_token`: what a token is for. The caller shows the app's own token or any valid one. */
export function debugToken(state: State, inputToken: string, callerToken: string): unknown {
  if (callerToken !== `${META_APP.id}|${META_APP.secret}`) checkToken(state, callerToken);
  const token = state.tokens.get(inputToken);
  if (!token) {
    const error = { code: 190, message: "The access token could not be decrypted" };
    return { data: { app_id: META_APP.id, is_valid: false, scopes: [], error } };
  }
  const seconds = (ms: number) => Math.floor(ms / 1000);
  return {
    data: {
      app_id: token.appId,
      type: "SYSTEM_USER",
      application: META_APP.name,
      data_access_expires_at: 0,
      expires_at: seconds(token.expiresAt),
      is_valid: token.expiresAt > Date.now(),
      issued_at: seconds(token.issuedAt),
      scopes: SCOPES,
      granular_scopes: SCOPES.filter((scope) => scope.startsWith("whatsapp")).map((scope) => ({
        scope,
        target_ids: token.wabaIds,
      })),
      user_id: token.userId,
    },
  };
}

/** The token, or Graph's error 190. */
export function checkToken(state: State, text: string): GraphToken {
  const token = state.tokens.get(text);
  if (!token) throw invalidToken();
  if (token.expiresAt <= Date.now()) throw expiredToken();
  return token;
}
