import { expect } from "vitest";
import { HttpError } from "../../lib/http.ts";
import { signWebhook } from "../../lib/standard-webhooks.ts";
import { aMessage, everyContent, ourNumber } from "../testing/contents.ts";
import {
  type ConnectorSetup,
  runAccountCases,
  runMediaCases,
  runOriginCases,
  runSendCases,
  runWebhookCases,
} from "../testing/run-cases.ts";
import { webhook } from "./webhook.ts";

const secret = "whsec_c2VjcmV0LW9mLXRoZS1yZWNlaXZlcg==";
const setup: ConnectorSetup = {
  connector: webhook,
  credentials: { baseUrl: "https://receiver.example/ponte", apiKey: secret, allowedHosts: [] },
  auth({ headers = {}, body }) {
    const { "webhook-id": id = "", "webhook-timestamp": at = "", "webhook-signature": signature } = headers;
    expect(signature).toBe(signWebhook(secret, id, at, String(body)));
  },
};
const ok = { status: 200, body: "" };
const failures: readonly (readonly [number, string, string, string])[] = [
  [302, "refused", "gone", "pause_connection"],
  [400, "refused", "refused", "fail"],
  [401, "refused", "unauthorized", "pause_connection"],
  [403, "refused", "unauthorized", "pause_connection"],
  [404, "refused", "gone", "pause_connection"],
  [408, "unknown", "http-5xx", "retry"],
  [410, "refused", "gone", "pause_connection"],
  [422, "refused", "refused", "fail"],
  [429, "refused", "slow_down", "slow_down"],
  [500, "unknown", "http-5xx", "retry"],
];

runSendCases(setup, [
  ...everyContent.map((content) => ({
    label: `a message: ${content.kind}`,
    messages: [aMessage("m", content, { replyTo: "w1" })],
    calls: [
      {
        to: "POST ",
        body: {
          type: "message",
          data: { messageId: "m", from: "+551130001000", to: "+5511999990000", content, replyTo: "w1" },
        },
        answer: ok,
      },
    ],
    results: { m: { outcome: "accepted" } },
  })),
  ...failures.map(([status, outcome, code, action]) => ({
    label: `HTTP ${status}`,
    messages: [aMessage("m")],
    calls: [{ answer: { status, body: "because" } }],
    results: { m: { outcome, error: { code: `webhook:${code}`, text: "because", action } } },
  })),
  ...(
    [
      ["timeout", true, "unknown", "timeout", "retry"],
      ["unreachable", false, "refused", "unreachable", "retry"],
      ["blocked", false, "refused", "blocked", "pause_connection"],
    ] as const
  ).map(([kind, sent, outcome, code, action]) => ({
    label: `no answer: ${kind}`,
    messages: [aMessage("m")],
    calls: [{ answer: new HttpError(kind, "why", sent) }],
    results: { m: { outcome, error: { code: `webhook:${code}`, text: "why", action } } },
  })),
]);

const at = new Date("2026-11-22T10:00:00Z");
const stamp = "2026-11-22T07:00:00-03:00";
const receipt = { type: "receipt", messageId: "m", at: stamp };
const message = { type: "message", id: "w2", from: "+5511999990000", to: "+551130001000", at: stamp };
const inbound = {
  providerMessageId: "w2",
  fromPhone: "+5511999990000",
  to: "+551130001000",
  receivedAt: at,
  kind: "text",
  payload: {},
};

