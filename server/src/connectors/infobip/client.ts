/** One call to Infobip's REST API with the connection's key. Throws for what is not an answer; statuses are the caller's to read. */
import { AppError } from "../../lib/errors.ts";
import { HttpError, type HttpResponse } from "../../lib/http.ts";
import type { ProviderCredentials, ProviderIo } from "../connector.ts";

export interface InfobipCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
}

export interface InfobipAnswer {
  readonly status: number;
  readonly json: unknown;
}

export async function callInfobip(
  io: ProviderIo,
  credentials: ProviderCredentials,
  call: InfobipCall,
): Promise<InfobipAnswer> {
  const url = new URL(call.path, credentials.baseUrl);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
  let response: HttpResponse;
  try {
    response = await io.http.send({
      method: call.method,
      url: url.href,
      headers: {
        authorization: `App ${credentials.apiKey}`,
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
      "infobip_unreachable",
      `Infobip does not answer at ${url.host}: ${cause.message} Check the base URL and the server's way to the internet, then try again.`,
      {
        status: 502,
        params: { host: url.host },
        cause,
      },
    );
  }
  return { status: response.status, json: parse(response.body) };
}

/** The words of an Infobip error in either of its two shapes, for logs and people. */
export function errorText(json: unknown): string {
  const body = json as {
    requestError?: { serviceException?: { text?: string } };
    description?: string;
  } | null;
  return body?.requestError?.serviceException?.text ?? body?.description ?? "";
}

/** For calls that must succeed once a connection exists. */
export function unexpected(what: string, answer: InfobipAnswer): AppError {
  return new AppError(
    "infobip_refused",
    `Infobip refused to ${what} (HTTP ${answer.status}${errorText(answer.json) ? `: ${errorText(answer.json)}` : ""}).`,
    {
      status: 502,
      params: { what, status: answer.status },
    },
  );
}

function parse(body: string): unknown {
  try {
    return body === "" ? null : JSON.parse(body);
  } catch {
    return null;
  }
}
