import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { HttpError } from "../../lib/http.ts";
import type { OutboundContent, OutboundMessage } from "../connector.ts";
import { explainProviderError } from "../registry.ts";
import {
  type ConnectorSetup,
  runOriginCases,
  runSendCases,
  runWebhookCases,
  type ScriptedCall,
} from "../testing/run-cases.ts";
import type { ScriptedAnswer } from "../testing/scripted-http.ts";
import { parseDate } from "./dates.ts";
import { infobipErrors } from "./errors.ts";
import { infobip } from "./infobip.ts";

const plain: OutboundContent = {
  kind: "template",
  templateName: "t",
  language: "pt_BR",
  body: ["Ana"],
  buttons: [],
};

function message(messageId: string, content: OutboundContent = plain): OutboundMessage {
  return {
    messageId,
    from: { phone: "+551130001000", phoneNumberId: "1", wabaId: "2" },
    to: "+5511999990000",
    content,
  };
}

function taken(id: string) {
  return {
    to: "5511999990000",
    messageCount: 1,
    messageId: id,
    status: { groupId: 1, groupName: "PENDING", id: 7, name: "PENDING_ENROUTE" },
  };
}

function rejected(id: string, statusId: number, description: string) {
  return {
    messageId: id,
    status: { groupId: 5, groupName: "REJECTED", id: statusId, name: "REJECTED", description },
  };
}

function classic(text: string, validationErrors?: Record<string, string[]>) {
  return {
    requestError: {
      serviceException: { messageId: "X", text, ...(validationErrors ? { validationErrors } : {}) },
    },
  };
}

const setup: ConnectorSetup = {
  connector: infobip,
  credentials: { baseUrl: "https://x.api.infobip.com", apiKey: "key-of-the-account", allowedHosts: [] },
  auth: { authorization: "App key-of-the-account" },
  secrets: ["secret-of-webhooks"],
};

/** Calls whose address and body do not matter. */
function script(answers: readonly ScriptedAnswer[]): ScriptedCall[] {
  return answers.map((answer) => ({ answer }));
}

const accepted = { outcome: "accepted" };
const refused = (code: string, text: string, action: string) => ({
  outcome: "refused",
  error: { code, text, action },
});
const unknown = (code: string, text: string) => ({
  outcome: "unknown",
  error: { code, text, action: "retry" },
});
const slow = "Infobip asked to send more slowly";

