/**
 * One call to Graph with the connection's token. Throws for what is not an answer; statuses are the caller's to read. Parameters of
 * a POST go as JSON, which Graph takes wherever it takes a form.
 */
import { createHmac } from "node:crypto";
import { AppError } from "../../lib/errors.ts";
import { HttpError, type HttpResponse } from "../../lib/http.ts";
import type { ProviderCredentials, ProviderIo } from "../connector.ts";

export interface GraphCall {
  readonly method: "GET" | "POST" | "DELETE";
  /** Begins with a slash; the version stands in the base URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** Speaks as the app itself instead of with the connection's token. */
  readonly asApp?: boolean;
}

/** The body of a refusal. Decisions go by `code`; titles and messages are for people. */
export interface GraphProblem {
  readonly code: number;
  readonly subcode: number | null;
  readonly text: string;
}

export interface GraphAnswer {
  readonly status: number;
  readonly json: unknown;
  /** null: an answer without an error in it. */
  readonly problem: GraphProblem | null;
}

/** Header, and the proof that whoever holds the token holds the app's secret too. */
export function authorization({ apiKey, appSecret }: ProviderCredentials): {
  readonly header: string;
  readonly query: Readonly<Record<string, string>>;
} {
  const proof = appSecret ? createHmac("sha256", appSecret).update(apiKey).digest("hex") : null;
  return { header: `Bearer ${apiKey}`, query: proof ? { appsecret_proof: proof } : {} };
}

export async function callGraph(
  io: ProviderIo,
  credentials: ProviderCredentials,
  call: GraphCall,
): Promise<GraphAnswer> {
  const { header, query } = call.asApp
    ? { header: `Bearer ${credentials.appId}|${credentials.appSecret}`, query: {} }
    : authorization(credentials);
  const url = new URL(credentials.baseUrl + call.path);
  for (const [name, value] of Object.entries({ ...query, ...call.query }))
    url.searchParams.set(name, String(value));
  let response: HttpResponse;
  try {
    response = await io.http.send({
      method: call.method,
      url: url.href,
      headers: {
        authorization: header,
        accept: "application/json",
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMs: io.timeoutMs,
      allowedHosts: credentials.allowedHosts,
    });
  } catch (cause) {
    if (!(cause instanceof HttpError)) throw cause;
    throw new AppError(
      "meta_unreachable",
      `Meta does not answer: ${cause.message} Check the server's way to the internet, then try again in a moment.`,
      { status: 502, params: { host: url.host }, cause },
    );
  }
  const json = parseJson(withoutSecrets(response.body, credentials));
  return { status: response.status, json, problem: problemOf(json) };
}

/** Graph repeats a token that it cannot read in its refusal, and refusals are shown to people. */
export function withoutSecrets(body: string, { apiKey, appSecret = "" }: ProviderCredentials): string {
  return [apiKey, appSecret]
    .filter((secret) => secret.length >= 4)
    .reduce((text, secret) => text.replaceAll(secret, "[secret]"), body);
}

/** The list in an answer's `data`; empty when there is none. */
export function dataOf<T>(answer: GraphAnswer): T[] {
  const data = (answer.json as { data?: unknown } | null)?.data;
  return Array.isArray(data) ? (data as T[]) : [];
}

/** Reads every page of a list, at most `maxPages`; a refusal of any page is the answer. */
export async function readPages<T>(
  io: ProviderIo,
  credentials: ProviderCredentials,
  call: GraphCall,
  maxPages = 100,
): Promise<{ readonly items: T[]; readonly answer: GraphAnswer }> {
  const items: T[] = [];
  let after: string | undefined;
  for (let page = 1; ; page++) {
    const query = { ...call.query, ...(after ? { after } : {}) };
    const answer = await callGraph(io, credentials, { ...call, query });
    if (answer.status !== 200) return { items, answer };
    items.push(...dataOf<T>(answer));
    const paging = (answer.json as { paging?: { next?: string; cursors?: { after?: string } } } | null)
      ?.paging;
    const next = paging?.next ? paging.cursors?.after : undefined;
    if (!next || next === after || page >= maxPages) return { items, answer };
    after = next;
  }
}

/** The proof made with our app's secret is not the right one: Meta says so only in words. */
export function isProofRefused({ code, text }: GraphProblem): boolean {
  return code === 100 && /appsecret_proof/i.test(text);
}

/** For calls that must succeed once a connection exists. */
export function unexpected(what: string, answer: GraphAnswer): AppError {
  const said = answer.problem ? `: ${answer.problem.text} (code ${answer.problem.code})` : "";
  return new AppError("meta_refused", `Meta refused to ${what} (HTTP ${answer.status}${said}).`, {
    status: 502,
    params: { what, status: answer.status },
  });
}

export function parseJson(body: string): unknown {
  try {
    return body === "" ? null : JSON.parse(body);
  } catch {
    return null;
  }
}

export function problemOf(json: unknown): GraphProblem | null {
  const error = (json as { error?: Record<string, unknown> } | null)?.error;
  if (typeof error !== "object" || error === null || typeof error.code !== "number") return null;
  const details = (error.error_data as { details?: unknown } | undefined)?.details;
  const words = [details, error.error_user_msg, error.message].find(
    (one) => typeof one === "string" && one !== "",
  );
  return {
    code: error.code,
    subcode: typeof error.error_subcode === "number" ? error.error_subcode : null,
    text: typeof words === "string" ? words : "",
  };
}
