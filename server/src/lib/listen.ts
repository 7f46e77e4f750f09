/**
 * LISTEN on one connection of the pool, kept alive: when it breaks it is made again, and `onReconnect` tells that
 * notifications may have been missed. Notifications only save time; every listener also sweeps.
 */
import type { PoolClient } from "pg";
import type { Pool } from "./db.ts";
import type { Logger } from "./log.ts";

export interface Listener {
  start(): void;
  stop(): Promise<void>;
}

export interface ListenerOptions {
  readonly channels: Readonly<Record<string, (payload: string) => void>>;
  readonly onReconnect?: () => void;
  readonly log: Logger;
}

const retryMs = 1000;

export function createListener(pool: Pool, options: ListenerOptions): Listener {
  let client: PoolClient | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = true;
  let connecting: Promise<void> = Promise.resolve();

  async function connect(): Promise<void> {
    try {
      const fresh = await pool.connect();
      if (stopped) return fresh.release(true);
      client = fresh;
      fresh.on("notification", ({ channel, payload }) => options.channels[channel]?.(payload ?? ""));
      fresh.on("error", lost);
      fresh.on("end", lost);
      for (const channel of Object.keys(options.channels)) await fresh.query(`listen ${channel}`);
      options.onReconnect?.();
    } catch {
      lost();
    }
  }

  function lost(): void {
    if (stopped || retry) return;
    client?.removeAllListeners("notification");
    client?.release(true);
    client = null;
    options.log.warn("the database connection that waits for work was lost; connecting again");
    retry = setTimeout(() => {
      retry = null;
      connecting = connect();
    }, retryMs);
  }

  return {
    start() {
      stopped = false;
      connecting = connect();
    },
    async stop() {
      stopped = true;
      if (retry) clearTimeout(retry);
      retry = null;
      await connecting;
      client?.release(true);
      client = null;
    },
  };
}
