/** The database: one pool per process, typed by lib/schema.ts (generated from the migrations: `npm run ponte db-types`). */
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import { copyStatement } from "./copy.ts";
import type { DB } from "./schema.ts";

export type Db = Kysely<DB> | Transaction<DB>;
export type Pool = pg.Pool;

export interface Database {
  readonly db: Kysely<DB>;
  readonly pool: Pool;
  close(): Promise<void>;
}

// numeric stays a string (money); dates without time stay text, so that no time zone ever moves a birthday.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

export function openDatabase(url: string, size: number): Database {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: "ponte" });
  pool.on("error", () => {}); // an idle connection that breaks is replaced by the pool; the next query reports the outage
  pool.on("connect", (client) => {
    client.on("error", () => {});
    extendQueries(client);
  });
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return {
    db,
    pool,
    async close() {
      await db.destroy();
      // Kysely leaves a pool alone that it never used itself; others may have.
      if (!pool.ending) await pool.end();
    },
  };
}

/**
 * Begins a statement of a hot road: each connection has PostgreSQL parse and plan it once (planning took longer than doing it
 * for the statements of /users/track). Its text must always be the same, and its plan must not depend on the values.
 */
export const prepared = sql.raw("/* prepared */");

const namesOfStatements = new Map<string, string>();

/** Kysely cannot name statements and knows no COPY; both are seen to on the way to the driver. */
function extendQueries(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((text: unknown, values?: unknown, ...others: unknown[]) => {
    const copied = copyStatement({ query } as unknown as pg.ClientBase, text, values);
    if (copied) return copied;
    if (typeof text !== "string" || !text.startsWith("/* prepared */")) return query(text, values, ...others);
    let name = namesOfStatements.get(text);
    if (name === undefined) {
      name = `p${namesOfStatements.size + 1}`;
      namesOfStatements.set(text, name);
    }
    return query({ name, text, values }, ...others);
  }) as typeof client.query;
}

/** Runs `work` in a transaction, or in the one that is already open. */
export function inTransaction<T>(db: Db, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction<DB>) : db.transaction().execute(work);
}

/** A circle of locks that PostgreSQL broke; a row that somebody else made between our look and our insert. */
const conflicts = new Set(["40P01", "23505"]);

/** Does `work`, a whole transaction, again when it met another one. */
export async function retryingConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!conflicts.has((error as { code?: string }).code ?? "") || tries === 5) throw error;
    }
  }
}

/** Tells listeners of a channel; delivered when the transaction commits. */
export async function notify(db: Db, channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(db);
}
