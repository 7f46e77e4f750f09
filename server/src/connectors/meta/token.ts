/**
 * What an access token is and may do. `debug_token` tells most; Graph lets the app ask, or the token about itself. A token says
 * its WABAs under `granular_scopes`, or under none of them when it reaches all; since June 2026 some tokens do not name
 * whatsapp_business_management although they have it, so reading a WABA's numbers is what proves access.
 */
import { AppError } from "../../lib/errors.ts";
import type { ProviderCredentials, ProviderIo } from "../connector.ts";
import { callGraph, type GraphAnswer, type GraphProblem, isProofRefused, unexpected } from "./client.ts";

export interface TokenFacts {
  readonly appId: string | null;
  readonly appName: string | null;
  readonly expiresAt: Date | null;
  readonly scopes: readonly string[];
  /** Newest first; empty: the token does not name any. */
  readonly wabaIds: readonly string[];
}

interface DebuggedToken {
  readonly app_id?: string | number;
  readonly application?: string;
  readonly is_valid?: boolean;
  readonly expires_at?: number;
  readonly scopes?: readonly string[];
  readonly granular_scopes?: readonly { readonly scope?: string; readonly target_ids?: readonly string[] }[];
  readonly error?: { readonly code?: number; readonly subcode?: number; readonly message?: string };
}

/** Throws an AppError that names why the token cannot be used. */
export async function readToken(io: ProviderIo, credentials: ProviderCredentials): Promise<TokenFacts> {
  const asApp = credentials.appId !== undefined && credentials.appSecret !== undefined;
  const answer = await callGraph(io, credentials, {
    method: "GET",
    path: "/debug_token",
    query: { input_token: credentials.apiKey },
    asApp,
  });
  if (answer.status !== 200)
    return asApp ? refuseApp(answer, credentials) : withoutDebug(io, credentials, answer);
  const found = (answer.json as { data?: DebuggedToken } | null)?.data ?? {};
  if (found.is_valid === false)
    throw tokenRefused({
      code: found.error?.code ?? 190,
      subcode: found.error?.subcode ?? null,
      text: found.error?.message ?? "",
    });
  const granular = found.granular_scopes ?? [];
  const ids = granular
    .filter(({ scope }) => scope?.startsWith("whatsapp_"))
    .flatMap(({ target_ids }) => target_ids ?? []);
  return {
    appId: found.app_id === undefined ? null : String(found.app_id),
    appName: found.application ?? null,
    expiresAt: found.expires_at ? new Date(found.expires_at * 1000) : null,
    scopes: [...new Set([...(found.scopes ?? []), ...granular.flatMap(({ scope }) => scope ?? [])])],
    wabaIds: [...new Set(ids.map(String))],
  };
}

/** 460 password changed, 463 expired, 467 invalidated; without a subcode it is malformed or revoked. */
export function tokenRefused({ subcode, text }: GraphProblem): AppError {
  if (subcode === 463 || /expired/i.test(text))
    return new AppError(
      "meta_token_expired",
      "This access token has expired. Make a new one in Meta's business settings under System users, without an end, and enter it here.",
    );
  if (subcode === 460 || subcode === 467)
    return new AppError(
      "meta_token_revoked",
      "Meta has ended this access token: it was revoked, or the password behind it changed. Make a new one in Meta's business settings under System users and enter it here.",
    );
  return new AppError(
    "meta_token_invalid",
    "Meta does not accept this access token. Copy it again, whole; if it is right, make a new one in Meta's business settings under System users.",
  );
}

/** Throws what a refusal with the connection's token means. */
export function refusedCall(what: string, answer: GraphAnswer): AppError {
  const { problem } = answer;
  if (problem && isProofRefused(problem)) return appRefused(problem.text, "");
  if (problem && (problem.code === 190 || problem.code === 0)) return tokenRefused(problem);
  if (problem && (problem.code === 3 || problem.code === 10 || (problem.code >= 200 && problem.code < 300)))
    return missingPermission(permissionIn(problem.text));
  return unexpected(what, answer);
}

export function missingPermission(permissions: string): AppError {
  return new AppError(
    "meta_permission_missing",
    `This access token lacks ${permissions}. In Meta's business settings, give the system user full control of the WhatsApp account, then make a token with whatsapp_business_management and whatsapp_business_messaging.`,
    { params: { permissions } },
  );
}

function permissionIn(words: string): string {
  const named = words.match(/whatsapp_business_[a-z]+|business_management/g) ?? [];
  return named.length > 0 ? [...new Set(named)].join(", ") : "a permission for WhatsApp";
}

/** Nobody may debug this token but its app: the plain question whose it is tells at least whether it works. */
async function withoutDebug(
  io: ProviderIo,
  credentials: ProviderCredentials,
  debug: GraphAnswer,
): Promise<TokenFacts> {
  if (debug.problem?.code === 190) throw tokenRefused(debug.problem);
  const me = await callGraph(io, credentials, { method: "GET", path: "/me", query: { fields: "id" } });
  if (me.status !== 200) throw refusedCall("check the access token", me);
  return { appId: null, appName: null, expiresAt: null, scopes: [], wabaIds: [] };
}

function refuseApp(answer: GraphAnswer, { appId }: ProviderCredentials): never {
  if (!answer.problem || answer.status >= 500) throw unexpected("check the access token", answer);
  throw appRefused(answer.problem.text, appId ?? "");
}

function appRefused(words: string, appId: string): AppError {
  return new AppError(
    "meta_app_refused",
    `Meta does not accept this app's secret (${words}). Copy the secret again from the app's dashboard under App settings → Basic; the access token must be made for the same app.`,
    { params: { appId } },
  );
}
