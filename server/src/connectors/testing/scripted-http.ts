/** An HttpClient that answers from a script and keeps what it was asked: connectors are tested without a network. */
import { type HttpClient, HttpError, type HttpRequest } from "../../lib/http.ts";

export type ScriptedAnswer =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | HttpError;

/** One call that must be made, and how the provider answers it. */
export interface ScriptedCall {
  /** "POST /path?query=1": method, path and query as they leave; left out where they do not matter. */
  readonly to?: string;
  /** The whole JSON body; null: none. Left out where it does not matter. */
  readonly body?: unknown;
  /** "none": to somebody who must never see a secret (a content network). Otherwise the setup's proof of identity is asked for. */
  readonly auth?: "none";
  readonly answer: ScriptedAnswer;
}

export interface ScriptedHttp extends HttpClient {
  readonly requests: HttpRequest[];
}

/** Answers in the order of the script. A call beyond its end is kept and throws. */
export function scriptedHttp(answers: readonly ScriptedAnswer[]): ScriptedHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    async send(request) {
      const answer = answers[requests.length];
      requests.push(request);
      if (!answer) throw new Error(`an unexpected call: ${callOf(request)}`);
      if (answer instanceof HttpError) throw answer;
      const { status, body, headers = {} } = answer;
      return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
    },
    async download(request, maxBytes) {
      const { status, headers, body } = await this.send(request);
      const bytes = Buffer.from(body);
      if (bytes.length > maxBytes)
        throw new HttpError("too_large", `The file has more than ${maxBytes} bytes.`, true);
      return { status, headers, bytes };
    },
    async close() {},
  };
}

/** "POST /path?query=1", with the host where it is not the connector's own. */
export function callOf({ method, url }: HttpRequest, baseUrl?: string): string {
  return `${method} ${baseUrl && url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url}`;
}
