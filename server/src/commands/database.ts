/** Which database the processes use, checked before anything else starts. */
import pg from "pg";
import type { Config } from "../config.ts";
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
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url);
    throw new UsageError(
      `DATABASE_URL points to ${hostname}:${port || 5432}${pathname}, which cannot be used: ${(cause as Error).message}. Check host, port, user, password and database name, and that the server is running.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
