/** Examples of every kind of message with every part it can have, for the tables of all connectors. Made up for these tests. */
import type { OutboundContent, OutboundMessage, TemplateButton, TemplateHeader } from "../connector.ts";

export const ourNumber = { phone: "+551130001000", phoneNumberId: "1", wabaId: "2" } as const;

export function aMessage(
  messageId: string,
  content: OutboundContent = aTemplate(),
  more: Partial<OutboundMessage> = {},
): OutboundMessage {
  return { messageId, from: ourNumber, to: "+5511999990000", content, ...more };
}

type TemplateContent = Extract<OutboundContent, { kind: "template" }>;

export function aTemplate(parts: Partial<TemplateContent> = {}): TemplateContent {
  return { kind: "template", templateName: "t", language: "pt_BR", body: ["Ana"], buttons: [], ...parts };
}

export const everyHeader: readonly TemplateHeader[] = [
  { kind: "text", value: "Ana" },
  { kind: "image", url: "https://x.example/a.png" },
  { kind: "video", url: "https://x.example/a.mp4" },
  { kind: "gif", url: "https://x.example/a.gif.mp4" },
  { kind: "document", url: "https://x.example/a.pdf", filename: "a.pdf" },
  { kind: "document", url: "https://x.example/cat%C3%A1logo.pdf?v=1" },
  { kind: "location", latitude: -23.5, longitude: -46.6, name: "Loja", address: "Av. Paulista, 1" },
];

/** Sets of buttons as a template may have them; out of order, as nothing promises an order. */
export const everyButtons: readonly (readonly TemplateButton[])[] = [
  [
    { kind: "copy_code", index: 2, code: "AURORA" },
    { kind: "quick_reply", index: 0, payload: "yes" },
    { kind: "url", index: 1, suffix: "42" },
  ],
  [{ kind: "flow", index: 0, token: "token", data: { city: "Natal" } }],
  [{ kind: "flow", index: 0, token: "token" }],
  [{ kind: "catalog", index: 0, thumbnailProductId: "sku-1" }],
  [{ kind: "catalog", index: 0 }],
  [
    {
      kind: "multi_product",
      index: 0,
      thumbnailProductId: "sku-1",
      sections: [{ title: "Tea", productIds: ["sku-1", "sku-2"] }],
    },
  ],
];

const card = {
  header: { kind: "image", url: "https://x.example/1.png" },
  body: ["Tea", "R$ 10"],
  buttons: [
    { kind: "url", index: 1, suffix: "tea" },
    { kind: "quick_reply", index: 0, payload: "tea" },
  ],
} as const;

export const everyTemplate: readonly OutboundContent[] = [
  aTemplate({ body: [] }),
  ...everyHeader.map((header) => aTemplate({ header })),
  ...everyButtons.map((buttons) => aTemplate({ buttons })),
  aTemplate({
    cards: [card, { header: { kind: "video", url: "https://x.example/2.mp4" }, body: [], buttons: [] }],
  }),
  aTemplate({
    offerEndsAt: "2026-12-24T23:00:00.000Z",
    buttons: [{ kind: "copy_code", index: 0, code: "AURORA" }],
  }),
];

const parts = { body: "Which one?", footer: "Reply any time" } as const;
const replies = [
  { id: "y", title: "Yes" },
  { id: "n", title: "No" },
];
const image = { kind: "image", url: "https://x.example/a.png" } as const;

