/**
 * Where sends went that are no longer in the bucket somebody names: their contact was merged into one of another bucket
 * (contact-moved.job.ts). Reports, answers and clicks name the bucket of the message id, which never changes; only what is not
 * found there is looked for here, so the usual road pays nothing.
 */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import type { SendKey } from "./message-id.ts";

/** So many merges one after the other are followed; more would take a contact merged eight times between two reports. */
const mostHops = 8;

/** Send id -> the bucket it is in now; those that never moved are left out. */
async function movedTo(
  db: Db,
  workspaceId: string,
  keys: readonly SendKey[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ id: string; bucket: number }>`
    with recursive hop as (
      select k.id, m.to_bucket, 1 as hops
      from unnest(${keys.map((key) => key.bucket)}::smallint[], ${keys.map((key) => key.sendId)}::uuid[]) as k (bucket, id)
      join moved_sends m on m.workspace_id = ${workspaceId} and m.bucket = k.bucket and m.id = k.id
      union all
      select h.id, m.to_bucket, h.hops + 1
      from hop h join moved_sends m on m.workspace_id = ${workspaceId} and m.bucket = h.to_bucket and m.id = h.id
      where h.hops < ${mostHops}
    )
    select distinct on (id) id, to_bucket as bucket from hop order by id, hops desc`.execute(db);
  return new Map(rows.map(({ id, bucket }) => [id, bucket]));
}

/** The same keys at their present place; those that never moved are left out. */
export async function followMoved<T extends SendKey>(
  db: Db,
  workspaceId: string,
  lost: readonly T[],
): Promise<T[]> {
  const places = await movedTo(db, workspaceId, lost);
  return lost.flatMap((one) => {
    const bucket = places.get(one.sendId);
    return bucket === undefined ? [] : [{ ...one, bucket }];
  });
}
