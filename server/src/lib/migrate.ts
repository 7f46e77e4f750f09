/**
 * Forward-only migrations: server/migrations/NNNNNN_name.sql, each in one transaction, under an advisory lock so that
 * processes that start together migrate once. A migration that changed after it ran is an error, not a surprise.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import pg from "pg";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../migrations");
const lockKey = 4_700_001;

export class MigrationError extends Error {
  override name = "MigrationError";
}

/** Applies what is missing; returns the names applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await requireVersion(client);
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await client.query(
      "create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())",
    );
    const done = new Map<string, string>();
    for (const row of (
      await client.query<{ name: string; hash: string }>("select name, hash from migrations")
    ).rows)
      done.set(row.name, row.hash);
    const applied: string[] = [];
    for (const name of await migrationFiles()) {
      if (await applyOne(client, name, done.get(name))) applied.push(name);
    }
    await runMigrations({ connectionString: databaseUrl });
    return applied;
  } finally {
    await client.end();
  }
}

/** Names of the migrations that `migrate` would apply. */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query("select 1 where to_regclass('migrations') is not null");
    const { rows } = tables.length
      ? await client.query<{ name: string }>("select name from migrations")
      : { rows: [] };
    const done = new Set(rows.map((row) => row.name));
    return (await migrationFiles()).filter((name) => !done.has(name));
  } finally {
    await client.end();
  }
}

async function migrationFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
}

async function applyOne(client: pg.Client, name: string, knownHash: string | undefined): Promise<boolean> {
  const text = await readFile(path.join(folder, name), "utf8");
  const hash = createHash("sha256").update(text).digest("hex");
  if (knownHash === hash) return false;
  if (knownHash !== undefined)
    throw new MigrationError(
      `The migration ${name} was applied in another form. Migrations are never edited after release: add a new one.`,
    );
  try {
    await client.query("begin");
    await client.query(text);
    await client.query("insert into migrations (name, hash) values ($1, $2)", [name, hash]);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new MigrationError(
      `The migration ${name} failed: ${(cause as Error).message}. Nothing of it was kept.`,
      { cause },
    );
  }
  return true;
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const version = Number(rows[0]?.version ?? 0);
  if (version < 150_000)
    throw new MigrationError(
      `Ponte needs PostgreSQL 15 or newer; this server is ${Math.floor(version / 10_000)}.`,
    );
}
