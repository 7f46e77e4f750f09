/** What leaves for Meta and what becomes of it, by tables. */
import { describe, expect, it } from "vitest";
import { HttpError } from "../../lib/http.ts";
import type { OutboundContent, OutboundMessage } from "../connector.ts";
import { refusal, setup, withProof } from "../testing/meta-setup.ts";
import { runPresenceCases, runSendCases, type SendCase } from "../testing/run-cases.ts";
import { metaErrors } from "./errors.ts";
import { buildPayload, recipient } from "./payloads.ts";

const from = { phone: "+551130001000", phoneNumberId: "11", wabaId: "22" };

function message(content: OutboundContent, more: Partial<OutboundMessage> = {}): OutboundMessage {
  return { messageId: "a", from, to: "+5511999990000", content, ...more };
}

const plain: OutboundContent = { kind: "text", body: "Oi", previewUrl: false };
const taken = { messaging_product: "whatsapp", contacts: [], messages: [{ id: "wamid.A" }] };
const to = `POST /11/messages${withProof()}`;

interface PayloadCase {
  readonly label: string;
  readonly content: OutboundContent;
  readonly sent: Readonly<Record<string, unknown>>;
}

const header = { kind: "image", url: "https://x.example/a.png" } as const;
const sections = [{ title: "S", productIds: ["p1", "p2"] }];
const productItems = [{ product_retailer_id: "p1" }, { product_retailer_id: "p2" }];

