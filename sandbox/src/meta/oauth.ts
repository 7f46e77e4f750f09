/** Codes and tokens: a code lives 30 s and works once; the token it buys lives 60 days, or as the settings say. */
import { randomBytes } from "node:crypto";
import { asText, type Json } from "../json.ts";
import type { State } from "../state.ts";
import type { GraphToken, Waba } from "../types.ts";
import { JUNE_2026_SCOPES, META_APP, SCOPES } from "./app.ts";
import { expiredToken, GraphError, invalidToken, revokedToken } from "./errors.ts";

const TOKEN_LIFE_MS = 60 * 86_400_000;

interface Code {
  wabaIds: string[];
  businessId: string;
  expiresAt: number;
  used: boolean;
  /** Set in redirect mode: the exchange must repeat it. */
  redirectUri: string | null;
}

/** Codes given out; they do not outlive the process. */
export type Codes = Map<string, Code>;

export function issueCode(
  state: State,
  codes: Codes,
  wabaIds: string[],
  businessId: string,
  redirectUri: string | null = null,
): string {
  const code = `AQ${randomBytes(90).toString("base64url")}`;
  const expiresAt = Date.now() + state.meta.settings.codeMs;
  codes.set(code, { wabaIds, businessId, expiresAt, used: false, redirectUri });
  return code;
}

/** `oauth/access_token`: client id, secret and code → a token. */
export function exchangeCode(state: State, codes: Codes, input: Json): unknown {
  const app = state.meta.apps.get(asText(input.client_id) ?? "");
  if (!asText(input.client_id)) throw new GraphError(400, 101, "Missing client_id parameter.");
  if (!app) {
    throw new GraphError(
      400,
      101,
      "Error validating application. Cannot get application info due to a system error.",
    );
  }
  if (asText(input.client_secret) !== app.secret)
    throw new GraphError(400, 1, "Error validating client secret.");
  if (asText(input.grant_type) === "client_credentials")
    return { access_token: `${app.id}|${app.secret}`, token_type: "bearer" };
  const code = codes.get(asText(input.code) ?? "");
  if (!code || app.id !== META_APP.id) throw new GraphError(400, 100, "Invalid verification code format.");
  if (code.used) throw new GraphError(400, 100, "This authorization code has been used.", { subcode: 36009 });
  if (code.expiresAt <= Date.now())
    throw new GraphError(400, 100, "This authorization code has expired.", { subcode: 36007 });
  if ((asText(input.redirect_uri) || null) !== code.redirectUri) {
    throw new GraphError(
      400,
      100,
      "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request",
      { subcode: 36008 },
    );
  }
  code.used = true;
  return tokenAnswer(signupToken(state, code));
}

function signupToken(state: State, { wabaIds, businessId }: Code): GraphToken {
  const { june2026Scopes, neverExpiringTokens } = state.meta.settings;
  return issueToken(state, {
    businessId,
    wabaIds,
    expiresAt: neverExpiringTokens ? 0 : Date.now() + TOKEN_LIFE_MS,
    ...(june2026Scopes ? { shownScopes: JUNE_2026_SCOPES } : {}),
  });
}

export type NewToken = Partial<GraphToken> & Pick<GraphToken, "businessId" | "wabaIds" | "expiresAt">;

export function issueToken(state: State, given: NewToken): GraphToken {
  const token: GraphToken = {
    token: `EAA${randomBytes(96).toString("base64url").replace(/[-_]/g, "Z")}`,
    appId: META_APP.id,
    issuedAt: Date.now(),
    userId: `1220${randomBytes(5).readUIntBE(0, 5)}`,
    ...given,
  };
  state.tokens.set(token.token, token);
  state.onChange();
  return token;
}

function tokenAnswer(token: GraphToken): unknown {
  const life = token.expiresAt === 0 ? {} : { expires_in: Math.floor((token.expiresAt - Date.now()) / 1000) };
  return { access_token: token.token, token_type: "bearer", ...life };
}

/** `debug_token`: what a token is for. The caller shows the app's own token or any valid one. */
export function debugToken(state: State, inputToken: string, callerToken: string): unknown {
  const [appId = "", secret] = callerToken.split("|");
  if (secret === undefined || state.meta.apps.get(appId)?.secret !== secret) checkToken(state, callerToken);
  const token = state.tokens.get(inputToken);
  if (!token) {
    const error = { code: 190, message: "The access token could not be decrypted" };
    return { data: { app_id: META_APP.id, is_valid: false, scopes: [], error } };
  }
  return { data: { ...describeToken(state, token), ...problemOf(token) } };
}

function describeToken(state: State, token: GraphToken): Json {
  const seconds = (ms: number) => Math.floor(ms / 1000);
  const scopes = token.shownScopes ?? scopesOf(token);
  return {
    app_id: token.appId,
    type: "SYSTEM_USER",
    application: state.meta.apps.get(token.appId)?.name ?? META_APP.name,
    data_access_expires_at: 0,
    expires_at: seconds(token.expiresAt),
    is_valid: !token.revoked && !isExpired(token),
    issued_at: seconds(token.issuedAt),
    scopes,
    granular_scopes: scopes
      .filter((scope) => scope.startsWith("whatsapp"))
      // A token that opens everything of its portfolio names no targets.
      .map((scope) => (token.ownPortfolio ? { scope } : { scope, target_ids: token.wabaIds })),
    user_id: token.userId,
  };
}

function problemOf(token: GraphToken): Json {
  if (token.revoked) return { error: { code: 190, subcode: 460, message: revokedToken().message } };
  if (isExpired(token)) return { error: { code: 190, subcode: 463, message: expiredToken().message } };
  return {};
}

function isExpired({ expiresAt }: GraphToken): boolean {
  return expiresAt !== 0 && expiresAt <= Date.now();
}

/** The token, or Graph's error 190. */
export function checkToken(state: State, text: string): GraphToken {
  const token = state.tokens.get(text);
  if (!token) throw invalidToken();
  if (token.revoked) throw revokedToken();
  if (isExpired(token)) throw expiredToken();
  return token;
}

/** The permissions that count. */
export function scopesOf(token: GraphToken): string[] {
  return token.scopes ?? SCOPES;
}

/** Whether a token may see and use a WABA. */
export function opens(_state: State, token: GraphToken, waba: Waba): boolean {
  return (
    token.wabaIds.includes(waba.id) || (token.ownPortfolio === true && waba.businessId === token.businessId)
  );
}
