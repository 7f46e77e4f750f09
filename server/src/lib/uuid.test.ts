import { expect, it } from "vitest";
import { nextUuidV7, uuidV7 } from "./uuid.ts";

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("is a UUIDv7 of its moment", () => {
  const at = new Date("2026-03-01T10:00:00.123Z");
  const id = uuidV7(at);
  expect(id).toMatch(shape);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at.getTime());
});

it("ids made one after the other sort so, also thousands within a millisecond", () => {
  const ids = Array.from({ length: 20_000 }, nextUuidV7);
  for (const id of ids) expect(id).toMatch(shape);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