const payloads: readonly PayloadCase[] = [
  {
    label: "a template without variables has no components",
    content: { kind: "template", templateName: "t", language: "pt_BR", body: [], buttons: [] },
    sent: { type: "template", template: { name: "t", language: { code: "pt_BR" } } },
  },
  {
    label: "a template with header, body and every button, in the order of their places",
    content: {
      kind: "template",
      templateName: "offer",
      language: "en",
      header: { kind: "document", url: "https://x.example/a.pdf", filename: "a.pdf" },
      body: ["Ana", "20%"],
      buttons: [
        { kind: "copy_code", index: 2, code: "AURORA" },
        { kind: "quick_reply", index: 0, payload: "yes" },
        { kind: "url", index: 1, suffix: "42" },
        { kind: "flow", index: 3, token: "tok", data: { a: 1 } },
        { kind: "catalog", index: 4, thumbnailProductId: "p1" },
        { kind: "multi_product", index: 5, thumbnailProductId: "p1", sections },
      ],
    },
    sent: {
      type: "template",
      template: {
        name: "offer",
        language: { code: "en" },
        components: [
          {
            type: "header",
            parameters: [
              { type: "document", document: { link: "https://x.example/a.pdf", filename: "a.pdf" } },
            ],
          },
          {
            type: "body",
            parameters: [
              { type: "text", text: "Ana" },
              { type: "text", text: "20%" },
            ],
          },
          {
            type: "button",
            sub_type: "quick_reply",
            index: "0",
            parameters: [{ type: "payload", payload: "yes" }],
          },
          { type: "button", sub_type: "url", index: "1", parameters: [{ type: "text", text: "42" }] },
          {
            type: "button",
            sub_type: "copy_code",
            index: "2",
            parameters: [{ type: "coupon_code", coupon_code: "AURORA" }],
          },
          {
            type: "button",
            sub_type: "flow",
            index: "3",
            parameters: [{ type: "action", action: { flow_token: "tok", flow_action_data: { a: 1 } } }],
          },
          {
            type: "button",
            sub_type: "catalog",
            index: "4",
            parameters: [{ type: "action", action: { thumbnail_product_retailer_id: "p1" } }],
          },
          {
            type: "button",
            sub_type: "mpm",
            index: "5",
            parameters: [
              {
                type: "action",
                action: {
                  thumbnail_product_retailer_id: "p1",
                  sections: [{ title: "S", product_items: productItems }],
                },
              },
            ],
          },
        ],
      },
    },
  },
  {
    label: "a carousel template",
    content: {
      kind: "template",
      templateName: "c",
      language: "en",
      body: [],
      buttons: [],
      cards: [
        {
          header: { kind: "video", url: "https://x.example/a.mp4" },
          body: ["Ana"],
          buttons: [{ kind: "quick_reply", index: 0, payload: "one" }],
        },
      ],
    },
    sent: {
      type: "template",
      template: {
        name: "c",
        language: { code: "en" },
        components: [
          {
            type: "carousel",
            cards: [
              {
                card_index: 0,
                components: [
                  {
                    type: "header",
                    parameters: [{ type: "video", video: { link: "https://x.example/a.mp4" } }],
                  },
                  { type: "body", parameters: [{ type: "text", text: "Ana" }] },
                  {
                    type: "button",
                    sub_type: "quick_reply",
                    index: "0",
                    parameters: [{ type: "payload", payload: "one" }],
                  },
                ],
              },
            ],
          },
        ],
      },
    },
  },
  {
    label: "a limited-time offer with a place in its header",
    content: {
      kind: "template",
      templateName: "o",
      language: "en",
      header: { kind: "location", latitude: 1, longitude: 2, name: "Shop" },
      body: [],
      buttons: [],
      offerEndsAt: "2026-11-23T00:00:00Z",
    },
    sent: {
      type: "template",
      template: {
        name: "o",
        language: { code: "en" },
        components: [
          {
            type: "header",
            parameters: [{ type: "location", location: { latitude: 1, longitude: 2, name: "Shop" } }],
          },
          {
            type: "limited_time_offer",
            parameters: [
              {
                type: "limited_time_offer",
                limited_time_offer: { expiration_time_ms: Date.UTC(2026, 10, 23) },
              },
            ],
          },
        ],
      },
    },
  },
  {
    label: "a text with a preview",
    content: { kind: "text", body: "Oi", previewUrl: true },
    sent: { type: "text", text: { body: "Oi", preview_url: true } },
  },
  {
    label: "an image with a caption",
    content: { kind: "image", url: "https://x.example/a.png", caption: "c" },
    sent: { type: "image", image: { link: "https://x.example/a.png", caption: "c" } },
  },
  {
    label: "a video",
    content: { kind: "video", url: "https://x.example/a.mp4" },
    sent: { type: "video", video: { link: "https://x.example/a.mp4" } },
  },
  {
    label: "a voice note",
    content: { kind: "audio", url: "https://x.example/a.ogg", voice: true },
    sent: { type: "audio", audio: { link: "https://x.example/a.ogg", voice: true } },
  },
  {
    label: "a document",
    content: { kind: "document", url: "https://x.example/a.pdf", filename: "a.pdf", caption: "c" },
    sent: {
      type: "document",
      document: { link: "https://x.example/a.pdf", caption: "c", filename: "a.pdf" },
    },
  },
  {
    label: "a sticker",
    content: { kind: "sticker", url: "https://x.example/a.webp" },
    sent: { type: "sticker", sticker: { link: "https://x.example/a.webp" } },
  },
  {
    label: "a location",
    content: { kind: "location", latitude: -23.5, longitude: -46.6, name: "Loja", address: "Rua A" },
    sent: {
      type: "location",
      location: { latitude: -23.5, longitude: -46.6, name: "Loja", address: "Rua A" },
    },
  },
  {
    label: "a contact with everything a card can hold",
    content: {
      kind: "contacts",
      contacts: [
        {
          name: { formatted: "Ana Lima", first: "Ana", last: "Lima" },
          phones: [{ phone: "+5511", type: "CELL", waId: "5511" }],
          emails: [{ email: "a@x.example", type: "WORK" }],
          urls: [{ url: "https://x.example" }],
          addresses: [{ city: "São Paulo", countryCode: "BR" }],
          organization: { company: "Aurora" },
          birthday: "1990-01-31",
        },
      ],
    },
    sent: {
      type: "contacts",
      contacts: [
        {
          name: { formatted_name: "Ana Lima", first_name: "Ana", last_name: "Lima" },
          phones: [{ phone: "+5511", type: "CELL", wa_id: "5511" }],
          emails: [{ email: "a@x.example", type: "WORK" }],
          urls: [{ url: "https://x.example" }],
          addresses: [{ city: "São Paulo", country_code: "BR" }],
          org: { company: "Aurora" },
          birthday: "1990-01-31",
        },
      ],
    },
  },
  {
    label: "a reaction taken back",
    content: { kind: "reaction", providerMessageId: "wamid.B", emoji: "" },
    sent: { type: "reaction", reaction: { message_id: "wamid.B", emoji: "" } },
  },
  {
    label: "reply buttons under an image",
    content: { kind: "buttons", header, body: "b", footer: "f", buttons: [{ id: "1", title: "Yes" }] },
    sent: {
      type: "interactive",
      interactive: {
        type: "button",
        header: { type: "image", image: { link: "https://x.example/a.png" } },
        body: { text: "b" },
        footer: { text: "f" },
        action: { buttons: [{ type: "reply", reply: { id: "1", title: "Yes" } }] },
      },
    },
  },
  {
    label: "a list",
    content: {
      kind: "list",
      header: { kind: "text", text: "h" },
      body: "b",
      button: "Open",
      sections: [{ title: "S", rows: [{ id: "1", title: "One", description: "d" }] }],
    },
    sent: {
      type: "interactive",
      interactive: {
        type: "list",
        header: { type: "text", text: "h" },
        body: { text: "b" },
        action: {
          button: "Open",
          sections: [{ title: "S", rows: [{ id: "1", title: "One", description: "d" }] }],
        },
      },
    },
  },
  {
    label: "a button with an address",
    content: { kind: "url_button", body: "b", button: { text: "Go", url: "https://x.example" } },
    sent: {
      type: "interactive",
      interactive: {
        type: "cta_url",
        body: { text: "b" },
        action: { name: "cta_url", parameters: { display_text: "Go", url: "https://x.example" } },
      },
    },
  },
  {
    label: "one product",
    content: { kind: "product", catalogId: "c", productId: "p1", body: "b" },
    sent: {
      type: "interactive",
      interactive: {
        type: "product",
        body: { text: "b" },
        action: { catalog_id: "c", product_retailer_id: "p1" },
      },
    },
  },
  {
    label: "a list of products",
    content: {
      kind: "product_list",
      header: { kind: "text", text: "h" },
      body: "b",
      catalogId: "c",
      sections,
    },
    sent: {
      type: "interactive",
      interactive: {
        type: "product_list",
        header: { type: "text", text: "h" },
        body: { text: "b" },
        action: { catalog_id: "c", sections: [{ title: "S", product_items: productItems }] },
      },
    },
  },
  {
    label: "a Flow that begins on a screen",
    content: {
      kind: "flow",
      body: "b",
      button: "Fill in",
      flowId: "9",
      flowToken: "tok",
      mode: "published",
      action: "navigate",
      screen: "START",
      data: { a: 1 },
    },
    sent: {
      type: "interactive",
      interactive: {
        type: "flow",
        body: { text: "b" },
        action: {
          name: "flow",
          parameters: {
            flow_message_version: "3",
            flow_id: "9",
            flow_cta: "Fill in",
            flow_token: "tok",
            mode: "published",
            flow_action: "navigate",
            flow_action_payload: { screen: "START", data: { a: 1 } },
          },
        },
      },
    },
  },
  {
    label: "a Flow that begins on its own first screen",
    content: {
      kind: "flow",
      body: "b",
      button: "Fill in",
      flowId: "9",
      flowToken: "tok",
      mode: "published",
      action: "navigate",
    },
    sent: {
      type: "interactive",
      interactive: {
        type: "flow",
        body: { text: "b" },
        action: {
          name: "flow",
          parameters: {
            flow_message_version: "3",
            flow_id: "9",
            flow_cta: "Fill in",
            flow_token: "tok",
            mode: "published",
            flow_action: "navigate",
          },
        },
      },
    },
  },
  {
    label: "a request for the person's place",
    content: { kind: "location_request", body: "b" },
    sent: {
      type: "interactive",
      interactive: {
        type: "location_request_message",
        body: { text: "b" },
        action: { name: "send_location" },
      },
    },
  },
  {
    label: "a carousel of media with links",
    content: {
      kind: "media_carousel",
      body: "b",
      cards: [{ header, body: "one", link: { text: "Go", url: "https://x.example/1" } }],
    },
    sent: {
      type: "interactive",
      interactive: {
        type: "carousel",
        body: { text: "b" },
        action: {
          cards: [
            {
              card_index: 0,
              type: "cta_url",
              header: { type: "image", image: { link: "https://x.example/a.png" } },
              body: { text: "one" },
              action: { name: "cta_url", parameters: { display_text: "Go", url: "https://x.example/1" } },
            },
          ],
        },
      },
    },
  },
];