runSendCases(setup, [
  {
    label: "a template with every part it can have",
    messages: [
      message("a", {
        kind: "template",
        templateName: "offer",
        language: "pt_BR",
        header: { kind: "document", url: "https://x.example/a/cat%C3%A1logo.pdf?v=1" },
        body: ["Ana", "20%"],
        buttons: [
          { kind: "copy_code", index: 2, code: "AURORA" },
          { kind: "quick_reply", index: 0, payload: "yes" },
          { kind: "url", index: 1, suffix: "42" },
        ],
      }),
    ],
    calls: [
      {
        to: "POST /whatsapp/1/message/template",
        answer: { status: 200, body: { messages: [taken("a")] } },
        body: {
          messages: [
            {
              from: "551130001000",
              to: "5511999990000",
              messageId: "a",
              content: {
                templateName: "offer",
                language: "pt_BR",
                templateData: {
                  body: { placeholders: ["Ana", "20%"] },
                  header: {
                    type: "DOCUMENT",
                    mediaUrl: "https://x.example/a/cat%C3%A1logo.pdf?v=1",
                    filename: "catálogo.pdf",
                  },
                  buttons: [
                    { type: "QUICK_REPLY", parameter: "yes" },
                    { type: "URL", parameter: "42" },
                    { type: "COPY_CODE", parameter: "AURORA" },
                  ],
                },
              },
            },
          ],
        },
      },
    ],
    results: { a: accepted },
  },
  {
    label: "a text, whose links stay as they are",
    messages: [message("a", { kind: "text", body: "Oi", previewUrl: false })],
    calls: [
      {
        to: "POST /whatsapp/1/message/text",
        answer: { status: 200, body: taken("a") },
        body: {
          from: "551130001000",
          to: "5511999990000",
          messageId: "a",
          content: { text: "Oi", previewUrl: false },
          urlOptions: { shortenUrl: false, trackClicks: false },
        },
      },
    ],
    results: { a: accepted },
  },
  {
    label: "rejections inside a 200, among them a duplicate id, which means accepted",
    messages: [message("a"), message("b"), message("c"), message("d")],
    calls: script([
      {
        status: 200,
        body: {
          messages: [
            taken("a"),
            rejected("b", 23, "Duplicate"),
            rejected("c", 12, "Not enough credits"),
            rejected("d", 999, "New"),
          ],
        },
      },
    ]),
    results: {
      a: accepted,
      b: accepted,
      c: refused("infobip:status-12", "Not enough credits", "pause_connection"),
      d: refused("infobip:status-999", "New", "fail"),
    },
  },
  {
    label: "a 400 that names the messages: those are refused, the rest goes again",
    messages: [message("a"), message("b"), message("c")],
    calls: script([
      {
        status: 400,
        body: classic("Bad request", {
          "messages[1].content.templateData.body.placeholders[0]": ["must not be blank"],
        }),
      },
      { status: 200, body: { messages: [taken("a"), taken("c")] } },
    ]),
    results: {
      a: accepted,
      b: refused(
        "infobip:invalid-field",
        "content.templateData.body.placeholders[0]: must not be blank",
        "fail",
      ),
      c: accepted,
    },
  },
  {
    label: "a 400 that names nobody: halves until the culprit is alone",
    messages: [message("a"), message("b"), message("c")],
    calls: script([
      { status: 400, body: classic("Bad request") },
      { status: 200, body: { messages: [taken("c")] } },
      { status: 400, body: classic("Bad request") },
      { status: 400, body: classic("Bad request") },
      { status: 200, body: { messages: [taken("a")] } },
    ]),
    results: { a: accepted, b: refused("infobip:http-400", "Bad request", "fail"), c: accepted },
  },
  {
    label: "a key that is no longer accepted pauses the connection",
    messages: [message("a")],
    calls: script([{ status: 401, body: classic("Invalid login details") }]),
    results: { a: refused("infobip:http-401", "Invalid login details", "pause_connection") },
  },
  {
    label: "a missing scope pauses the connection",
    messages: [message("a")],
    calls: script([{ status: 403, body: classic("Forbidden") }]),
    results: { a: refused("infobip:http-403", "Forbidden", "pause_connection") },
  },
  {
    label: "too many requests slow down",
    messages: [message("a"), message("b")],
    calls: script([{ status: 429, body: classic("Too many requests") }]),
    results: {
      a: refused("infobip:http-429", slow, "slow_down"),
      b: refused("infobip:http-429", slow, "slow_down"),
    },
  },
  {
    label: "a server error leaves the outcome open",
    messages: [message("a")],
    calls: script([{ status: 500, body: "<html>" }]),
    results: { a: unknown("infobip:http-5xx", "Infobip had an internal error") },
  },
  {
    label: "a timeout leaves the outcome open",
    messages: [message("a")],
    calls: script([new HttpError("timeout", "x did not answer in time.", true)]),
    results: { a: unknown("infobip:timeout", "x did not answer in time.") },
  },
  {
    label: "a connection that was never made leaves no doubt",
    messages: [message("a")],
    calls: script([new HttpError("unreachable", "x could not be reached", false)]),
    results: { a: refused("infobip:unreachable", "x could not be reached", "retry") },
  },
  {
    label: "an answer without one of the messages leaves that one open",
    messages: [message("a"), message("b")],
    calls: script([{ status: 200, body: { messages: [taken("a")] } }]),
    results: { a: accepted, b: unknown("infobip:unreadable", "Infobip's answer could not be understood") },
  },
]);

const at = new Date("2026-11-22T13:00:00.000Z");
const stamp = "2026-11-22T10:00:00.000-0300";
const report = { messageId: "p1", to: "5511999990000", sentAt: stamp, doneAt: stamp, messageCount: 1 };
const inbound = {
  from: "5511999990000",
  to: "551130001000",
  integrationType: "WHATSAPP",
  receivedAt: "2026-11-22T13:00:00.000+0000",
  messageId: "wamid.1",
  contact: { name: "Ana", phoneNumber: "5511999990000", userId: "BR.123" },
  price: { pricePerMessage: 0, currency: "BRL" },
};
const sender = {
  providerMessageId: "wamid.1",
  to: "+551130001000",
  fromPhone: "+5511999990000",
  fromBsuid: "BR.123",
  profileName: "Ana",
  receivedAt: at,
};

