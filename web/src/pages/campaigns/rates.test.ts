import { describe, expect, it } from "vitest";
import type { Stats } from "../../api/types.ts";
import { funnelOf, progressOf, share } from "./rates.ts";

const stats = (part: Partial<Stats>): Stats => ({
  queued: 0,
  waiting: 0,
  accepted: 0,
  delivered: 0,
  read: 0,
  failed: 0,
  skipped: 0,
  canceled: 0,
  replied: 0,
  cost: [],
  ...part,
});

it("share stays between 0 and 1, whatever order reports arrive in", () => {
  expect([share(1, 4), share(5, 4), share(1, 0)]).toEqual([0.25, 1, 0]);
});

it("progress counts everything that no longer waits", () => {
  expect(progressOf(stats({ queued: 10, waiting: 4 }))).toBeCloseTo(0.6);
  expect(progressOf(stats({}))).toBe(0);
});

describe("funnelOf", () => {
  it("measures each step against the first and against the one it grows from", () => {
    const steps = funnelOf(stats({ queued: 100, accepted: 80, delivered: 40, read: 20, replied: 10 }));
    expect(steps.map((step) => [step.key, step.count, step.ofFirst, step.ofPrevious])).toEqual([
      ["queued", 100, 1, 1],
      ["accepted", 80, 0.8, 0.8],
      ["delivered", 40, 0.4, 0.5],
      ["read", 20, 0.2, 0.5],
      ["replied", 10, 0.1, 0.25],
    ]);
  });
});
