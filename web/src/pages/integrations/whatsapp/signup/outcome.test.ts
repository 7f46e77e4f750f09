import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCollector, type SignupOutcome } from "./outcome.ts";
import type { SessionInfo } from "./session-info.ts";

const ids = { wabaId: "2", phoneNumberId: "1", businessId: "3" };
const finished: SessionInfo = { kind: "finished", ids };

type Act = { info: SessionInfo } | { code: string | null };

const cases: [label: string, acts: Act[], outcome: SignupOutcome][] = [
  ["ids, then code", [{ info: finished }, { code: "c" }], { kind: "done", code: "c", ids }],
  ["code, then ids", [{ code: "c" }, { info: finished }], { kind: "done", code: "c", ids }],
  ["code alone", [{ code: "c" }], { kind: "done", code: "c", ids: {} }],
  ["no number", [{ info: { kind: "no_number" } }, { code: "c" }], { kind: "no_number" }],
  ["code, then no number", [{ code: "c" }, { info: { kind: "no_number" } }], { kind: "no_number" }],
  ["ids alone, and the code never comes", [{ info: finished }], { kind: "no_code" }],
  ["ids alone, window closed", [{ info: finished }, { code: null }], { kind: "no_code" }],
  ["closed on an early screen", [{ code: null }], { kind: "left", step: null }],
  [
    "closed later, reason first",
    [{ info: { kind: "left", step: "PERMISSIONS" } }, { code: null }],
    { kind: "left", step: "PERMISSIONS" },
  ],
  [
    "closed later, reason last",
    [{ code: null }, { info: { kind: "left", step: "PERMISSIONS" } }],
    { kind: "left", step: "PERMISSIONS" },
  ],
  [
    "reported an error",
    [{ info: { kind: "reported", message: "No", code: "1" } }, { code: null }],
    { kind: "reported", message: "No", code: "1" },
  ],
];

describe("createCollector", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(cases)("%s", (_label, acts, outcome) => {
    const report = vi.fn();
    const collector = createCollector(report);
    for (const act of acts) "info" in act ? collector.info(act.info) : collector.answer(act.code);
    vi.advanceTimersByTime(30_000);
    expect(report.mock.calls).toEqual([[outcome]]);
  });

  it("says nothing after it was cancelled", () => {
    const report = vi.fn();
    const collector = createCollector(report);
    collector.answer("c");
    collector.cancel();
    vi.advanceTimersByTime(5000);
    expect(report).not.toHaveBeenCalled();
  });
});
