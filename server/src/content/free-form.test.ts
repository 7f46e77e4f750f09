/** Every kind of message but the template: rendered per contact, seen by people, and held to the limits. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aContact } from "../../test/contact-values.ts";
import { checkContent } from "./check.ts";
import { limits, messageRules } from "./limits.ts";
import type { FreeFormContent, FreeFormKind } from "./message.ts";
import { previewFreeForm } from "./preview-free-form.ts";
import { compileMessage } from "./render.ts";
import type { ObjectRule, Rule } from "./shape.ts";

const values = { contact: aContact(), properties: { n: 1 }, flowToken: "p1-00-x" };
const url = "https://x.example/a";
const name = "{{${first_name}}}";
const body = `Oi ${name}`;
const reply = (id: string) => ({ id, title: `T${id}` });
const card = { header: { kind: "image", url }, body: "Café", link: { text: "Ver", url } } as const;

/** kind -> what is written, what leaves (where it differs), what a person sees. */
const cases: Record<FreeFormKind, [FreeFormContent, object, object]> = {
  text: [{ kind: "text", body, previewUrl: true }, { body: "Oi Ana" }, { body: "Oi Ana" }],
  image: [
    { kind: "image", url, caption: body },
    { caption: "Oi Ana" },
    { header: { format: "IMAGE", mediaUrl: url }, body: "Oi Ana" },
  ],
  video: [
    { kind: "video", url: `${url}/{{\${user_id}}}` },
    { url: `${url}/u1` },
    { header: { format: "VIDEO" } },
  ],
  audio: [{ kind: "audio", url, voice: true }, { voice: true }, { header: { format: "AUDIO" } }],
  document: [
    { kind: "document", url, filename: `${name}.pdf` },
    { filename: "Ana.pdf" },
    { header: { filename: "Ana.pdf" } },
  ],
  sticker: [{ kind: "sticker", url }, { url }, { header: { format: "STICKER" } }],
  location: [
    { kind: "location", latitude: "{{ -8.05 }}", longitude: -34.9, name: "{{${last_name}}}" },
    { kind: "location", latitude: -8.05, longitude: -34.9 },
    { header: { format: "LOCATION", latitude: -8.05, longitude: -34.9 } },
  ],
  contacts: [
    {
      kind: "contacts",
      contacts: [{ name: { formatted: name, first: name }, phones: [{ phone: "+5581", type: "cell" }] }],
    },
    { contacts: [{ name: { formatted: "Ana", first: "Ana" }, phones: [{ phone: "+5581", type: "CELL" }] }] },
    { contacts: [{ name: "Ana", details: ["+5581"] }] },
  ],
  reaction: [{ kind: "reaction", providerMessageId: "wamid.1", emoji: "👍🏽" }, {}, { reaction: "👍🏽" }],
  buttons: [
    {
      kind: "buttons",
      body,
      header: { kind: "image", url },
      buttons: [reply("1"), { id: "2", title: name }],
    },
    {
      buttons: [
        { id: "1", title: "T1" },
        { id: "2", title: "Ana" },
      ],
    },
    {
      buttons: [
        { type: "QUICK_REPLY", text: "T1" },
        { type: "QUICK_REPLY", text: "Ana" },
      ],
    },
  ],
  list: [
    {
      kind: "list",
      body,
      button: "Abrir",
      sections: [{ rows: [{ id: "1", title: name, description: "x" }] }],
    },
    { sections: [{ rows: [{ id: "1", title: "Ana", description: "x" }] }] },
    { buttons: [{ type: "LIST", text: "Abrir" }], sections: [{ rows: [{ title: "Ana" }] }] },
  ],
  url_button: [
    { kind: "url_button", body, button: { text: "Ver", url: `${url}?{{\${user_id}}}` }, footer: "Loja" },
    { button: { text: "Ver", url: `${url}?u1` } },
    { buttons: [{ type: "URL", url: `${url}?u1` }], footer: "Loja" },
  ],
  product: [
    { kind: "product", catalogId: "1", productId: "{{${user_id}}}" },
    { productId: "u1" },
    { sections: [{ rows: [{ title: "u1" }] }] },
  ],
  product_list: [
    {
      kind: "product_list",
      header: { kind: "text", text: "Loja" },
      body,
      catalogId: "1",
      sections: [{ title: "A", productIds: ["a", "b"] }],
    },
    { body: "Oi Ana" },
    { sections: [{ title: "A", rows: [{ title: "a" }, { title: "b" }] }] },
  ],
  flow: [
    {
      kind: "flow",
      body,
      button: "Abrir",
      flowId: "9",
      mode: "published",
      action: "navigate",
      data: { nome: name, n: 1 },
    },
    { flowToken: "p1-00-x", data: { nome: "Ana", n: 1 } },
    { buttons: [{ type: "FLOW", text: "Abrir" }] },
  ],
  location_request: [
    { kind: "location_request", body },
    { body: "Oi Ana" },
    { buttons: [{ type: "LOCATION_REQUEST" }] },
  ],
  media_carousel: [
    { kind: "media_carousel", body, cards: [card, { ...card, body: name }] },
    { cards: [card, { body: "Ana" }] },
    { cards: [{ body: "Café", buttons: [{ type: "URL", url }] }, { body: "Ana" }] },
  ],
};