export const everyFreeForm: readonly OutboundContent[] = [
  { kind: "text", body: "Oi https://x.example", previewUrl: true },
  { kind: "image", url: "https://x.example/a.png", caption: "Look" },
  { kind: "video", url: "https://x.example/a.mp4" },
  { kind: "audio", url: "https://x.example/a.ogg", voice: true },
  { kind: "audio", url: "https://x.example/a.mp3" },
  { kind: "document", url: "https://x.example/a.pdf", filename: "offer.pdf", caption: "Read" },
  { kind: "sticker", url: "https://x.example/a.webp" },
  { kind: "location", latitude: 1.5, longitude: 2.5, name: "Loja", address: "Rua A, 1" },
  {
    kind: "contacts",
    contacts: [
      {
        name: {
          formatted: "Dr Ana B Silva Jr",
          first: "Ana",
          middle: "B",
          last: "Silva",
          prefix: "Dr",
          suffix: "Jr",
        },
        phones: [
          { phone: "+5511999990000", type: "cell", waId: "5511999990000" },
          { phone: "+551130001000", type: "fax" },
        ],
        emails: [{ email: "ana@x.example", type: "WORK" }],
        urls: [{ url: "https://x.example", type: "home" }],
        addresses: [
          {
            street: "Rua A",
            city: "Natal",
            state: "RN",
            zip: "59000",
            country: "Brasil",
            countryCode: "BR",
            type: "HOME",
          },
        ],
        organization: { company: "Aurora", department: "Tea", title: "Owner" },
        birthday: "1990-01-31",
      },
      { name: { formatted: "Bia", first: "Bia" } },
    ],
  },
  { kind: "buttons", header: { kind: "text", text: "Tea" }, buttons: replies, ...parts },
  { kind: "buttons", header: image, buttons: replies, body: "Which one?" },
  {
    kind: "buttons",
    header: { kind: "document", url: "https://x.example/a.pdf", filename: "a.pdf" },
    buttons: replies,
    body: "Which one?",
  },
  {
    kind: "list",
    header: { kind: "text", text: "Tea" },
    button: "Choose",
    sections: [
      { title: "Green", rows: [{ id: "1", title: "Sencha", description: "Fresh" }] },
      { title: "Black", rows: [{ id: "2", title: "Assam" }] },
    ],
    ...parts,
  },
  {
    kind: "list",
    button: "Choose",
    sections: [{ rows: [{ id: "1", title: "Sencha" }] }],
    body: "Which one?",
  },
  { kind: "url_button", header: image, button: { text: "Open", url: "https://x.example/tea" }, ...parts },
  { kind: "product", catalogId: "c", productId: "sku-1", ...parts },
  { kind: "product", catalogId: "c", productId: "sku-1" },
  {
    kind: "product_list",
    header: { kind: "text", text: "Tea" },
    catalogId: "c",
    sections: [{ title: "Green", productIds: ["sku-1", "sku-2"] }],
    ...parts,
  },
  {
    kind: "flow",
    header: { kind: "text", text: "Booking" },
    button: "Book",
    flowId: "77",
    flowToken: "token",
    mode: "published",
    action: "navigate",
    screen: "FIRST",
    data: { city: "Natal" },
    ...parts,
  },
  {
    kind: "flow",
    button: "Book",
    flowId: "77",
    flowToken: "token",
    mode: "draft",
    action: "data_exchange",
    body: "Book a table",
  },
  {
    kind: "flow",
    button: "Book",
    flowId: "77",
    flowToken: "token",
    mode: "published",
    action: "navigate",
    body: "Begins on the Flow's own first screen",
  },
  { kind: "location_request", body: "Where are you?" },
  {
    kind: "media_carousel",
    body: "Tea",
    cards: [
      { header: { kind: "image", url: "https://x.example/1.png" }, body: "Sencha", buttons: replies },
      { header: { kind: "video", url: "https://x.example/2.mp4" }, body: "Assam", buttons: replies },
    ],
  },
  {
    kind: "media_carousel",
    body: "Tea",
    cards: ["1", "2"].map((n) => ({
      header: { kind: "image" as const, url: `https://x.example/${n}.png` },
      body: "Sencha",
      link: { text: "Open", url: `https://x.example/tea/${n}` },
    })),
  },
];

/** All that every provider has. Reactions are not among them. */
export const everyContent: readonly OutboundContent[] = [...everyTemplate, ...everyFreeForm];