describe("meta: payloads", () => {
  it.each(payloads)("$label", ({ content, sent }) => {
    expect(JSON.parse(JSON.stringify(buildPayload(message(content))))).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+5511999990000",
      biz_opaque_callback_data: "a",
      ...sent,
    });
  });

  it("covers every kind that the connector says it sends", () => {
    expect(new Set(payloads.map(({ content }) => content.kind))).toEqual(setup.connector.kinds);
  });

  it.each([
    ["+5511999990000", { to: "+5511999990000" }],
    ["5511999990000", { to: "+5511999990000" }],
    ["BR.13491208655302741918", { recipient: "BR.13491208655302741918" }],
    ["BR.ENT.9", { recipient: "BR.ENT.9" }],
  ])("to %s", (address, expected) => {
    expect(recipient(address)).toEqual(expected);
  });

  it("quotes a message", () => {
    expect(buildPayload(message(plain, { replyTo: "wamid.Q" })).context).toEqual({ message_id: "wamid.Q" });
  });
});

interface AnswerCase {
  readonly label: string;
  readonly answer: SendCase["calls"][number]["answer"];
  readonly result: SendCase["results"][string];
}

const error = (code: string, action: string, text: string) => ({ code, action, text });

const answers: readonly AnswerCase[] = [
  {
    label: "accepted, with Meta's own id",
    answer: { status: 200, body: taken },
    result: { outcome: "accepted", providerMessageId: "wamid.A" },
  },
  {
    label: "held for a check of its quality is accepted",
    answer: {
      status: 200,
      body: { ...taken, messages: [{ id: "wamid.A", message_status: "held_for_quality_assessment" }] },
    },
    result: { outcome: "accepted", providerMessageId: "wamid.A" },
  },
  {
    label: "a 200 without an id tells nothing",
    answer: { status: 200, body: {} },
    result: {
      outcome: "unknown",
      error: error("meta:unreadable", "retry", "Meta's answer could not be understood"),
    },
  },
  {
    label: "a wrong parameter: the details are told",
    answer: {
      status: 400,
      body: refusal(131009, "(#131009) Parameter value is not valid", {
        error_data: { messaging_product: "whatsapp", details: "image.link is not a URL" },
      }),
    },
    result: { outcome: "refused", error: error("meta:131009", "fail", "image.link is not a URL") },
  },
  {
    label: "an ended token pauses the connection",
    answer: { status: 401, body: refusal(190, "Session has expired", { error_subcode: 463 }) },
    result: { outcome: "refused", error: error("meta:190", "pause_connection", "Session has expired") },
  },
  {
    label: "a permission of the two hundreds",
    answer: { status: 403, body: refusal(200, "Permissions error") },
    result: { outcome: "refused", error: error("meta:200", "pause_connection", "Permissions error") },
  },
  {
    label: "… and any other of them",
    answer: { status: 403, body: refusal(278, "Missing") },
    result: { outcome: "refused", error: error("meta:200", "pause_connection", "Missing") },
  },
  {
    label: "a number that the token does not reach any more is no fault of the content",
    answer: { status: 400, body: refusal(100, "Unsupported post request", { error_subcode: 33 }) },
    result: {
      outcome: "refused",
      error: error("meta:100-33", "pause_number", "Unsupported post request"),
    },
  },
  {
    label: "the app's secret was changed",
    answer: { status: 400, body: refusal(100, "Invalid appsecret_proof provided in the API argument") },
    result: {
      outcome: "refused",
      error: error(
        "meta:app-secret",
        "pause_connection",
        "Invalid appsecret_proof provided in the API argument",
      ),
    },
  },
  {
    label: "the number's throughput slows the number",
    answer: { status: 400, body: refusal(130429, "Rate limit hit") },
    result: { outcome: "refused", error: error("meta:130429", "slow_down", "Rate limit hit") },
  },
  {
    label: "the limit for one person holds back that person only",
    answer: { status: 400, body: refusal(131056, "Pair rate limit hit") },
    result: { outcome: "refused", error: error("meta:131056", "retry", "Pair rate limit hit") },
  },
  {
    label: "Meta says it could not send: nothing was taken",
    answer: { status: 500, body: refusal(131000, "Something went wrong") },
    result: { outcome: "refused", error: error("meta:131000", "retry", "Something went wrong") },
  },
  {
    label: "Meta is down: nothing was taken",
    answer: { status: 503, body: refusal(2, "Service temporarily unavailable") },
    result: { outcome: "refused", error: error("meta:2", "retry", "Service temporarily unavailable") },
  },
  {
    label: "an unknown error of a failing server may come after the message was taken",
    answer: { status: 500, body: refusal(1, "An unknown error occurred") },
    result: { outcome: "unknown", error: error("meta:http-5xx", "retry", "An unknown error occurred") },
  },
  {
    label: "the same as a refusal was not taken",
    answer: { status: 400, body: refusal(1, "An unknown error occurred") },
    result: { outcome: "refused", error: error("meta:1", "retry", "An unknown error occurred") },
  },
  {
    label: "a code nobody knows fails and stays visible",
    answer: { status: 400, body: refusal(999_999, "New") },
    result: { outcome: "refused", error: error("meta:999999", "fail", "New") },
  },
  {
    label: "a failing gateway tells nothing",
    answer: { status: 502, body: "<html>" },
    result: { outcome: "unknown", error: error("meta:http-5xx", "retry", "Meta had an internal error") },
  },
  {
    label: "no answer in time",
    answer: new HttpError("timeout", "graph.example.com did not answer in time.", true),
    result: {
      outcome: "unknown",
      error: error("meta:timeout", "retry", "graph.example.com did not answer in time."),
    },
  },
  {
    label: "never left",
    answer: new HttpError("unreachable", "refused", false),
    result: { outcome: "refused", error: error("meta:unreachable", "retry", "refused") },
  },
  {
    label: "an address that must not be called",
    answer: new HttpError("blocked", "private", false),
    result: { outcome: "refused", error: error("meta:blocked", "pause_connection", "private") },
  },
];