runWebhookCases(setup, [
  {
    label: "delivered, with its price",
    body: {
      results: [
        {
          ...report,
          price: { pricePerMessage: 0.21, currency: "BRL" },
          status: { id: 5, groupId: 3 },
          error: { id: 0 },
        },
      ],
    },
    events: [
      {
        kind: "receipt",
        receipt: { messageId: "p1", kind: "delivered", at, price: { amount: "0.21000", currency: "BRL" } },
      },
    ],
  },
  {
    label: "failed with a code of the catalogue",
    body: {
      results: [
        {
          ...report,
          price: { pricePerMessage: 0, currency: "BRL" },
          status: { id: 4, groupId: 2 },
          error: { id: 7008, name: "EC_INVALID_TEMPLATE_ARGS", description: "Invalid args" },
        },
      ],
    },
    events: [
      {
        kind: "receipt",
        receipt: {
          messageId: "p1",
          kind: "failed",
          at,
          error: { code: "infobip:7008", text: "Invalid args", action: "fail" },
        },
      },
    ],
  },
  {
    label: "expired without an error id goes by its status",
    body: {
      results: [{ ...report, status: { id: 15, groupId: 4, name: "EXPIRED_EXPIRED" }, error: { id: 0 } }],
    },
    events: [
      {
        kind: "receipt",
        receipt: {
          messageId: "p1",
          kind: "failed",
          at,
          error: { code: "infobip:status-15", text: "EXPIRED_EXPIRED", action: "fail" },
        },
      },
    ],
  },
  {
    label: "a code nobody has seen yet is kept",
    body: { results: [{ ...report, status: { id: 4, groupId: 2 }, error: { id: 7999, name: "EC_NEW" } }] },
    events: [
      {
        kind: "receipt",
        receipt: {
          messageId: "p1",
          kind: "failed",
          at,
          error: { code: "infobip:7999", text: "EC_NEW", action: "fail" },
        },
      },
    ],
  },
  {
    label: "pending says nothing new",
    body: { results: [{ ...report, status: { id: 7, groupId: 1 } }] },
    events: [],
  },
  {
    label: "the report about a duplicate id is not about the first message",
    body: { results: [{ ...report, status: { id: 23, groupId: 5 } }] },
    events: [],
  },
  {
    label: "seen, and something odd in the same body",
    body: { results: [{ messageId: "p1", from: "a", to: "b", sentAt: stamp, seenAt: stamp }, { what: 1 }] },
    events: [
      { kind: "receipt", receipt: { messageId: "p1", kind: "read", at } },
      { kind: "unknown", reason: "a result of an unknown kind" },
    ],
  },
  {
    label: "an inbound text that answers our message",
    body: {
      results: [
        {
          ...inbound,
          pairedMessageId: "p1",
          message: { type: "TEXT", text: "Oi", context: { id: "wamid.0" } },
        },
      ],
    },
    events: [
      {
        kind: "inbound",
        message: {
          ...sender,
          kind: "text",
          body: "Oi",
          payload: { type: "TEXT", text: "Oi", context: { id: "wamid.0" } },
          replyToMessageId: "p1",
          quotedProviderMessageId: "wamid.0",
        },
      },
    ],
  },
  {
    label: "a tapped quick reply",
    body: { results: [{ ...inbound, message: { type: "BUTTON", text: "Quero ver", payload: "yes" } }] },
    events: [
      {
        kind: "inbound",
        message: {
          ...sender,
          kind: "button",
          body: "Quero ver",
          payload: { type: "BUTTON", text: "Quero ver", payload: "yes" },
        },
      },
    ],
  },
  {
    label: "an image by somebody who shows only a user id",
    body: {
      results: [
        {
          ...inbound,
          from: "BR.123",
          contact: { name: "Ana", userId: "BR.123" },
          message: { type: "IMAGE", url: "https://m" },
        },
      ],
    },
    events: [
      {
        kind: "inbound",
        message: {
          providerMessageId: "wamid.1",
          to: "+551130001000",
          fromBsuid: "BR.123",
          profileName: "Ana",
          receivedAt: at,
          kind: "image",
          payload: { type: "IMAGE", url: "https://m" },
        },
      },
    ],
  },
  {
    label: "a template that was rejected",
    body: {
      messageTemplateId: 111,
      messageTemplateName: "offer",
      messageTemplateLanguage: "pt_BR",
      timestamp: 1,
      change: { type: "TEMPLATE_STATUS_UPDATE", newStatus: "REJECTED", reason: "SCAM" },
    },
    events: [
      {
        kind: "template",
        change: {
          providerTemplateId: "111",
          name: "offer",
          language: "pt_BR",
          change: { kind: "status", status: "REJECTED", reason: "SCAM" },
        },
      },
    ],
  },
  {
    label: "a template whose quality changed",
    body: {
      messageTemplateId: "111",
      messageTemplateName: "offer",
      messageTemplateLanguage: "pt_BR",
      change: { type: "TEMPLATE_QUALITY_UPDATE", newQualityScore: "LOW" },
    },
    events: [
      {
        kind: "template",
        change: {
          providerTemplateId: "111",
          name: "offer",
          language: "pt_BR",
          change: { kind: "quality", quality: "LOW" },
        },
      },
    ],
  },
  {
    label: "marketing stopped",
    body: {
      from: "551130001000",
      content: { sender: "551130001000", from: "5511999990000", notificationMessagesStatus: "stop" },
      createdAt: stamp,
    },
    events: [
      { kind: "marketing_preference", sender: "+551130001000", contact: "+5511999990000", wants: false, at },
    ],
  },
  {
    label: "an account registered",
    body: {
      businessAccountId: 123,
      status: "FINISHED",
      senders: [{ phoneNumberId: 9, displayPhoneNumber: "+55 11 3000-1000", status: "CONNECTED" }],
    },
    events: [
      {
        kind: "registration",
        wabaId: "123",
        status: "FINISHED",
        senders: [{ phone: "+551130001000", phoneNumberId: "9", status: "CONNECTED" }],
      },
    ],
  },
  {
    label: "a click is kept for later",
    body: { notificationType: "CLICKED", messageId: "p1" },
    events: [{ kind: "unknown", reason: "click" }],
  },
  {
    label: "an identity change is kept",
    body: { content: { type: "user_identity_changed" } },
    events: [{ kind: "unknown", reason: "identity_change" }],
  },
  {
    label: "a list is no body",
    body: [],
    events: [{ kind: "unknown", reason: "the body is not an object" }],
  },
]);