describe("a message of any kind", () => {
  it.each(Object.entries(cases))(
    "%s is filled for the provider and for the eye",
    (kind, [content, leaves, seen]) => {
      expect(checkContent(content)).toEqual([]);
      const result = compileMessage(content).render(values);
      expect(result).toMatchObject({ ok: true, content: { kind, ...leaves }, rendered: seen });
      expect(JSON.stringify(result)).not.toContain("{{");
      expect(previewFreeForm(content, values)).toMatchObject({ rendered: seen, problems: [] });
      expect(previewFreeForm(content, null).problems).toEqual([]);
    },
  );

  it.each<[string, unknown, string, string]>([
    ["an unknown field", { kind: "text", body: "a", color: "red" }, "color", "field_invalid"],
    ["no body", { kind: "text" }, "body", "field_missing"],
    ["an address that is none", { kind: "image", url: "ftp://x" }, "url", "field_invalid"],
    [
      "four buttons",
      { kind: "buttons", body: "a", buttons: ["1", "2", "3", "4"].map(reply) },
      "buttons",
      "field_invalid",
    ],
    [
      "two buttons of one title",
      { kind: "buttons", body: "a", buttons: [reply("1"), { id: "2", title: "T1" }] },
      "buttons",
      "field_invalid",
    ],
    [
      "a list with one row id twice",
      {
        kind: "list",
        body: "a",
        button: "b",
        sections: [
          { title: "a", rows: [reply("1")] },
          { title: "b", rows: [reply("1")] },
        ],
      },
      "sections",
      "field_invalid",
    ],
    [
      "a list with eleven rows",
      {
        kind: "list",
        body: "a",
        button: "b",
        sections: [
          { title: "a", rows: [..."123456"].map(reply) },
          { title: "b", rows: [..."7890a"].map(reply) },
        ],
      },
      "sections",
      "field_invalid",
    ],
    [
      "sections without titles",
      {
        kind: "list",
        body: "a",
        button: "b",
        sections: [{ title: "a", rows: [reply("1")] }, { rows: [reply("2")] }],
      },
      "sections[1].title",
      "field_invalid",
    ],
    [
      "31 products",
      {
        ...cases.product_list[0],
        sections: ["a", "b"].map((title) => ({
          title,
          productIds: Array.from({ length: 16 }, (_, i) => `${title}${i}`),
        })),
      },
      "sections",
      "field_invalid",
    ],
    ["one card", { kind: "media_carousel", body: "a", cards: [card] }, "cards", "field_invalid"],
    [
      "a card with both kinds of button",
      { kind: "media_carousel", body: "a", cards: [card, { ...card, buttons: [reply("1")] }] },
      "cards[1].buttons",
      "field_invalid",
    ],
    [
      "cards that differ",
      { kind: "media_carousel", body: "a", cards: [card, { header: card.header, buttons: [reply("1")] }] },
      "cards[1]",
      "field_invalid",
    ],
    ["a latitude of 91", { kind: "location", latitude: 91, longitude: 0 }, "latitude", "field_invalid"],
    ["two emoji", { kind: "reaction", providerMessageId: "x", emoji: "👍👍" }, "emoji", "field_invalid"],
    [
      "a birthday that never was",
      { kind: "contacts", contacts: [{ name: { formatted: "A", first: "A" }, birthday: "2026-02-30" }] },
      "contacts[0].birthday",
      "field_invalid",
    ],
    [
      "Liquid that is not valid",
      { kind: "buttons", body: "a", buttons: [{ id: "1", title: "{{ x }}" }] },
      "buttons[0].title",
      "liquid_invalid",
    ],
    ["no kind of ours", { kind: "poll" }, "kind", "field_invalid"],
  ])("is refused before it is queued with %s", (_label, content, field, code) => {
    expect(checkContent(content as FreeFormContent)).toMatchObject([{ field, code }]);
    expect(previewFreeForm(content as FreeFormContent, values).problems).toMatchObject([{ field, code }]);
  });

  it.each<[string, FreeFormContent, string, string]>([
    [
      "two titles that came out alike",
      {
        kind: "buttons",
        body: "a",
        buttons: [reply("1"), { id: "2", title: "T{{api_trigger_properties.${n}}}" }],
      },
      "buttons",
      "variable_invalid",
    ],
    [
      "a title that came out too long",
      { kind: "buttons", body: "a", buttons: [{ id: "1", title: `${name} ${"x".repeat(18)}` }] },
      "buttons[0].title",
      "message_too_long",
    ],
    ["an address that came out empty", { kind: "image", url: "{{${last_name}}}" }, "url", "variable_empty"],
    [
      "a number that came out as a word",
      { kind: "location", latitude: name, longitude: 1 },
      "latitude",
      "variable_invalid",
    ],
    ["an abort", { kind: "sticker", url: "{% abort_message('no') %}" }, "", "liquid_abort"],
  ])("is held back from one contact with %s", (_label, content, field, code) => {
    expect(checkContent(content)).toEqual([]);
    expect(compileMessage(content).render(values)).toMatchObject({ ok: false, field, code });
  });

  it("takes a reaction back with an empty emoji, and keeps typed Liquid that stays text", () => {
    expect(
      compileMessage({ kind: "reaction", providerMessageId: "x", emoji: "" }).render(values),
    ).toMatchObject({
      content: { emoji: "" },
    });
    expect(
      compileMessage({ kind: "text", body: "{% raw %}{{1}}{% endraw %}", previewUrl: false }).render(values),
    ).toMatchObject({ content: { body: "{{1}}" } });
  });
});

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly max: number;
}

