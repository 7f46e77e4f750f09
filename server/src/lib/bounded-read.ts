/**
 * Reads that may take long: they end by themselves after a time, and at once in PostgreSQL too when whoever asked is gone. A
 * request that is merely dropped would leave its query running; people who type would pile them up.
 */
import { type Kysely, sql, type Transaction } from "kysely";
import { AppError } from "./errors.ts";
import type { DB } from "./schema.ts";

export interface ReadLimits {
  /** Of each statement. */
  readonly timeoutMs: number;
  /** Aborted: the statement that runs is canceled. */
  readonly signal?: AbortSignal | undefined;
}

/** The time was up. */
export class ReadTimeout extends Error {
  override name = "ReadTimeout";
}

/**
 * Runs `work` in a read-only transaction. Throws ReadTimeout, or AppError canceled (status 499, that nobody reads). The backend
 * is canceled by its id, and only while it is held here: the order to cancel has been given before the connection goes back.
 */
export async function boundedRead<T>(
  db: Kysely<DB>,
  { timeoutMs, signal }: ReadLimits,
  work: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  requireWanted(signal);
  try {
    return await db
      .transaction()
      .setAccessMode("read only")
      .execute(async (tx) => {
        const pid = await limitStatements(tx, timeoutMs);
        let canceling: Promise<unknown> | null = null;
        const cancel = () => {
          canceling = sql`select pg_cancel_backend(${pid}::int)`.execute(db).catch(() => {});
        };
        requireWanted(signal);
        signal?.addEventListener("abort", cancel, { once: true });
        try {
          return await work(tx);
        } finally {
          signal?.removeEventListener("abort", cancel);
          await canceling;
        }
      });
  } catch (error) {
    requireWanted(signal);
    if ((error as { code?: string }).code === "57014")
      throw new ReadTimeout("the read took too long", { cause: error });
    throw error;
  }
}

/** Another limit for the statements that follow; resolves to the id of the backend. */
export async function limitStatements(tx: Transaction<DB>, timeoutMs: number): Promise<number> {
  const limit = String(Math.max(1, Math.round(timeoutMs)));
  const { rows } = await sql<{ pid: number }>`
    select pg_backend_pid() as pid, set_config('statement_timeout', ${limit}, true)`.execute(tx);
  return rows[0]?.pid ?? 0;
}

function requireWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new AppError("canceled", "The request was given up before it was answered.", { status: 499 });
}
