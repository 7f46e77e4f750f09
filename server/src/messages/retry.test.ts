import { describe, expect, it } from "vitest";
import { retryDelay } from "./retry.ts";

describe("when a send is tried again", () => {
  it.each([
    ["fail", 1, 24, null],
    ["pause_connection", 7, 24, 0],
    ["pause_number", 7, 24, 0],
    ["slow_down", 50, 24, 2],
    ["retry", 1, 24, 15],
    ["retry", 2, 24, 30],
    ["retry", 9, 24, 3600],
    ["retry", 30, 24, 3600],
    ["retry", 31, 24, null],
    ["retry", 1, 0, null],
  ] as const)("%s, attempt %i, %i hours → %s s", (action, attempts, hours, expected) => {
    expect(retryDelay(action, attempts, hours, 0.5)).toBe(expected);
  });

  it("spreads attempts by a tenth to either side", () => {
    expect([retryDelay("retry", 1, 24, 0), retryDelay("retry", 1, 24, 1)]).toEqual([13.5, 16.5]);
  });
});
