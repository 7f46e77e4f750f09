import { describe, expect, it } from "vitest";
import { createKeyedQueue } from "./keyed-queue.ts";

/** A piece of work that ends when the test says so. */
function gate() {
  const open: (() => void)[] = [];
  return {
    wait: () => new Promise<void>((resolve) => open.push(resolve)),
    openAll() {
      for (const go of open.splice(0)) go();
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("a keyed queue", () => {
  it("runs a waiting key once, and one that is added while it runs again", async () => {
    const runs: string[] = [];
    const doors = gate();
    const queue = createKeyedQueue<string>(1, async (item) => {
      runs.push(item);
      await doors.wait();
    });
    queue.add("lane", "a", "a1");
    queue.add("lane", "b", "b1");
    queue.add("lane", "b", "b2");
    queue.add("lane", "a", "a2");
    for (let i = 0; i < 4; i++) {
      await turn();
      doors.openAll();
    }
    await queue.idle();
    expect(runs).toEqual(["a1", "b2", "a2"]);
  });

  it("takes lanes in turn and runs no more than the limit", async () => {
    const runs: string[] = [];
    let most = 0;
    let now = 0;
    const queue = createKeyedQueue<string>(2, async (item) => {
      most = Math.max(most, ++now);
      runs.push(item);
      await turn();
      now--;
    });
    for (const key of ["1", "2", "3", "4", "5", "6"]) queue.add("big", `b${key}`, `b${key}`);
    queue.add("small", "s1", "s1");
    await queue.idle();
    expect(most).toBe(2);
    expect(runs.indexOf("s1")).toBeLessThan(4);
  });

  it("lets a resting lane rest, until it is awakened", async () => {
    const runs: string[] = [];
    const queue = createKeyedQueue<string>(1, async (item) => void runs.push(item));
    queue.rest("tired", 60_000);
    queue.add("tired", "t", "t");
    queue.add("fresh", "f", "f");
    await queue.idle();
    expect(runs).toEqual(["f"]);
    queue.awaken();
    await queue.idle();
    expect(runs).toEqual(["f", "t"]);
  });

  it("stops: waits for what runs, forgets what waits", async () => {
    const runs: string[] = [];
    const queue = createKeyedQueue<string>(1, async (item) => {
      await turn();
      runs.push(item);
    });
    queue.add("lane", "a", "a");
    queue.add("lane", "b", "b");
    await queue.stop();
    queue.add("lane", "c", "c");
    expect(runs).toEqual(["a"]);
  });
});
