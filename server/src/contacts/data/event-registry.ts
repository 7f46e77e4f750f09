/** The registry of events: what people write about them, and whether they are refused from now on. */
import { sql } from "kysely";
import { type Db, inTransaction } from "../../lib/db.ts";
import { notFound } from "../../lib/errors.ts";
import { blocklistedSince } from "./blocklist.ts";

export interface RegisteredEvent {
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly blocklistedAt: Date | null;
}

const columns = sql.raw("name, description, created_at, blocklisted_at");

/** By name. `after` is the name of the last one of the page before. */
export async function registeredEvents(
  db: Db,
  workspaceId: string,
  page: { readonly after?: string | undefined; readonly limit?: number; readonly offset?: number } = {},
): Promise<RegisteredEvent[]> {
  const { rows } = await sql<RegisteredEvent>`
    select ${columns} from event_definitions
    where workspace_id = ${workspaceId} and (${page.after ?? null}::text is null or name > ${page.after ?? null}::text)
    order by name limit ${page.limit ?? null} offset ${page.offset ?? 0}`.execute(db);
  return rows;
}

export async function registeredEvent(db: Db, workspaceId: string, name: string): Promise<RegisteredEvent> {
  const { rows } = await sql<RegisteredEvent>`
    select ${columns} from event_definitions where workspace_id = ${workspaceId} and name = ${name}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) throw notFound("event");
  return row;
}

/** Throws not_found. */
export async function changeEvent(
  db: Db,
  workspaceId: string,
  name: string,
  change: { readonly description?: string; readonly blocklisted?: boolean },
  at: Date,
): Promise<RegisteredEvent> {
  return inTransaction(db, async (tx) => {
    const before = await registeredEvent(tx, workspaceId, name);
    const blocklistedAt = blocklistedSince(before.blocklistedAt, change.blocklisted, at);
    await sql`
      update event_definitions set description = ${change.description ?? before.description},
        blocklisted_at = ${blocklistedAt}::timestamptz
      where workspace_id = ${workspaceId} and name = ${name}`.execute(tx);
    return registeredEvent(tx, workspaceId, name);
  });
}
