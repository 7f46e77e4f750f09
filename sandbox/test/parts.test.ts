/** Small parts by themselves: timers, dates, prices, addresses, field selection, settings. */
import { describe, expect, test } from "vitest";
import { ipAllowed } from "../src/infobip/ip.ts";
import { selectFields } from "../src/meta/fields.ts";
import { displayNumber } from "../src/meta/nodes.ts";
import { priceOf } from "../src/prices.ts";
import { countPlaceholders } from "../src/template-shape.ts";
import { fillPlaceholders } from "../src/templates.ts";
import { readDate, webhookDate } from "../src/time.ts";
import { TimerWheel } from "../src/wheel.ts";

describe("timer wheel", () => {
  test("hands over in order of time, never early", async () => {
    const seen: [string, number][] = [];
    const start = Date.now();
    const wheel = new TimerWheel<string>((due) => {
      for (const item of due) seen.push([item, Date.now() - start]);
    });
    wheel.add(start + 120, "late");
    wheel.add(start + 40, "soon");
    wheel.add(start - 1000, "overdue");
    expect(wheel.size).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 220));
    expect(seen.map(([item]) => item)).toEqual(["overdue", "soon", "late"]);
    expect(seen[1]?.[1]).toBeGreaterThanOrEqual(40);
    expect(seen[2]?.[1]).toBeGreaterThanOrEqual(120);
    wheel.stop();
  });

  test("fireAll takes what is far ahead, and only what was there", () => {
    const seen: string[] = [];
    const wheel = new TimerWheel<string>((due) => {
      seen.push(...due);
      if (seen.length === 2) wheel.add(Date.now() + 1000, "new");
    });
    wheel.add(Date.now() + 3_600_000, "b");
    wheel.add(Date.now() + 60_000, "a");
    expect(wheel.fireAll()).toBe(2);
    expect(seen).toEqual(["a", "b"]);
    expect(wheel.size).toBe(1);
    wheel.stop();
  });
});

test.each([
  [["127.0.0.1"], "127.0.0.1", true],
  [["127.0.0.1"], "::ffff:127.0.0.1", true],
  [["10.0.0.0/8"], "10.9.8.7", true],
  [["10.0.0.1-10.0.0.9"], "10.0.0.10", false],
  [["2001:db8::/32"], "2001:db8::1", true],
  [["2001:db8::/32"], "10.0.0.1", false],
  [["nonsense"], "10.0.0.1", false],
])("addresses %j let %s in: %s", (allowed, caller, expected) => {
  expect(ipAllowed(caller, allowed)).toBe(expected);
});

test.each([
  ["5511999999999", "MARKETING", "BRL", 0.41],
  ["5511999999999", "UTILITY", "BRL", 0.05],
  ["351912345678", "AUTHENTICATION", "BRL", 0.13],
  ["5511999999999", "MARKETING", "EUR", 0.0656],
  ["8190000000", "MARKETING", "BRL", 0.39],
  ["5511999999999", null, "BRL", 0],
])("%s %s costs %s %d", (number, category, currency, price) => {
  expect(priceOf(number, category, currency)).toBe(price);
});

test("dates", () => {
  const ms = Date.UTC(2026, 10, 22, 10);
  expect(webhookDate(ms)).toBe("2026-11-22T10:00:00.000+0000");
  for (const text of ["2026-11-22T10:00:00", "2026-11-22T10:00:00Z", "2026-11-22T07:00:00-03:00"]) {
    expect(readDate(text)).toBe(ms);
  }
  expect(readDate("2026-11-22")).toBe(Date.UTC(2026, 10, 22));
  expect(readDate("soon")).toBeNaN();
});

test("placeholders", () => {
  expect(countPlaceholders("{{1}} e {{2}}, de novo {{1}}")).toBe(2);
  expect(fillPlaceholders("{{1}} e {{2}}", ["a"])).toBe("a e {{2}}");
});

test("Graph fields", () => {
  const node = { id: "1", name: "n", owner: { id: "2", name: "o", x: 1 }, other: true };
  expect(selectFields(node, "name,owner{name},unknown", [])).toEqual({
    id: "1",
    name: "n",
    owner: { id: "2", name: "o" },
  });
  expect(selectFields(node, undefined, ["other"])).toEqual({ id: "1", other: true });
});

test.each([
  ["5511987654321", "+55 11 98765-4321"],
  ["12125550123", "+1 212-555-0123"],
])("%s is shown as %s", (number, shown) => {
  expect(displayNumber(number)).toBe(shown);
});
