/**
 * A worker is killed without warning three times while a gzip file of 50,000 rows is imported. In the end every row was
 * applied exactly once: each increments nothing twice, no contact is made twice, and the counters say the same.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { importJobs, previewImport, startImport, storeImport } from "../src/contacts/contacts.ts";
import { aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { type RoleProcess, spawnRole } from "./processes.ts";

const size = 50_000;
const kills = 3;
/** Every tenth row is about the contact of the row before it. */
const people = size - size / 10;

const dataDir = mkdtempSync(path.join(tmpdir(), "ponte-import-crash-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const encryptionKey = Buffer.alloc(32, 7).toString("base64");
const { ctx, clock } = await createTestApp({ encryptionKey });
const resume = importJobs.find((job) => job.name === "contacts.imports_resume");

function aWorker(): Promise<RoleProcess> {
  return spawnRole("worker", {
    DATABASE_URL: ctx.config.databaseUrl ?? "",
    PONTE_DATA_DIR: dataDir,
    PONTE_ENCRYPTION_KEY: encryptionKey,
    PONTE_LOG_LEVEL: "error",
  });
}

function csv(): Buffer {
  const lines = ["id,nome,observação"];
  for (let n = 0; n < size; n++) {
    const id = n % 10 === 9 ? n - 1 : n;
    lines.push(`c-${id},"Zé ""${n}""","linha ${n}\nem duas"`);
  }
  return gzipSync(lines.join("\r\n"));
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error("the import did not get on within a minute");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it("an import of 50,000 rows survives three SIGKILLs: every row once", async () => {
  const { id: workspaceId } = await aWorkspace(ctx);
  const content = Readable.from([csv()]);
  const { id } = await storeImport(ctx, workspaceId, { name: "people.csv.gz", content }, "test");
  const { suggestedMapping: mapping } = await previewImport(ctx.db, workspaceId, id);
  const row = () => ctx.db.selectFrom("imports").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  await startImport(ctx.db, workspaceId, id, { mapping, options: { defaultCountry: "BR" } }, ctx.clock.now());
  const stops: number[] = [];
  let worker = await aWorker();
  try {
    for (let kill = 1; kill <= kills; kill++) {
      await until(async () => (await row()).processedRows >= (size * kill) / (kills + 2));
      await worker.kill();
      stops.push((await row()).processedRows);
      // What the sweep of a minute later does.
      clock.advance(61_000);
      await resume?.handler(ctx, {});
      worker = await aWorker();
    }
    await until(async () => (await row()).state !== "running");
  } finally {
    await worker.stop();
  }
  // Each time something was left to do.
  expect(Math.max(...stops)).toBeLessThan(size);
  expect(await row()).toMatchObject({
    state: "completed",
    processedRows: size,
    totalRows: size,
    createdContacts: people,
    repeatedRows: size - people,
    updatedContacts: 0,
    unchangedContacts: 0,
    failedRows: 0,
  });
  const { rows } = await sql<{ contacts: number; last: number; names: number }>`
    select count(*)::int as contacts, count(*) filter (where external_id like '%8')::int as last,
      count(*) filter (where external_id like '%8' and first_name = 'Zé "' || (substr(external_id, 3)::int + 1) || '"')::int
        as names
    from contacts where workspace_id = ${workspaceId}`.execute(ctx.db);
  expect(rows).toEqual([{ contacts: people, last: size / 10, names: size / 10 }]);
  const { rows: left } = await sql`select 1 from import_chunks union all select 1 from import_keys`.execute(
    ctx.db,
  );
  expect(left).toEqual([]);
}, 120_000);
