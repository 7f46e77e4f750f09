/**
 * A worker is killed without warning five times while a campaign of 20,000 goes out. The sandbox is the witness: everybody got
 * the message, nobody twice; our counters say the same, and so do the rows.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { startDispatch } from "../src/messages/messages.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { aNumber, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { everyone, welcome } from "./messages.ts";
import { type RoleProcess, sandboxNumber, spawnRole, spawnSandbox } from "./processes.ts";

const size = 20_000;
const kills = 5;

const dataDir = mkdtempSync(path.join(tmpdir(), "ponte-crash-"));
const sandbox = await spawnSandbox();
afterAll(async () => {
  await sandbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
const allowed = `127.0.0.1:${sandbox.port}`;
// The same encryption key for this process and the workers, and leases short enough for a test.
const encryptionKey = Buffer.alloc(32, 7).toString("base64");
const { ctx } = await createTestApp({ infobipAllowedHosts: [allowed], encryptionKey });

function aWorker(): Promise<RoleProcess> {
  return spawnRole("worker", {
    DATABASE_URL: ctx.config.databaseUrl ?? "",
    PONTE_DATA_DIR: dataDir,
    PONTE_ENCRYPTION_KEY: encryptionKey,
    PONTE_INFOBIP_ALLOWED_HOSTS: allowed,
    PONTE_DELIVERY_LEASE_SECONDS: "3",
    PONTE_LOG_LEVEL: "error",
  });
}

interface Witness {
  readonly accepted: number;
  readonly distinctRecipients: number;
  readonly duplicates: readonly string[];
  readonly duplicateIdRejections: number;
}

const witness = () => sandbox.control<Witness>("GET", "/control/witness");

async function until(reached: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error("the campaign did not get on within two minutes");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

it("a campaign of 20,000 survives five SIGKILLs: everyone once, and the counters agree", async () => {
  await sandbox.control("PATCH", "/control/settings", { mode: "explicit", magicNumbers: false });
  const { apiKey, phone } = await sandboxNumber(sandbox.control);
  const { id: workspaceId } = await aWorkspace(ctx);
  const number = await aNumber(ctx, workspaceId, { baseUrl: `http://${allowed}`, apiKey, phone });
  await bulkContacts(ctx.db, { workspaceId, ...number, count: size });
  let worker = await aWorker();
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId: number.subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
  });
  try {
    for (let kill = 1; kill <= kills; kill++) {
      await until(async () => (await witness()).accepted >= (size * kill) / (kills + 2));
      await worker.kill();
      worker = await aWorker();
    }
    await until(async () => (await stateOf(dispatch.id)) === "completed");
  } finally {
    await worker.stop();
  }
  expect(await witness()).toMatchObject({ accepted: size, distinctRecipients: size, duplicates: [] });
  const { rows: counters } = await sql`
      select sum(queued)::int as queued, sum(accepted)::int as accepted, sum(failed)::int as failed
      from send_stats where dispatch_id = ${dispatch.id}`.execute(ctx.db);
  expect(counters).toEqual([{ queued: size, accepted: size, failed: 0 }]);
  const { rows: sends } = await sql`
      select count(*)::int as rows, count(accepted_at)::int as accepted, count(distinct recipient)::int as people
      from sends where dispatch_id = ${dispatch.id}`.execute(ctx.db);
  expect(sends).toEqual([{ rows: size, accepted: size, people: size }]);
}, 240_000);

async function stateOf(dispatchId: string): Promise<string> {
  const { state } = await ctx.db
    .selectFrom("dispatches")
    .select("state")
    .where("id", "=", dispatchId)
    .executeTakeFirstOrThrow();
  return state;
}
