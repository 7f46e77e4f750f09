/** What must hold of identities at any time, whatever was merged, deleted or written at once. */
import { sql } from "kysely";
import { expect } from "vitest";
import type { Context } from "../src/lib/context.ts";

/**
 * Every identifier leads to living contacts and is what the contact's row says, every contact is found by all it has; days add
 * up to events; shared numbers are marked; merged contacts are gone and lead to a living one. (Counts include what retention
 * took away; no test here does.)
 */
export async function expectSoundIdentities({ db }: Pick<Context, "db">, workspaceId: string): Promise<void> {
  const wrong = async (query: ReturnType<typeof sql>, what: string) =>
    expect((await query.execute(db)).rows, what).toEqual([]);
  const fields = ["external_id", "email", "phone", "bsuid", "parent_bsuid"].map(
    (
      kind,
    ) => sql`select workspace_id, ${kind}::text as kind, ${sql.ref(kind)} as value, id, bucket from contacts
      where workspace_id = ${workspaceId} and ${sql.ref(kind)} is not null`,
  );
  const ofRows = sql.join(fields, sql` union all `);
  await wrong(
    sql`select kind, value, contact_id as id from contact_identifiers
        where workspace_id = ${workspaceId} and kind <> 'alias'
        except select kind, value, id from (${ofRows}) r`,
    "identifiers that no contact has",
  );
  await wrong(
    sql`select kind, value, id, bucket from (${ofRows}) r
        except select kind, value, contact_id, bucket from contact_identifiers where workspace_id = ${workspaceId}`,
    "contacts that are not found by what they have",
  );
  await wrong(
    sql`select i.value from contact_identifiers i
        where i.workspace_id = ${workspaceId} and not exists (
          select from contacts c where c.workspace_id = i.workspace_id and c.bucket = i.bucket and c.id = i.contact_id)`,
    "identifiers that lead nowhere",
  );
  await wrong(
    sql`select c.id from contacts c where c.workspace_id = ${workspaceId} and c.phone_shared <> exists (
          select from contacts o where o.workspace_id = c.workspace_id and o.phone = c.phone and o.id <> c.id)`,
    "numbers whose sharing is not known",
  );
  await wrong(
    sql`select m.contact_id from contact_merges m where m.workspace_id = ${workspaceId} and (
          exists (select from contacts c where c.workspace_id = m.workspace_id and c.id = m.contact_id)
          or not exists (select from contacts c where c.workspace_id = m.workspace_id and c.bucket = m.into_bucket and c.id = m.into_id))`,
    "merges that do not end at a living contact",
  );
  await wrong(
    sql`select contact_id, name, sum(count)::int as n from event_days where workspace_id = ${workspaceId}
          group by contact_id, name having sum(count) > 0
        except select contact_id, name, count(*)::int from events where workspace_id = ${workspaceId} group by contact_id, name`,
    "days that are no events",
  );
  await wrong(
    sql`select contact_id, name, count(*)::int as n from events where workspace_id = ${workspaceId} group by contact_id, name
        except select contact_id, name, sum(count)::int from event_days where workspace_id = ${workspaceId} group by contact_id, name`,
    "events that no day counts",
  );
  for (const table of ["events", "event_keys", "event_days", "subscription_states", "subscription_changes"])
    await wrong(
      sql`select contact_id from ${sql.table(table)} t where t.workspace_id = ${workspaceId} and not exists (
            select from contacts c where c.workspace_id = t.workspace_id and c.bucket = t.bucket and c.id = t.contact_id)`,
      `${table} of nobody`,
    );
}
