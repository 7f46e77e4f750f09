import { describe, expect, test } from "vitest";
import type { Json } from "../../../api/types.ts";
import { draftOf, type FieldDraft, type FieldKind, kindOfAttribute, parseDraft } from "./attribute-value.ts";

describe("the field of an attribute", () => {
  test.each<[Parameters<typeof kindOfAttribute>[0], Json | undefined, FieldKind]>([
    ["string", "gold", "text"],
    ["date", "2026-01-01", "date"],
    ["array", [], "list"],
    ["object", {}, "json"],
    [undefined, 3, "number"],
    [undefined, false, "boolean"],
    [undefined, ["a"], "list"],
    [undefined, [{ a: 1 }], "json"],
    [undefined, { a: 1 }, "json"],
    [undefined, null, "text"],
  ])("%j %j → %s", (type, value, kind) => {
    expect(kindOfAttribute(type, value)).toBe(kind);
  });
});

describe("values survive being edited untouched", () => {
  test.each<[FieldKind, Json]>([
    ["text", "gold"],
    ["number", 2.5],
    ["boolean", false],
    ["date", "2026-01-31"],
    ["list", ["a", "b"]],
    ["json", { street: "Rua Augusta", number: 1200 }],
  ])("%s", (kind, value) => {
    expect(parseDraft(kind, draftOf(kind, value))).toEqual({ value });
  });
});

describe("what is typed becomes a value", () => {
  test.each<[FieldKind, FieldDraft, ReturnType<typeof parseDraft>]>([
    ["text", "  gold ", { value: "gold" }],
    ["text", "  ", { value: null }],
    ["number", "2,5", { value: 2.5 }],
    ["number", "two", { problem: "not_number" }],
    ["json", "{", { problem: "not_json" }],
    ["list", [], { value: null }],
    ["boolean", "true", { value: true }],
  ])("%s %j", (kind, draft, parsed) => {
    expect(parseDraft(kind, draft)).toEqual(parsed);
  });
});