/** Texts of a rule without a format of their own, at the first place of every list. */
function textLeaves(rule: Rule, path: readonly (string | number)[] = []): Leaf[] {
  if (rule.type === "text") return rule.format && rule.format !== "line" ? [] : [{ path, max: rule.max }];
  if (rule.type === "list") return textLeaves(rule.of, [...path, 0]);
  if (rule.type === "object")
    return Object.entries(rule.fields).flatMap(([key, field]) => textLeaves(field, [...path, key]));
  return [];
}

function withLeaf(value: unknown, [at, ...rest]: readonly (string | number)[], leaf: string): unknown {
  if (at === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((item, index) => (index === at ? withLeaf(item, rest, leaf) : item));
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [at]: withLeaf(object[at], rest, leaf) };
}

function has(value: unknown, path: readonly (string | number)[]): boolean {
  return (
    path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value) !== undefined
  );
}

describe("the table of limits", () => {
  const leaves = Object.entries(messageRules).flatMap(([kind, rule]) =>
    textLeaves(rule as ObjectRule)
      .filter(({ path }) => has(cases[kind as FreeFormKind][0], path))
      .map((leaf) => [kind as FreeFormKind, leaf] as const),
  );
  const path = ({ path: parts }: Leaf) =>
    parts.reduce<string>(
      (text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${part}` : part),
      "",
    );

  it("lets every text have just its length, typed or rendered, and not one unit more", () => {
    expect(leaves.length).toBeGreaterThan(25);
    fc.assert(
      fc.property(fc.constantFrom(...leaves), fc.boolean(), fc.boolean(), ([kind, leaf], over, emoji) => {
        const unit = emoji ? "é" : "x";
        const text = unit.repeat(leaf.max + (over ? 1 : 0));
        const typed = withLeaf(cases[kind][0], leaf.path, text) as FreeFormContent;
        const problems = checkContent(typed).map(({ field, code }) => [field, code]);
        expect(problems).toEqual(over ? [[path(leaf), "field_too_long"]] : []);
        const longNote = { contact: aContact({ attributes: { long: text } }), flowToken: "t" };
        const rendered = withLeaf(
          cases[kind][0],
          leaf.path,
          "{{custom_attribute.${long}}}",
        ) as FreeFormContent;
        const result = compileMessage(rendered).render(longNote);
        expect(result).toMatchObject(
          over ? { ok: false, code: "message_too_long", field: path(leaf) } : { ok: true },
        );
      }),
      { numRuns: 300 },
    );
  });

  it("counts UTF-16 units: an emoji takes two", () => {
    const button = (title: string): FreeFormContent => ({
      kind: "buttons",
      body: "a",
      buttons: [{ id: "1", title }],
    });
    expect(checkContent(button("😀".repeat(10)))).toEqual([]);
    expect(checkContent(button("😀".repeat(11)))).toMatchObject([{ code: "field_too_long" }]);
    expect(limits.payload).toBe(128);
  });

  it("never throws, whatever is given as a message", () => {
    fc.assert(
      fc.property(
        fc.record({ kind: fc.constantFrom(...Object.keys(messageRules)) }),
        fc.dictionary(
          fc.constantFrom("body", "url", "cards", "sections", "buttons", "header", "contacts", "link"),
          fc.jsonValue(),
        ),
        ({ kind }, fields) => {
          const content = { kind, ...fields } as unknown as FreeFormContent;
          const problems = checkContent(content);
          if (problems.length === 0) compileMessage(content).render(values);
          previewFreeForm(content, values);
        },
      ),
    );
  });
});
