import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Filter } from "../../api/types.ts";
import { compileDraft } from "./compile-draft.ts";
import { toDraft } from "./read-draft.ts";
import { sampleLeaves } from "./sample-filters.ts";
import { decodeDraft, draftJson, encodeDraft, maxCodeLength } from "./share-draft.ts";

const inGroup = (filter: Filter): Filter => ({ kind: "and", children: [filter] });

describe("every kind and operator survives draft and back", () => {
  test.each(sampleLeaves.map((leaf) => [JSON.stringify(leaf), leaf] as const))("%s", (_label, leaf) => {
    const { filter, problems } = compileDraft(toDraft(inGroup(leaf)));
    expect(problems).toEqual([]);
    expect(filter).toEqual(inGroup(leaf));
  });
});

/** Trees as the builder makes them: an exclusion always has a group in it. */
const trees = fc.letrec<{ node: Filter; group: Filter }>((tie) => {
  const children = fc.array(tie("node"), { minLength: 1, maxLength: 4 });
  const plain = fc.record({ kind: fc.constantFrom("and", "or"), children }) as fc.Arbitrary<Filter>;
  return {
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(...sampleLeaves),
      tie("group"),
    ) as fc.Arbitrary<Filter>,
    group: fc.oneof(
      plain,
      plain.map((child): Filter => ({ kind: "not", child })),
    ),
  };
}).group;

/** An exclusion of an exclusion is the plain group it means; nothing else changes its shape. */
test("a tree, its draft, and the tree again", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const draft = toDraft(tree);
      const { filter, problems } = compileDraft(draft);
      expect(problems).toEqual([]);
      expect(filter).toEqual(tree);
      expect(draftJson(toDraft(filter))).toBe(draftJson(draft));
    }),
    { numRuns: 300 },
  );
});

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_");

describe("in an address", () => {
  test("a draft comes back as it was, unfinished filters too", async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (tree) => {
        const draft = toDraft(tree);
        draft.children.push(...toDraft(inGroup({ kind: "segment", segmentId: "" })).children);
        const code = await encodeDraft(draft);
        if (code === null) return;
        expect(code).toMatch(/^[\w-]+$/);
        const back = await decodeDraft(code);
        expect(back && draftJson(back)).toBe(draftJson(draft));
      }),
      { numRuns: 50 },
    );
  });

  test("what is too long, cut or hostile is nothing, and never an error", async () => {
    const noise = Array.from({ length: 3000 }, (_, at) => `value ${Math.sin(at)}`);
    const long = toDraft(
      inGroup({ kind: "attribute", name: "a", custom: true, type: "string", operator: "in", value: noise }),
    );
    expect(await encodeDraft(long)).toBeNull();
    const code = (await encodeDraft(toDraft({ kind: "and", children: [...sampleLeaves.slice(0, 3)] }))) ?? "";
    expect(await decodeDraft(code.slice(0, code.length / 2))).toBeNull();
    expect(await decodeDraft("?")).toBeNull();
    expect(await decodeDraft("A".repeat(maxCodeLength + 1))).toBeNull();
    const bomb = await new Response(
      new Blob([`{"kind":"and","x":"${"a".repeat(2_000_000)}"}`])
        .stream()
        .pipeThrough(new CompressionStream("deflate-raw")),
    ).arrayBuffer();
    expect(await decodeDraft(base64url(new Uint8Array(bomb)))).toBeNull();
  });

  test("foreign fields are dropped or replaced by what a new filter has", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sampleLeaves),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (leaf, noise) => {
          const draft = toDraft({ kind: "and", children: [{ ...noise, kind: leaf.kind }, noise, leaf] });
          expect(() => compileDraft(draft)).not.toThrow();
          expect(draft.children.length).toBeGreaterThanOrEqual(2);
        },
      ),
    );
  });
});