runWebhookCases(setup, [
  {
    label: "receipts",
    body: {
      events: [
        { ...receipt, status: "delivered", price: { amount: "0.10", currency: "BRL" } },
        { ...receipt, status: "failed", error: "Number is off" },
        { ...receipt, status: "eaten" },
      ],
    },
    events: [
      {
        kind: "receipt",
        receipt: { messageId: "m", kind: "delivered", at, price: { amount: "0.10", currency: "BRL" } },
      },
      {
        kind: "receipt",
        receipt: {
          messageId: "m",
          kind: "failed",
          at,
          error: { code: "webhook:failed", text: "Number is off", action: "fail" },
        },
      },
      { kind: "unknown", reason: "a receipt without messageId, status or date" },
    ],
  },
  {
    label: "messages",
    body: {
      events: [
        { ...message, text: "Oi", name: "Ana", replyToMessageId: "m" },
        {
          ...message,
          kind: "image",
          media: { url: "https://f", contentType: "image/png", filename: "a.png" },
        },
        { ...message, from: "11 99999" },
        { type: "song" },
      ],
    },
    events: [
      { kind: "inbound", message: { ...inbound, body: "Oi", profileName: "Ana", replyToMessageId: "m" } },
      {
        kind: "inbound",
        message: {
          ...inbound,
          kind: "image",
          media: { ref: "https://f", contentType: "image/png", filename: "a.png" },
        },
      },
      { kind: "unknown", reason: "a message without id, numbers or date" },
      { kind: "unknown", reason: "an event of the unknown type song" },
    ],
  },
]);

const body = '{"events":[]}';
const now = Math.floor(Date.now() / 1000);
const signed = (signature: string, seconds: number | string = now) => ({
  "webhook-id": "1",
  "webhook-timestamp": String(seconds),
  "webhook-signature": signature,
});
const right = signWebhook(secret, "1", now, body);
const signedAt = (seconds: number | string) => signed(signWebhook(secret, "1", seconds, body), seconds);

runOriginCases(setup, {
  body,
  secret,
  cases: [
    { label: "right", headers: signed(right), verdict: "valid" },
    { label: "right among others", headers: signed(`v1a,x ${right}`), verdict: "valid" },
    { label: "a while ago", headers: signedAt(now - 240), verdict: "valid" },
    { label: "long ago", headers: signedAt(now - 400), verdict: "invalid" },
    { label: "in the future", headers: signedAt(now + 400), verdict: "invalid" },
    { label: "at no time", headers: signedAt("soon"), verdict: "invalid" },
    { label: "absent", headers: {}, verdict: "absent" },
    { label: "wrong", headers: signed("v1,AAAA"), verdict: "invalid" },
    { label: "of another body", headers: signed(right), body: "{}", verdict: "invalid" },
    { label: "without an id", headers: { ...signed(right), "webhook-id": undefined }, verdict: "invalid" },
  ],
});

runAccountCases(setup, [
  {
    label: "a receiver that answers",
    ask: "probe",
    calls: [{ body: { type: "ping", data: {} }, answer: ok }],
    result: {
      accountId: null,
      accountName: "receiver.example",
      keyName: null,
      keyExpiresAt: null,
      allowedIps: [],
      scopes: [],
    },
  },
  {
    label: "a receiver that refuses",
    ask: "probe",
    calls: [{ answer: { status: 401, body: "" } }],
    error: { code: "webhook_refused", params: { status: 401 } },
  },
  {
    label: "nobody there",
    ask: "probe",
    calls: [{ answer: new HttpError("unreachable", "no", false) }],
    error: { code: "webhook_unreachable" },
  },
  {
    label: "the number is what the operator says",
    ask: "readNumber",
    number: ourNumber,
    calls: [],
    result: {
      phone: "+551130001000",
      wabaId: "2",
      phoneNumberId: null,
      displayName: null,
      quality: "UNKNOWN",
      status: "CONNECTED",
      messagingLimit: null,
    },
  },
]);

const file = { status: 200, body: "bytes", headers: { "content-type": "image/png" } };
const media = { ref: "https://files.example/1" };
runMediaCases(setup, [
  {
    label: "a file, without any secret",
    media,
    calls: [{ to: "GET https://files.example/1", auth: "none", answer: file }],
    result: { contentType: "image/png", text: "bytes" },
  },
  { label: "gone", media, calls: [{ auth: "none", answer: { status: 410, body: "" } }], result: null },
  {
    label: "refused",
    media,
    calls: [{ auth: "none", answer: { status: 403, body: "" } }],
    error: { code: "media_refused" },
  },
]);
