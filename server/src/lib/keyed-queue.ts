/**
 * Work known by a key, run a few at a time. A key that is added while it waits is there once; one that is added while it runs
 * runs again. Keys of one lane (a sending number) can be told to rest together.
 */
export interface KeyedQueue<Item> {
  add(lane: string, key: string, item: Item): void;
  /** Nothing of this lane starts until then; what waits stays in line. */
  rest(lane: string, milliseconds: number): void;
  /** Ends every rest now. */
  awaken(): void;
  /** Resolves when nothing runs and nothing is ready to run (resting lanes do not count). */
  idle(): Promise<void>;
  /** Starts nothing more, forgets what waits, and waits for what runs. */
  stop(): Promise<void>;
}

interface Lane<Item> {
  readonly waiting: Map<string, Item>;
  wake: NodeJS.Timeout | null;
}

export function createKeyedQueue<Item>(
  limit: number,
  run: (item: Item, key: string) => Promise<void>,
): KeyedQueue<Item> {
  const lanes = new Map<string, Lane<Item>>();
  const running = new Map<string, { again: Item | null }>();
  const waiters: (() => void)[] = [];
  let stopped = false;

  function laneOf(name: string): Lane<Item> {
    let lane = lanes.get(name);
    if (!lane) {
      lane = { waiting: new Map(), wake: null };
      lanes.set(name, lane);
    }
    return lane;
  }

  function add(name: string, key: string, item: Item): void {
    if (stopped) return;
    const current = running.get(key);
    if (current) current.again = item;
    else {
      laneOf(name).waiting.set(key, item);
      pump();
    }
  }

  /** Takes lanes in turn, so that a number with much to send does not starve the others. */
  function pump(): void {
    while (!stopped && running.size < limit) {
      const next = nextReady();
      if (!next) break;
      start(next.name, next.key, next.item);
    }
    if (running.size === 0 && !nextReady()) for (const done of waiters.splice(0)) done();
  }

  function nextReady(): { name: string; key: string; item: Item } | null {
    for (const [name, lane] of lanes) {
      if (lane.wake) continue;
      const [first] = lane.waiting;
      if (first) return { name, key: first[0], item: first[1] };
      lanes.delete(name);
    }
    return null;
  }

  function start(name: string, key: string, item: Item): void {
    const lane = laneOf(name);
    lane.waiting.delete(key);
    lanes.delete(name);
    lanes.set(name, lane);
    running.set(key, { again: null });
    void run(item, key)
      .catch(() => {})
      .then(() => {
        const again = running.get(key)?.again;
        running.delete(key);
        if (again && !stopped) laneOf(name).waiting.set(key, again);
        pump();
      });
  }

  return {
    add,
    rest(name, milliseconds) {
      const lane = laneOf(name);
      if (stopped || lane.wake) return;
      lane.wake = setTimeout(() => {
        lane.wake = null;
        pump();
      }, milliseconds);
    },
    awaken() {
      for (const lane of lanes.values()) {
        if (lane.wake) clearTimeout(lane.wake);
        lane.wake = null;
      }
      pump();
    },
    idle() {
      return new Promise((resolve) => {
        waiters.push(resolve);
        pump();
      });
    },
    async stop() {
      stopped = true;
      for (const lane of lanes.values()) {
        if (lane.wake) clearTimeout(lane.wake);
        lane.wake = null;
        lane.waiting.clear();
      }
      while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const done of waiters.splice(0)) done();
    },
  };
}