const body = '{"results":[]}';
const right = createHmac("sha256", "secret").update(body).digest("hex");

runOriginCases(setup, {
  body,
  secret: "secret",
  cases: [
    { label: "nothing to check", headers: {}, verdict: "absent" },
    { label: "a right signature", headers: { "x-hub-signature": `SHA256=${right}` }, verdict: "valid" },
    {
      label: "upper case digits and a longer name",
      headers: { "x-hub-signature": `HMAC_SHA_256=${right.toUpperCase()}` },
      verdict: "valid",
    },
    {
      label: "a wrong signature",
      headers: { "x-hub-signature": `SHA256=${right.replace(/^./, "x")}` },
      verdict: "invalid",
    },
    { label: "an unknown algorithm", headers: { "x-hub-signature": `CRC=${right}` }, verdict: "invalid" },
    { label: "the shared header", headers: { "x-ponte-secret": "secret" }, verdict: "valid" },
    {
      label: "a wrong shared header",
      headers: { "x-ponte-secret": "guess", "x-hub-signature": `SHA256=${right}` },
      verdict: "invalid",
    },
  ],
});

describe("infobip: dates", () => {
  it.each([
    ["2019-04-09T16:00:58.647-0300", "2019-04-09T19:00:58.647Z"],
    ["2025-01-01T10:10:00.000+0000", "2025-01-01T10:10:00.000Z"],
    ["2025-01-01T10:10:00+05:30", "2025-01-01T04:40:00.000Z"],
    ["2025-01-01T10:10:00", "2025-01-01T10:10:00.000Z"],
    ["2025-01-01 10:10:00.5Z", "2025-01-01T10:10:00.500Z"],
    [1_700_000_000_000, "2023-11-14T22:13:20.000Z"],
    ["yesterday", undefined],
    [null, undefined],
  ])("%s", (value, expected) => {
    expect(parseDate(value)?.toISOString()).toBe(expected);
  });
});

describe("infobip: the error catalogue", () => {
  it("tells a person what happened and what to do, for every code", () => {
    for (const [code, entry] of infobipErrors) {
      expect(entry.code).toBe(code);
      expect(entry.title.length, code).toBeGreaterThan(10);
      expect(entry.advice.length, code).toBeGreaterThan(10);
    }
    expect(infobipErrors.size).toBeGreaterThan(85);
  });

  it("explains codes that are not in it, and leaves others' codes alone", () => {
    expect(explainProviderError("infobip:7999")?.title).toContain("7999");
    expect(explainProviderError("not_subscribed")).toBeNull();
  });
});
