/**
 * Raw events older than the operator wants to keep: months go as whole partitions, what lies in the default partition in
 * batches. Daily counts stay, so segments still know that somebody did something at least so often.
 */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import type { JobDefinition } from "../../lib/jobs.ts";

const batchSize = 10_000;

async function dropOldEvents({ db, clock, config }: Context): Promise<void> {
  const months = config.eventRetentionMonths;
  if (months === 0) return;
  const first = firstKeptMonth(clock.now(), months);
  for (const partition of await partitionsBefore(db, first)) await dropPartition(db, partition);
  await emptyDefault(db, first);
  await forgetKeys(db, first);
}

/** The month `months` before the current one; whole months are kept or go. */
function firstKeptMonth(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}

async function partitionsBefore(db: Db, first: Date): Promise<string[]> {
  const month = first.toISOString().slice(0, 7).replace("-", "");
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'events'::regclass and c.relname ~ '^events_[0-9]{6}$' and c.relname < ${`events_${month}`}
    order by c.relname`.execute(db);
  return rows.map((row) => row.name);
}

/** Dropping waits for whoever reads or writes events, and all others wait behind it: better to give up and come back. */
async function dropPartition(db: Db, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local lock_timeout = '5s'`.execute(tx);
    await sql`drop table if exists ${sql.table(name)}`.execute(tx);
  });
}

async function emptyDefault(db: Db, first: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from events_default e using (
        select workspace_id, bucket, id from events_default where id < uuid_v7_floor(${first}::timestamptz) limit ${batchSize}
      ) old
      where e.workspace_id = old.workspace_id and e.bucket = old.bucket and e.id = old.id`.execute(db);
    if ((numAffectedRows ?? 0n) === 0n) return;
  }
}

/** Keys of events that are gone, workspace by workspace and bucket by bucket along their primary key. */
async function forgetKeys(db: Db, first: Date): Promise<void> {
  const workspaces = await db.selectFrom("workspaces").select("id").execute();
  for (const { id } of workspaces)
    for (let bucket = 0; bucket < 256; bucket++)
      await sql`
        delete from event_keys
        where workspace_id = ${id} and bucket = ${bucket} and event_id < uuid_v7_floor(${first}::timestamptz)`.execute(
        db,
      );
}

export const eventRetentionJobs: readonly JobDefinition[] = [
  { name: "contacts.event_retention", handler: dropOldEvents, cron: "41 3 * * *" },
];
