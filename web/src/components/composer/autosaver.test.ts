import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAutosaver, type SaveStatus } from "./autosaver.ts";

interface Draft {
  name: string;
  segment: string;
}

function setUp(save: (patch: Partial<Draft>) => Promise<void>) {
  const statuses: SaveStatus[] = [];
  const autosaver = createAutosaver<Draft>({
    save,
    onStatus: (status) => statuses.push(status),
    delayMs: 500,
  });
  return { autosaver, statuses };
}

describe("createAutosaver", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("gathers changes and saves them once", async () => {
    const saved: Partial<Draft>[] = [];
    const { autosaver, statuses } = setUp(async (patch) => void saved.push(patch));
    autosaver.change({ name: "a" });
    await vi.advanceTimersByTimeAsync(300);
    autosaver.change({ name: "ab", segment: "s" });
    await vi.advanceTimersByTimeAsync(300);
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(saved).toEqual([{ name: "ab", segment: "s" }]);
    expect(statuses.at(-1)).toBe("saved");
  });

  it("sends one request at a time, then what came in the meantime", async () => {
    const saved: Partial<Draft>[] = [];
    const { autosaver } = setUp(async (patch) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      saved.push(patch);
    });
    autosaver.change({ name: "a" });
    await vi.advanceTimersByTimeAsync(600);
    autosaver.change({ name: "b" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saved).toEqual([{ name: "a" }]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(saved).toEqual([{ name: "a" }, { name: "b" }]);
  });

  it("keeps a failed change, under newer ones, for the next try", async () => {
    const saved: Partial<Draft>[] = [];
    let down = true;
    const { autosaver, statuses } = setUp(async (patch) => {
      if (down) throw new Error("offline");
      saved.push(patch);
    });
    autosaver.change({ name: "a", segment: "s" });
    await vi.advanceTimersByTimeAsync(600);
    expect(statuses.at(-1)).toBe("failed");
    await expect(autosaver.flush()).rejects.toThrow("offline");
    down = false;
    autosaver.change({ name: "b" });
    await autosaver.flush();
    expect(saved).toEqual([{ name: "b", segment: "s" }]);
    expect(statuses.at(-1)).toBe("saved");
  });

  it("flush waits for a running request and for the rest", async () => {
    const saved: Partial<Draft>[] = [];
    const { autosaver } = setUp(async (patch) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      saved.push(patch);
    });
    autosaver.change({ name: "a" });
    await vi.advanceTimersByTimeAsync(600);
    autosaver.change({ name: "b" });
    const flushed = autosaver.flush();
    await vi.advanceTimersByTimeAsync(3_000);
    await flushed;
    expect(saved).toEqual([{ name: "a" }, { name: "b" }]);
  });

  it("sends what waits when it is closed", async () => {
    const saved: Partial<Draft>[] = [];
    const { autosaver } = setUp(async (patch) => void saved.push(patch));
    autosaver.change({ name: "a" });
    autosaver.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual([{ name: "a" }]);
  });
});
