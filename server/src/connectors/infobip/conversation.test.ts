/** Templates read back, typing and ticks, inbound files. */
import { HttpError } from "../../lib/http.ts";
import { ourNumber } from "../testing/contents.ts";
import { classic, setup } from "../testing/infobip-setup.ts";
import { runAccountCases, runMediaCases, runPresenceCases } from "../testing/run-cases.ts";

const card = (format: string, extra: object = {}) => ({
  header: { format, example: "https://x.example/1" },
  body: { text: "{{1}} for {{2}}", examples: ["Tea", "10"] },
  buttons: [{ type: "URL", text: "Open", url: "https://x.example/{{1}}" }],
  ...extra,
});
const template = (name: string, structure: object, change: object = {}) => ({
  id: 111,
  businessAccountId: 222,
  name,
  language: "pt_BR",
  status: "APPROVED",
  category: "MARKETING",
  quality: "HIGH",
  structure,
  ...change,
});
const read = {
  providerId: "111",
  language: "pt_BR",
  status: "APPROVED",
  category: "MARKETING",
  quality: "HIGH",
};

runAccountCases(setup, [
  {
    label: "every part that can be filled",
    ask: "fetchTemplates",
    number: ourNumber,
    calls: [
      {
        to: "GET /whatsapp/2/senders/551130001000/templates",
        answer: {
          status: 200,
          body: {
            templates: [
              template("plain", {
                type: "MEDIA",
                header: { format: "GIF", example: "https://x.example/a.mp4" },
                body: { text: "Hi {{1}}", examples: ["Ana"] },
                footer: { text: "Bye" },
                buttons: [
                  { type: "QUICK_REPLY", text: "Yes" },
                  { type: "PHONE_NUMBER", text: "Call", phoneNumber: "+551130001000" },
                  { type: "FLOW", text: "Book", flowId: 77, flowAction: "NAVIGATE", navigateScreen: "A" },
                  { type: "COPY_CODE", text: "Copy", example: "X" },
                  { type: "CATALOG", text: "View" },
                ],
                shorteningOptions: { customDomain: "go.example" },
              }),
              template("cards", {
                body: { text: "Look" },
                carousel: { cards: [card("IMAGE"), card("VIDEO", { body: null, buttons: [] })] },
              }),
              template("offer", {
                body: { text: "Hurry" },
                limitedTimeOffer: { hasExpiration: true, text: "Ends soon" },
                buttons: [{ type: "COPY_CODE", text: "Copy" }],
              }),
              template(
                "new words",
                { body: { text: "x" } },
                { status: "DORMANT", quality: undefined, id: "9" },
              ),
            ],
          },
        },
      },
    ],
    result: [
      {
        ...read,
        name: "plain",
        structure: {
          header: { format: "GIF", sampleUrl: "https://x.example/a.mp4" },
          body: { text: "Hi {{1}}" },
          footer: { text: "Bye" },
          buttons: [
            { type: "QUICK_REPLY", text: "Yes" },
            { type: "PHONE_NUMBER", text: "Call", phoneNumber: "+551130001000" },
            { type: "FLOW", text: "Book", flowId: "77" },
            { type: "COPY_CODE", text: "Copy" },
            { type: "CATALOG", text: "View" },
          ],
        },
      },
      {
        ...read,
        name: "cards",
        structure: {
          body: { text: "Look" },
          carousel: {
            cards: [
              {
                header: { format: "IMAGE", sampleUrl: "https://x.example/1" },
                body: { text: "{{1}} for {{2}}" },
                buttons: [{ type: "URL", text: "Open", url: "https://x.example/{{1}}" }],
              },
              { header: { format: "VIDEO", sampleUrl: "https://x.example/1" } },
            ],
          },
        },
      },
      {
        ...read,
        name: "offer",
        structure: {
          body: { text: "Hurry" },
          buttons: [{ type: "COPY_CODE", text: "Copy" }],
          limitedTimeOffer: { text: "Ends soon", hasExpiration: true },
        },
      },
      {
        ...read,
        providerId: "9",
        name: "new words",
        status: "DORMANT",
        quality: "UNKNOWN",
        structure: { body: { text: "x" } },
      },
    ],
  },
  {
    label: "parts that cannot be filled are named",
    ask: "fetchTemplates",
    number: ourNumber,
    calls: [
      {
        answer: {
          status: 200,
          body: {
            templates: [
              template("order", {
                body: { text: "x" },
                buttons: [{ type: "ORDER_DETAILS", variant: "BRAZIL" }],
              }),
              template("status", { body: { text: "x" } }, { subCategory: "ORDER_STATUS" }),
              template("call", { body: { text: "x" }, callPermissionRequest: {} }),
              template("new", {
                type: "UNSUPPORTED",
                header: { format: "HOLOGRAM" },
                body: { text: "x" },
                poll: {},
                carousel: { cards: [{ header: { format: "DOCUMENT" } }] },
              }),
            ],
          },
        },
      },
    ],
    result: [
      {
        ...read,
        name: "order",
        structure: {
          body: { text: "x" },
          buttons: [{ type: "ORDER_DETAILS", text: "" }],
          unsupported: ["button ORDER_DETAILS"],
        },
      },
      { ...read, name: "status", structure: { body: { text: "x" }, unsupported: ["ORDER_STATUS"] } },
      { ...read, name: "call", structure: { body: { text: "x" }, unsupported: ["callPermissionRequest"] } },
      {
        ...read,
        name: "new",
        structure: {
          body: { text: "x" },
          carousel: { cards: [{ header: { format: "IMAGE" } }] },
          unsupported: ["UNSUPPORTED", "poll", "card header DOCUMENT", "header HOLOGRAM"],
        },
      },
    ],
  },
  {
    label: "a sender that is not on this account",
    ask: "fetchTemplates",
    number: ourNumber,
    calls: [{ answer: { status: 404, body: classic("Not found") } }],
    error: { code: "infobip_refused", words: "list the templates" },
  },
]);

