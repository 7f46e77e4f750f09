/**
 * Saves a form while it is being filled in: changes gather for a moment, go out one request at a time, and a failed
 * one is kept (under anything newer) so that a retry loses nothing. Knows no screen and no API.
 */
export type SaveStatus = "saved" | "pending" | "saving" | "failed";

export interface Autosaver<T extends object> {
  /** Remembers a change and saves it soon. */
  change(patch: Partial<T>): void;
  /** Saves what waits now; resolves when nothing is left to save, rejects when the last try failed. */
  flush(): Promise<void>;
  /** Forgets the timer; what is waiting is sent off without being waited for. */
  close(): void;
}

export interface AutosaverOptions<T extends object> {
  save: (patch: Partial<T>) => Promise<void>;
  onStatus: (status: SaveStatus, error: unknown) => void;
  delayMs?: number;
}

export function createAutosaver<T extends object>(options: AutosaverOptions<T>): Autosaver<T> {
  const { save, onStatus, delayMs = 600 } = options;
  let waiting: Partial<T> | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    while (waiting) {
      const patch = waiting;
      waiting = null;
      onStatus("saving", null);
      try {
        await save(patch);
      } catch (error) {
        waiting = { ...patch, ...(waiting as Partial<T> | null) };
        onStatus("failed", error);
        throw error;
      }
    }
    onStatus("saved", null);
  }

  function start(): Promise<void> {
    clearTimeout(timer);
    if (!running) {
      running = run().finally(() => {
        running = null;
      });
    }
    return running;
  }

  return {
    change(patch) {
      waiting = { ...waiting, ...patch } as Partial<T>;
      if (!running) onStatus("pending", null);
      clearTimeout(timer);
      timer = setTimeout(() => start().catch(() => undefined), delayMs);
    },
    async flush() {
      await running?.catch(() => undefined);
      if (waiting) await start();
    },
    close() {
      clearTimeout(timer);
      if (waiting) start().catch(() => undefined);
    },
  };
}
