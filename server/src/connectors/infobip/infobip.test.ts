import { describe, expect, it } from "vitest";
import { explainProviderError } from "../registry.ts";
import { parseDate } from "./dates.ts";
import { infobipErrors } from "./errors.ts";

describe("infobip: dates", () => {
  it.each([
    ["2019-04-09T16:00:58.647-0300", "2019-04-09T19:00:58.647Z"],
    ["2025-01-01T10:10:00.000+0000", "2025-01-01T10:10:00.000Z"],
    ["2025-01-01T10:10:00+05:30", "2025-01-01T04:40:00.000Z"],
    ["2025-01-01T10:10:00", "2025-01-01T10:10:00.000Z"],
    ["2025-01-01 10:10:00.5Z", "2025-01-01T10:10:00.500Z"],
    [1_700_000_000_000, "2023-11-14T22:13:20.000Z"],
    ["yesterday", undefined],
    [null, undefined],
  ])("%s", (value, expected) => {
    expect(parseDate(value)?.toISOString()).toBe(expected);
  });
});

describe("infobip: the error catalogue", () => {
  it("tells a person what happened and what to do, for every code", () => {
    for (const [code, entry] of infobipErrors) {
      expect(entry.code).toBe(code);
      expect(entry.title.length, code).toBeGreaterThan(10);
      expect(entry.advice.length, code).toBeGreaterThan(10);
    }
    expect(infobipErrors.size).toBeGreaterThan(85);
  });

  it("explains codes that are not in it, and leaves others' codes alone", () => {
    expect(explainProviderError("infobip:7999")?.title).toContain("7999");
    expect(explainProviderError("not_subscribed")).toBeNull();
  });
});
