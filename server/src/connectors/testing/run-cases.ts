/**
 * One runner for every connector. Its tables are data: what is asked of the connector, the calls that must leave with the
 * provider's answers, and the whole expected outcome. A call that nobody scripted, an answer that is left over, a call without
 * proof of identity, or a secret in a log line or an error fails the case (witness.ts).
 */
import { describe, expect, it } from "vitest";
import type {
  AccountOperations,
  InboundMedia,
  OutboundMessage,
  Presence,
  ProviderCredentials,
  ProviderIo,
  SendingNumberRef,
  WebhookEvent,
  WebhookHeaders,
  WebhookTarget,
} from "../connector.ts";
import type { ScriptedCall } from "./scripted-http.ts";
import { type ConnectorSetup, keepsSecrets, type Outcome, tell, witness, witnessOutcome } from "./witness.ts";

export type { ScriptedCall } from "./scripted-http.ts";
export type { ConnectorSetup, Outcome } from "./witness.ts";

export interface ExpectedResult {
  readonly outcome: string;
  readonly providerMessageId?: string;
  readonly error?: { readonly code: string; readonly text: string; readonly action: string };
}

export interface SendCase {
  readonly label: string;
  readonly messages: readonly OutboundMessage[];
  readonly calls: readonly ScriptedCall[];
  /** By message id: exactly one for each message. */
  readonly results: Readonly<Record<string, ExpectedResult>>;
}

export interface WebhookCase {
  readonly label: string;
  /** JSON, or the raw text where that matters. */
  readonly body: unknown;
  readonly events: readonly WebhookEvent[];
}

export interface OriginCase {
  readonly label: string;
  readonly headers: WebhookHeaders;
  /** Raw body; the table's own where left out. */
  readonly body?: string;
  readonly verdict: "valid" | "absent" | "invalid";
}

export interface ChallengeCase {
  readonly label: string;
  readonly query: Readonly<Record<string, string>>;
  readonly answer: string | null;
}

type AccountQuestion =
  | { readonly ask: "probe" | "listNumbers" | "readBalance" }
  | { readonly ask: "readNumber" | "fetchTemplates"; readonly number: SendingNumberRef }
  | { readonly ask: "subscribe" | "unsubscribe" | "checkSubscription"; readonly target: WebhookTarget };

export type AccountCase = {
  readonly label: string;
  readonly calls: readonly ScriptedCall[];
} & AccountQuestion &
  Outcome;

export type PresenceCase = {
  readonly label: string;
  readonly show: "showTyping" | "markRead";
  readonly presence: Presence;
  readonly calls: readonly ScriptedCall[];
} & Outcome;

/** `result`: `{contentType, text}` of the file, or null when it is gone for good. */
export type MediaCase = {
  readonly label: string;
  readonly media: InboundMedia;
  /** 1000 where left out. */
  readonly maxBytes?: number;
  readonly calls: readonly ScriptedCall[];
} & Outcome;

/** For what a provider has besides the contract: `run` is the function, bound to its arguments. */
export type CallCase = {
  readonly label: string;
  readonly run: (io: ProviderIo, credentials: ProviderCredentials) => Promise<unknown>;
  readonly calls: readonly ScriptedCall[];
} & Outcome;

export function runSendCases(setup: ConnectorSetup, cases: readonly SendCase[]): void {
  describe(`${setup.connector.name}: sending`, () => {
    it.each(cases)("$label", async ({ messages, calls, results }) => {
      const got = await witness(setup, calls, (io, credentials) =>
        setup.connector.send(io, credentials, messages),
      );
      expect(Object.fromEntries(got.map(({ messageId, ...result }) => [messageId, result]))).toEqual(results);
      expect(got).toHaveLength(messages.length);
      keepsSecrets(setup, [tell(got)]);
    });
  });
}

export function runWebhookCases(setup: ConnectorSetup, cases: readonly WebhookCase[]): void {
  describe(`${setup.connector.name}: webhooks`, () => {
    it.each(cases)("$label", ({ body, events }) => {
      const raw = typeof body === "string" ? body : JSON.stringify(body);
      expect(setup.connector.parseWebhook(raw)).toEqual(events);
    });
    it("a body that is not JSON is the only one that throws", () => {
      expect(() => setup.connector.parseWebhook("<html>")).toThrow(SyntaxError);
      for (const odd of ["null", "[]", '""', "1", "{}", '{"results":null}', '{"results":[null,1,{}]}'])
        expect(() => setup.connector.parseWebhook(odd), odd).not.toThrow();
    });
  });
}

export function runOriginCases(
  setup: ConnectorSetup,
  table: { readonly body: string; readonly secret: string; readonly cases: readonly OriginCase[] },
): void {
  describe(`${setup.connector.name}: proof of origin`, () => {
    it.each(table.cases)("$label", ({ headers, verdict, body = table.body }) => {
      expect(setup.connector.checkOrigin(headers, body, table.secret)).toBe(verdict);
    });
  });
}

export function runChallengeCases(
  setup: ConnectorSetup,
  table: { readonly secret: string; readonly cases: readonly ChallengeCase[] },
): void {
  describe(`${setup.connector.name}: the first question`, () => {
    it.each(table.cases)("$label", ({ query, answer }) => {
      expect(setup.connector.answerChallenge?.(query, table.secret)).toBe(answer);
    });
  });
}

export function runAccountCases(setup: ConnectorSetup, cases: readonly AccountCase[]): void {
  describe(`${setup.connector.name}: the account`, () => {
    it.each(cases)("$ask: $label", async (one) => {
      const { account } = setup.connector;
      await witnessOutcome(setup, one.calls, one, (io, credentials) =>
        askAccount(account, io, credentials, one),
      );
    });
  });
}

export function runPresenceCases(setup: ConnectorSetup, cases: readonly PresenceCase[]): void {
  describe(`${setup.connector.name}: presence`, () => {
    it.each(cases)("$show: $label", async (one) => {
      const show = setup.connector[one.show];
      if (!show) throw new Error(`${setup.connector.name} has no ${one.show}`);
      await witnessOutcome(setup, one.calls, one, (io, credentials) => show(io, credentials, one.presence));
    });
  });
}

export function runMediaCases(setup: ConnectorSetup, cases: readonly MediaCase[]): void {
  describe(`${setup.connector.name}: inbound files`, () => {
    it.each(cases)("$label", async (one) => {
      await witnessOutcome(setup, one.calls, one, async (io, credentials) => {
        const file = await setup.connector.fetchMedia(io, credentials, one.media, one.maxBytes ?? 1000);
        return file && { contentType: file.contentType, text: file.bytes.toString() };
      });
    });
  });
}

export function runCallCases(setup: ConnectorSetup, what: string, cases: readonly CallCase[]): void {
  describe(`${setup.connector.name}: ${what}`, () => {
    it.each(cases)("$label", (one) => witnessOutcome(setup, one.calls, one, one.run));
  });
}

function askAccount(
  account: AccountOperations,
  io: ProviderIo,
  credentials: ProviderCredentials,
  question: AccountQuestion,
): Promise<unknown> {
  switch (question.ask) {
    case "probe":
    case "listNumbers":
    case "readBalance":
      return account[question.ask](io, credentials);
    case "readNumber":
    case "fetchTemplates":
      return account[question.ask](io, credentials, question.number);
    case "subscribe":
    case "unsubscribe":
    case "checkSubscription":
      return account[question.ask](io, credentials, question.target);
  }
}
