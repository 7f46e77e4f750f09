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

  it.each([
    ["status", [4, 6, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 29, 31, 51, 52, 87, 100]],
    [
      "error",
      [
        2052, 4099, 4101, 5492, 7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 7010, 7011, 7012, 7013,
        7014, 7015, 7016, 7017, 7018, 7019, 7020, 7021, 7022, 7023, 7024, 7025, 7026, 7027, 7029, 7030, 7031,
        7032, 7033, 7034, 7035, 7036, 7037, 7038, 7050, 7051, 7052, 7080, 7081, 7082, 7083, 7084, 7102, 7201,
        7280, 7281,
      ],
    ],
  ])("knows every %s that Infobip lists for WhatsApp", (family, ids) => {
    const codes = ids.map((id) => (family === "status" ? `infobip:status-${id}` : `infobip:${id}`));
    expect(codes.filter((code) => !infobipErrors.has(code))).toEqual([]);
  });

  it("tries again only what Infobip calls passing, and never what it calls permanent", () => {
    const passing = [7012, 7013, 7014, 7017, 7024, 7035, 7036, 7037, 7050, 7051];
    const again = [...infobipErrors.values()]
      .filter(
        ({ code, action }) => /^infobip:\d+$/.test(code) && (action === "retry" || action === "slow_down"),
      )
      .map(({ code }) => Number(code.slice("infobip:".length)));
    expect(again.filter((id) => !passing.includes(id))).toEqual([]);
  });

  it("explains codes that are not in it, and leaves others' codes alone", () => {
    expect(explainProviderError("infobip:7999")?.title).toContain("7999");
    expect(explainProviderError("not_subscribed")).toBeNull();
  });
});
