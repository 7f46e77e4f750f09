/**
 * Filled-in forms that nobody confirmed go, with everything the visitor wrote, and with the contact that was made to write to
 * them, unless it has become somebody since. Confirmed ones go as well: their proof is in the history of the contact.
 */
import { sql } from "kysely";
import { deleteContact } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { JobDefinition } from "../../lib/jobs.ts";

const batch = 1000;

export const optInJobs: readonly JobDefinition[] = [
  { name: "opt_ins.expire", handler: (ctx) => expireRequests(ctx), cron: "*/10 * * * *" },
];

export async function expireRequests(ctx: Context): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ workspaceId: string; contactId: string | null; contactMade: boolean }>`
      with due as materialized (
        select id from opt_in_requests where expires_at <= ${ctx.clock.now()} order by expires_at limit ${batch}
        for update skip locked
      )
      delete from opt_in_requests r using due where r.id = due.id
      returning r.workspace_id, r.contact_id, r.contact_made`.execute(ctx.db);
    for (const { workspaceId, contactId, contactMade } of rows)
      if (contactMade && contactId && (await isStillNobody(ctx, workspaceId, contactId)))
        await deleteContact(ctx.db, workspaceId, contactId);
    if (rows.length < batch) return;
  }
}

/** Never wrote, never agreed, and nobody has added anything. */
async function isStillNobody(ctx: Context, workspaceId: string, contactId: string): Promise<boolean> {
  const { rows } = await sql`
    select from contacts c
    where c.workspace_id = ${workspaceId} and c.bucket = bucket_of(${contactId}::uuid) and c.id = ${contactId}::uuid
      and c.external_id is null and c.email is null and c.first_name is null and c.last_name is null and c.attributes = '{}'
      and not exists (select from inbound_messages m
        where m.workspace_id = c.workspace_id and m.bucket = c.bucket and m.contact_id = c.id)
      and not exists (select from subscription_changes s
        where s.workspace_id = c.workspace_id and s.bucket = c.bucket and s.contact_id = c.id)
      and not exists (select from events e
        where e.workspace_id = c.workspace_id and e.bucket = c.bucket and e.contact_id = c.id)`.execute(
    ctx.db,
  );
  return rows.length > 0;
}