runSendCases(
  setup,
  answers.map(({ label, answer, result }) => ({
    label,
    messages: [message(plain)],
    calls: [{ to, answer }],
    results: { a: result },
  })),
);

const malformed = { error: { message: `Malformed access token ${setup.credentials.apiKey}`, code: 190 } };
runSendCases(setup, [
  {
    label: "a refusal that repeats the token",
    messages: [message(plain)],
    calls: [{ to, answer: { status: 401, body: JSON.stringify(malformed) } }],
    results: {
      a: {
        outcome: "refused",
        error: { code: "meta:190", text: "Malformed access token [secret]", action: "pause_connection" },
      },
    },
  },
]);

runPresenceCases(setup, [
  {
    label: "marks a message as read",
    show: "markRead",
    presence: { from, to: "+5511999990000", providerMessageId: "wamid.I" },
    calls: [
      {
        to,
        body: { messaging_product: "whatsapp", status: "read", message_id: "wamid.I" },
        answer: { status: 200, body: { success: true } },
      },
    ],
    result: undefined,
  },
  {
    label: "shows that an answer is typed",
    show: "showTyping",
    presence: { from, to: "+5511999990000", providerMessageId: "wamid.I" },
    calls: [
      {
        to,
        body: {
          messaging_product: "whatsapp",
          status: "read",
          message_id: "wamid.I",
          typing_indicator: { type: "text" },
        },
        answer: { status: 400, body: refusal(131009, "unknown message") },
      },
    ],
    error: { code: "meta_refused", words: "unknown message" },
  },
]);

describe("meta: the error catalogue", () => {
  it("says of every code what happened and what to do", () => {
    expect(metaErrors.size).toBeGreaterThan(100);
    for (const entry of metaErrors.values()) {
      expect(entry.title, entry.code).not.toBe("");
      expect(entry.advice, entry.code).toMatch(/\.$/);
    }
  });
});
