import { HttpError } from "../../lib/http.ts";
import { aMessage } from "../testing/contents.ts";
import { classic, script, setup } from "../testing/infobip-setup.ts";
import { runSendCases } from "../testing/run-cases.ts";

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
      aMessage("a", {
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
              urlOptions: { shortenUrl: false, trackClicks: false },
            },
          ],
        },
      },
    ],
    results: { a: accepted },
  },
  {
    label: "a text, whose links stay as they are",
    messages: [aMessage("a", { kind: "text", body: "Oi", previewUrl: false })],
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
    label: "a reply quotes what it answers, to somebody who shows only a user id",
    messages: [
      aMessage(
        "a",
        { kind: "sticker", url: "https://x.example/a.webp" },
        { to: "BR.123", replyTo: "wamid.1" },
      ),
    ],
    calls: [
      {
        to: "POST /whatsapp/1/message/sticker",
        body: {
          from: "551130001000",
          to: "BR.123",
          messageId: "a",
          content: { mediaUrl: "https://x.example/a.webp" },
          context: { replyToMessageId: "wamid.1" },
        },
        answer: { status: 200, body: taken("a") },
      },
    ],
    results: { a: accepted },
  },
  {
    label: "a free-form message whose field is refused",
    messages: [aMessage("a", { kind: "location_request", body: "" })],
    calls: script([
      { status: 400, body: classic("Bad request", { "content.body.text": ["must not be blank"] }) },
    ]),
    results: { a: refused("infobip:invalid-field", "content.body.text: must not be blank", "fail") },
  },
  {
    label: "rejections inside a 200, among them a duplicate id, which means accepted",
    messages: [aMessage("a"), aMessage("b"), aMessage("c"), aMessage("d")],
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
    messages: [aMessage("a"), aMessage("b"), aMessage("c")],
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
    label: "paths deep inside cards and sections lead to their messages, and two culprits go at once",
    messages: [aMessage("a"), aMessage("b"), aMessage("c"), aMessage("d")],
    calls: script([
      {
        status: 400,
        body: classic("Bad request", {
          "messages[0].content.templateData.carousel.cards[3].buttons[0].parameter": ["must not be blank"],
          "messages[2].content.templateData.buttons[0].sections[1].productRetailerIds[4]": [
            "must not be blank",
            "must be unique",
          ],
          "messages[2].content.templateName": ["size must be between 1 and 512"],
        }),
      },
      { status: 200, body: { messages: [taken("b"), taken("d")] } },
    ]),
    results: {
      a: refused(
        "infobip:invalid-field",
        "content.templateData.carousel.cards[3].buttons[0].parameter: must not be blank",
        "fail",
      ),
      b: accepted,
      c: refused(
        "infobip:invalid-field",
        "content.templateData.buttons[0].sections[1].productRetailerIds[4]: must not be blank, must be unique",
        "fail",
      ),
      d: accepted,
    },
  },
  {
    label: "the newer shape of errors names the message too, under another root",
    messages: [aMessage("a"), aMessage("b")],
    calls: script([
      {
        status: 400,
        body: {
          errorCode: "E400",
          description: "Request cannot be processed.",
          violations: [{ property: "request.messages[0].content.language", violation: "is not supported" }],
        },
      },
      { status: 200, body: { messages: [taken("b")] } },
    ]),
    results: {
      a: refused("infobip:invalid-field", "content.language: is not supported", "fail"),
      b: accepted,
    },
  },
  {
    label: "a path that leads to no message of the call: halves, as when nobody is named",
    messages: [aMessage("a"), aMessage("b")],
    calls: script([
      { status: 400, body: classic("Bad request", { "messages[7].to": ["must not be blank"] }) },
      { status: 200, body: { messages: [taken("b")] } },
      { status: 400, body: classic("Bad request", { to: ["must not be blank"] }) },
    ]),
    results: { a: refused("infobip:invalid-field", "to: must not be blank", "fail"), b: accepted },
  },
  {
    label: "the rest fails for another reason: what was found stays found",
    messages: [aMessage("a"), aMessage("b")],
    calls: script([
      { status: 400, body: classic("Bad request", { "messages[0].to": ["must not be blank"] }) },
      { status: 429, body: classic("Too many requests") },
    ]),
    results: {
      a: refused("infobip:invalid-field", "to: must not be blank", "fail"),
      b: refused("infobip:http-429", slow, "slow_down"),
    },
  },
  {
    label: "a 400 that names nobody: halves until the culprit is alone",
    messages: [aMessage("a"), aMessage("b"), aMessage("c")],
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
    messages: [aMessage("a")],
    calls: script([{ status: 401, body: classic("Invalid login details") }]),
    results: { a: refused("infobip:http-401", "Invalid login details", "pause_connection") },
  },
  {
    label: "a missing scope pauses the connection",
    messages: [aMessage("a")],
    calls: script([{ status: 403, body: classic("Forbidden") }]),
    results: { a: refused("infobip:http-403", "Forbidden", "pause_connection") },
  },
  {
    label: "too many requests slow down",
    messages: [aMessage("a"), aMessage("b")],
    calls: script([{ status: 429, body: classic("Too many requests") }]),
    results: {
      a: refused("infobip:http-429", slow, "slow_down"),
      b: refused("infobip:http-429", slow, "slow_down"),
    },
  },
  {
    label: "a server error leaves the outcome open",
    messages: [aMessage("a")],
    calls: script([{ status: 500, body: "<html>" }]),
    results: { a: unknown("infobip:http-5xx", "Infobip had an internal error") },
  },
  {
    label: "a timeout leaves the outcome open",
    messages: [aMessage("a")],
    calls: script([new HttpError("timeout", "x did not answer in time.", true)]),
    results: { a: unknown("infobip:timeout", "x did not answer in time.") },
  },
  {
    label: "a connection that was never made leaves no doubt",
    messages: [aMessage("a")],
    calls: script([new HttpError("unreachable", "x could not be reached", false)]),
    results: { a: refused("infobip:unreachable", "x could not be reached", "retry") },
  },
  {
    label: "an answer without one of the messages leaves that one open",
    messages: [aMessage("a"), aMessage("b")],
    calls: script([{ status: 200, body: { messages: [taken("a")] } }]),
    results: { a: accepted, b: unknown("infobip:unreadable", "Infobip's answer could not be understood") },
  },
]);
