/** The whole system in a test: cloned database, movable clock, captured log. A secret in the log fails the file. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, expect } from "vitest";
import { type App, createApp, type Overrides } from "../src/app.ts";
import { type Config, loadConfig } from "../src/config.ts";
import type { Clock } from "../src/lib/clock.ts";
import type { Context } from "../src/lib/context.ts";
import { cloneDatabase } from "./database.ts";

export interface TestClock extends Clock {
  set(at: Date): void;
  advance(ms: number): void;
}

export interface TestApp {
  readonly app: App;
  readonly ctx: Context;
  readonly clock: TestClock;
  /** Lines written to the log so far. */
  readonly logLines: string[];
}

/** Starts an app for this test file and closes it after the last test. The clock starts at the real time. */
export async function createTestApp(
  change: Partial<Config> = {},
  overrides: Overrides = {},
): Promise<TestApp> {
  const database = await cloneDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "ponte-data-"));
  const logLines: string[] = [];
  const log = pino(
    { level: "debug" },
    new Writable({
      write(chunk, _encoding, done) {
        logLines.push(String(chunk));
        done();
      },
    }),
  );
  const clock = movableClock();
  const config = {
    ...loadConfig({ PONTE_DATABASE_POOL: "6", PONTE_PORT: "0" }),
    dataDir,
    files: { store: "disk" as const, dir: path.join(dataDir, "files"), maxBytes: 100 * 1024 * 1024 },
    ...change,
    databaseUrl: database.url,
  };
  const app = await createApp(config, { clock, log, ...overrides });
  afterAll(async () => {
    await app.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
    expect(logLines.filter((line) => /sk_test_secret|ponte_[A-Za-z0-9_-]{40}/.test(line))).toEqual([]);
  });
  return { app, ctx: app.ctx, clock, logLines };
}

function movableClock(): TestClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    set: (at) => {
      offset = at.getTime() - Date.now();
    },
    advance: (ms) => {
      offset += ms;
    },
  };
}
