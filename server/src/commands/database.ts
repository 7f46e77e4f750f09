/** Which database the processes use: checked and brought up to date before anything else starts. */
import pg from "pg";
import type { Config } from "../config.ts";
import { MigrationError, migrate, pendingMigrations } from "../lib/migrate.ts";
import { UsageError } from "./usage.ts";

export type ConfigWithDatabase = Config & { readonly databaseUrl: string };

/** serve and worker never start a database of their own: any number of them share one. */
export function requireDatabaseUrl(config: Config): ConfigWithDatabase {
  if (!config.databaseUrl)
    throw new UsageError(
      "DATABASE_URL is not set. Set it to your PostgreSQL (15 or newer), or use `npm start`, which brings its own.",
    );
  return config as ConfigWithDatabase;
}

/** Fails in words when the database cannot be reached. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (cause) {
    throw new UsageError(
      `DATABASE_URL points to ${place(url)}, which cannot be used: ${reason(cause)}. Check host, port, user, password and database name, and that the server is running.`,
      { cause },
    );
  }
  await client.end();
}

/** Applies what is missing; returns the names of the migrations applied. */
export async function prepareDatabase(url: string): Promise<string[]> {
  try {
    return await migrate(url);
  } catch (cause) {
    if (cause instanceof MigrationError || !(cause instanceof pg.DatabaseError)) throw cause;
    throw new UsageError(
      `The database ${place(url)} refuses to be prepared: ${cause.message}. Let Ponte's user own the database (alter database … owner to …), then start again.`,
      { cause },
    );
  }
}

/** serve and worker do not migrate: several of them start at once, and old ones may still run. */
export async function requireMigrated(url: string): Promise<void> {
  await checkDatabase(url);
  const pending = await pendingMigrations(url);
  if (pending.length > 0)
    throw new UsageError(
      `The database ${place(url)} lacks ${pending.length} migration${pending.length === 1 ? "" : "s"}, first ${pending[0]}. Run \`npm run ponte setup\` once, then start again.`,
    );
}

function place(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

function reason(cause: unknown): string {
  // A name with several addresses fails with one error for each, and no message of its own.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : String(first);
}
