/**
 * One runner for every connector: tables of messages and what must leave, answers and what becomes of the messages, webhook
 * bodies and their events. Each case names its whole expected output.
 */
import { describe, expect, it } from "vitest";
import type { Connector, OutboundMessage, WebhookEvent, WebhookHeaders } from "../connector.ts";
import { type ScriptedAnswer, scriptedHttp } from "./scripted-http.ts";

export interface ExpectedResult {
  readonly outcome: string;
  readonly error?: { readonly code: string; readonly text: string; readonly action: string };
}

export interface SendCase {
  readonly label: string;
  readonly messages: readonly OutboundMessage[];
  /** The provider's answers, one per expected call. */
  readonly answers: readonly ScriptedAnswer[];
  /** Bodies of the calls, where they matter. */
  readonly sent?: readonly unknown[];
  readonly paths?: readonly string[];
  /** By message id. */
  readonly results: Readonly<Record<string, ExpectedResult>>;
}

export interface WebhookCase {
  readonly label: string;
  readonly body: unknown;
  readonly events: readonly WebhookEvent[];
}

export interface OriginCase {
  readonly label: string;
  readonly headers: WebhookHeaders;
  readonly verdict: "valid" | "absent" | "invalid";
}

const credentials = { baseUrl: "https://x.api.infobip.com", apiKey: "key", allowedHosts: [] };

export function runSendCases(connector: Connector, cases: readonly SendCase[]): void {
  describe(`${connector.name}: sending`, () => {
    it.each(cases)("$label", async ({ messages, answers, sent, paths, results }) => {
      const http = scriptedHttp(answers);
      const got = await connector.send({ http, timeoutMs: 1000 }, credentials, messages);
      expect(Object.fromEntries(got.map(({ messageId, ...result }) => [messageId, result]))).toEqual(results);
      expect(got).toHaveLength(messages.length);
      expect(http.requests).toHaveLength(answers.length);
      if (sent) expect(http.requests.map((request) => JSON.parse(String(request.body)))).toEqual(sent);
      if (paths) expect(http.requests.map((request) => new URL(request.url).pathname)).toEqual(paths);
      for (const request of http.requests) expect(request.headers?.authorization).toBe("App key");
    });
  });
}

export function runWebhookCases(connector: Connector, cases: readonly WebhookCase[]): void {
  describe(`${connector.name}: webhooks`, () => {
    it.each(cases)("$label", ({ body, events }) => {
      expect(connector.parseWebhook(JSON.stringify(body))).toEqual(events);
    });
  });
}

export function runOriginCases(
  connector: Connector,
  body: string,
  secret: string,
  cases: readonly OriginCase[],
): void {
  describe(`${connector.name}: proof of origin`, () => {
    it.each(cases)("$label", ({ headers, verdict }) => {
      expect(connector.checkOrigin(headers, body, secret)).toBe(verdict);
    });
  });
}
