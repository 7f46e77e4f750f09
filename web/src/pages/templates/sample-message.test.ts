import { expect, it } from "vitest";
import { sampleMessage } from "./sample-message.ts";

it("puts sample values into text, header and buttons, and leaves what has none", () => {
  const message = sampleMessage({
    structure: {
      header: { format: "TEXT", text: "Hello {{1}}" },
      body: { text: "{{1}}, your order {{2}} is here" },
      footer: { text: "Reply STOP" },
      buttons: [
        { type: "QUICK_REPLY", text: "Thanks" },
        { type: "URL", text: "Track", url: "https://shop.example/{{1}}" },
        { type: "COPY_CODE", text: "Copy" },
      ],
    },
    variables: [
      { key: "header.1", component: "header", index: 1, kind: "text", sample: "Ana" },
      { key: "body.1", component: "body", index: 1, kind: "text", sample: "Ana" },
      { key: "body.2", component: "body", index: 2, kind: "text", sample: null },
      { key: "button.1.url", component: "button", index: 1, kind: "url_suffix", sample: "o/17" },
      { key: "button.2.code", component: "button", index: 2, kind: "coupon", sample: "SPRING" },
    ],
  });
  expect(message).toEqual({
    header: { format: "TEXT", text: "Hello Ana", mediaUrl: undefined },
    body: "Ana, your order {{2}} is here",
    footer: "Reply STOP",
    buttons: [
      { type: "QUICK_REPLY", text: "Thanks", url: undefined, code: undefined },
      { type: "URL", text: "Track", url: "https://shop.example/o/17", code: undefined },
      { type: "COPY_CODE", text: "Copy", url: undefined, code: "SPRING" },
    ],
  });
});
