/**
 * A contact was deleted (contacts/, which lies below, adds this job): what it wrote, the files it sent and its windows go. Files
 * first: a process that dies in between leaves rows that lead to files, never files that nothing leads to.
 */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import type { JobDefinition } from "../lib/jobs.ts";
import type { ContactPlace } from "./contact-moved.job.ts";

const chunk = 500;

export const contactDeletedJobs: readonly JobDefinition[] = [
  {
    name: "inbound.contact_deleted",
    handler: (ctx, payload) => forgetInbound(ctx, payload as ForgottenContact),
  },
];

interface ForgottenContact extends ContactPlace {
  /** Its number, told once: a filled-in form knows nobody but a number. */
  readonly phone?: string;
}

/** Idempotent. */
async function forgetInbound(ctx: Context, place: ForgottenContact): Promise<void> {
  const { workspaceId, bucket, contactId, phone = null } = place;
  const mine = sql`m.workspace_id = ${workspaceId} and m.bucket = ${bucket}::smallint and m.contact_id = ${contactId}::uuid`;
  await sql`delete from service_windows m where ${mine}`.execute(ctx.db);
  // Few rows, none older than the days a form waits for its answer.
  await sql`
    delete from opt_in_requests
    where workspace_id = ${workspaceId} and (contact_id = ${contactId}::uuid or phone = ${phone}::text)`.execute(
    ctx.db,
  );
  for (;;) {
    const { rows } = await sql<{ id: string; fileKey: string | null }>`
      select m.id, f.file_key from inbound_messages m
      left join inbound_media f on f.workspace_id = m.workspace_id and f.bucket = m.bucket and f.message_id = m.id
      where ${mine} order by m.id limit ${chunk}`.execute(ctx.db);
    if (rows.length === 0) return;
    for (const { fileKey } of rows) if (fileKey) await ctx.files.remove(fileKey);
    await removeRows(
      ctx,
      place,
      rows.map(({ id }) => id),
    );
  }
}

/** The file of a message may have come meanwhile: its row tells, and goes last. */
async function removeRows(ctx: Context, { workspaceId, bucket }: ContactPlace, ids: readonly string[]) {
  const { rows } = await sql<{ fileKey: string | null }>`
    delete from inbound_media
    where workspace_id = ${workspaceId} and bucket = ${bucket}::smallint and message_id = any(${ids}::uuid[])
    returning file_key`.execute(ctx.db);
  for (const { fileKey } of rows) if (fileKey) await ctx.files.remove(fileKey);
  await sql`
    delete from inbound_messages
    where workspace_id = ${workspaceId} and bucket = ${bucket}::smallint and id = any(${ids}::uuid[])`.execute(
    ctx.db,
  );
}
