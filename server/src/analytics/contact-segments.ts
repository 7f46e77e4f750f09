/** The segments that hold one contact now: all of them in one statement, which is given up when it takes too long. */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { inTransaction } from "../lib/db.ts";
import { segmentsOfContact } from "../segments/segments.ts";

export interface ContactSegments {
  readonly items: readonly { readonly id: string; readonly name: string }[];
  /** false: it took too long; items is empty and says nothing. */
  readonly complete: boolean;
}

/** Long enough for a workspace of many segments, short enough for a page. */
const patienceMs = 2_000;
const queryCanceled = "57014";

export async function segmentsHolding(
  db: Db,
  workspaceId: string,
  contactId: string,
  now: Date,
): Promise<ContactSegments> {
  try {
    return await inTransaction(db, async (tx) => {
      await sql`set local statement_timeout = ${sql.raw(String(patienceMs))}`.execute(tx);
      return { items: await segmentsOfContact(tx, workspaceId, contactId, now), complete: true };
    });
  } catch (error) {
    if ((error as { code?: string }).code !== queryCanceled) throw error;
    return { items: [], complete: false };
  }
}
