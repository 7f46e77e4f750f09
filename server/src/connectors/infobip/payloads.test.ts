/** Every kind of message as it leaves. The examples are those that all connectors are shown. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { aMessage, everyContent } from "../testing/contents.ts";
import { buildPayload, sendableKinds } from "./payloads.ts";

/** What must leave for each of `everyContent`, in its order. */
const expected: readonly unknown[] = JSON.parse(
  readFileSync(new URL("payloads.cases.json", import.meta.url), "utf8"),
);

interface Sent {
  readonly content: unknown;
  readonly urlOptions?: unknown;
}

function sent(index: number): { path: string; one: Sent } {
  const content = everyContent[index];
  if (!content) throw new Error("no such example");
  const { path, body } = buildPayload([aMessage("m", content)]);
  const one = "messages" in (body as object) ? (body as { messages: Sent[] }).messages[0] : (body as Sent);
  if (!one) throw new Error("nothing was built");
  return { path: path.replace("/whatsapp/1/message/", ""), one };
}

it.each(everyContent.map((content, index) => [index, content.kind] as const))("example %i, %s", (index) => {
  const { path, one } = sent(index);
  expect({ path, content: one.content }).toEqual(expected[index]);
  expect(expected).toHaveLength(everyContent.length);
});

it("turns links off wherever Infobip would rewrite them", () => {
  const without = everyContent.flatMap((content, index) =>
    sent(index).one.urlOptions ? [] : [content.kind],
  );
  expect([...new Set(without)]).toEqual(["audio", "sticker", "location", "contacts"]);
});

it("has an example of every kind Infobip can send, which is all but reactions", () => {
  expect(new Set(everyContent.map(({ kind }) => kind))).toEqual(new Set(sendableKinds));
  expect(sendableKinds.has("reaction")).toBe(false);
  expect(() =>
    buildPayload([aMessage("m", { kind: "reaction", providerMessageId: "w", emoji: "👍" })]),
  ).toThrow();
});

it("never mixes kinds in one call", () => {
  const mixed = [aMessage("a"), aMessage("b", { kind: "text", body: "Oi", previewUrl: false })];
  expect(() => buildPayload(mixed)).toThrow("one kind");
});
