/** The whole system under torture: sandbox, bad network, one server, workers, and this process as the person who acts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { type RunningSandbox, startSandbox } from "../../../sandbox/src/app.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import type { Context } from "../../src/lib/context.ts";
import { freePort } from "../../src/lib/ports.ts";
import { createTestApp } from "../harness.ts";
import { controlOf, type SandboxProcess } from "../processes.ts";
import { type Door, openDoor } from "./door.ts";
import { fastClock } from "./fast-clock.ts";
import { startVictims, type Victim, type Victims } from "./processes.ts";
import type { Chance } from "./random.ts";

export interface World {
  readonly ctx: Context;
  readonly sandbox: RunningSandbox;
  readonly control: SandboxProcess["control"];
  readonly door: Door;
  readonly victims: Victims;
}

/** Times of the sandbox are a hundredth: receipts come after half a second to two, retries of webhooks after one, three, six … */
const settings = {
  timeScale: 0.01,
  deliverMs: [30_000, 150_000] as [number, number],
  readMs: [10_000, 100_000] as [number, number],
  // Later than the time in which a send of unknown outcome waits for its report: six seconds on the fast clock.
  webhookDelayMs: [500_000, 900_000] as [number, number],
  enforceRates: false,
};

export async function tortureWorld(chance: Chance, workers: number): Promise<World> {
  const sandbox = await startSandbox({ port: 0, settings });
  const host = `localhost:${sandbox.port}`;
  const control = controlOf(`http://${host}`);
  await control("PATCH", "/control/meta/settings", { messagesPerSecond: 0 });
  const port = await freePort();
  const door = await openDoor(port, chance);
  const startedAt = Date.now();
  const dataDir = mkdtempSync(path.join(tmpdir(), "ponte-torture-"));
  const env = {
    PONTE_DATA_DIR: dataDir,
    PONTE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    PONTE_INFOBIP_ALLOWED_HOSTS: host,
    PONTE_META_GRAPH_URL: `http://${host}/graph`,
    PONTE_PUBLIC_URL: `http://127.0.0.1:${door.port}`,
    PONTE_DATABASE_POOL: "8",
    PONTE_DELIVERY_LEASE_SECONDS: "20",
    PONTE_DELIVERY_UNCONFIRMED_MINUTES: "1",
    PONTE_DELIVERY_TIMEOUT_MS: "2000",
    PONTE_LOG_LEVEL: process.env.PONTE_TORTURE_LOG ?? "fatal",
  };
  const { databaseUrl: _none, ...config }: Config = loadConfig(env);
  const { ctx } = await createTestApp(config, { clock: fastClock(startedAt) });
  const shared = { ...env, DATABASE_URL: ctx.config.databaseUrl ?? "" };
  const cast: Victim[] = [
    { role: "serve", env: { ...shared, PONTE_PORT: String(port) } },
    ...Array.from({ length: workers }, (): Victim => ({ role: "worker", env: shared })),
  ];
  const victims = await startVictims(cast, startedAt);
  afterAll(async () => {
    await victims.stop();
    await door.close();
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { ctx, sandbox, control, door, victims };
}
