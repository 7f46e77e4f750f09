/** An HttpClient that answers from a script and keeps what it was asked: connectors are tested without a network. */
import { type HttpClient, HttpError, type HttpRequest } from "../../lib/http.ts";

export type ScriptedAnswer =
  | { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | HttpError;

export interface ScriptedHttp extends HttpClient {
  readonly requests: HttpRequest[];
}

export function scriptedHttp(answers: readonly ScriptedAnswer[]): ScriptedHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    async send(request) {
      const answer = answers[requests.length];
      requests.push(request);
      if (!answer) throw new Error(`an unexpected call: ${request.method} ${request.url}`);
      if (answer instanceof HttpError) throw answer;
      const { status, body, headers = {} } = answer;
      return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
    },
    async download(request) {
      const { status, headers, body } = await this.send(request);
      return { status, headers, bytes: Buffer.from(body) };
    },
    async close() {},
  };
}