const presence = { from: ourNumber, to: "+5511999990000", providerMessageId: "wamid.A=B/1" };

runPresenceCases(setup, [
  {
    label: "typing",
    show: "showTyping",
    presence,
    calls: [
      {
        to: "POST /whatsapp/1/events",
        body: {
          events: [
            {
              sender: "551130001000",
              destinations: [{ to: "5511999990000" }],
              content: { type: "TYPING_INDICATOR" },
            },
          ],
        },
        answer: { status: 200, body: {} },
      },
    ],
    result: undefined,
  },
  {
    label: "refused",
    show: "showTyping",
    presence,
    calls: [{ answer: { status: 400, body: { description: "No session" } } }],
    error: { code: "infobip_refused", words: "No session" },
  },
  {
    label: "blue ticks; the id travels in the path",
    show: "markRead",
    presence,
    calls: [
      {
        to: "POST /whatsapp/1/senders/551130001000/message/wamid.A%3DB%2F1/read",
        body: null,
        answer: { status: 204, body: "" },
      },
    ],
    result: undefined,
  },
]);

const path = "/whatsapp/1/senders/551130001000/media/9";
const jpeg = { status: 200, body: "bytes", headers: { "content-type": "image/jpeg" } };

runMediaCases(setup, [
  {
    label: "behind the key",
    media: { ref: `https://x.api.infobip.com${path}` },
    calls: [{ to: `GET ${path}`, answer: jpeg }],
    result: { contentType: "image/jpeg", text: "bytes" },
  },
  {
    label: "one redirect away, where the key must not go",
    media: { ref: `https://x.api.infobip.com${path}` },
    calls: [
      {
        to: `GET ${path}`,
        answer: { status: 302, body: "", headers: { location: "https://cdn.example/9?s=1" } },
      },
      { to: "GET https://cdn.example/9?s=1", auth: "none", answer: jpeg },
    ],
    result: { contentType: "image/jpeg", text: "bytes" },
  },
  {
    label: "an address on another host leads to ours: the key goes nowhere else",
    media: { ref: `https://evil.example${path}` },
    calls: [{ to: `GET ${path}`, answer: jpeg }],
    result: { contentType: "image/jpeg", text: "bytes" },
  },
  {
    label: "an address that is no media",
    media: { ref: "https://x.api.infobip.com/account/1/balance" },
    calls: [],
    error: { code: "media_refused" },
  },
  { label: "gone", media: { ref: path }, calls: [{ answer: { status: 404, body: "" } }], result: null },
  {
    label: "refused",
    media: { ref: path },
    calls: [{ answer: { status: 403, body: "" } }],
    error: { code: "media_refused" },
  },
  {
    label: "larger than allowed",
    media: { ref: path },
    maxBytes: 3,
    calls: [{ answer: jpeg }],
    error: { code: "media_too_large" },
  },
  {
    label: "nobody answers",
    media: { ref: path },
    calls: [{ answer: new HttpError("timeout", "x did not answer in time.", true) }],
    error: { code: "media_unreachable" },
  },
]);
