/** What must hold of an audience in the end, whatever was done to it; each by SQL, each with its name. */
import { sql } from "kysely";
import { expect } from "vitest";
import { expectSoundIdentities } from "../identity-world.ts";
import type { Stage } from "./audience-acts.ts";
import type { Person } from "./audience-people.ts";

export async function judgeAudience(stage: Stage): Promise<void> {
  await expectSoundIdentities(stage.world.app.ctx, stage.workspaceId);
  await nothingOfNobody(stage);
  await whatWasTold(stage);
  await consent(stage);
  await history(stage);
  await imports(stage);
}

/** Rows of contacts that are gone and may stay (docs/contacts.md): what was sent, without the person; where somebody is now. */
const mayStay: Readonly<Record<string, ReturnType<typeof sql>>> = {
  sends: sql`t.recipient = ''`,
  contact_merges: sql`true`,
};

/** From the catalog, so that tables that do not exist yet are covered. */
async function nothingOfNobody({ world, workspaceId }: Stage): Promise<void> {
  const { db } = world.app.ctx;
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'contact_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1`.execute(
    db,
  );
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["contact_identifiers", "contact_changes", "events", "sends", "opt_in_requests"]),
  );
  for (const { name } of tables) {
    const { rows } = await sql`
      select t.contact_id from ${sql.table(name)} t
      where t.workspace_id = ${workspaceId} and t.contact_id is not null and not (${mayStay[name] ?? sql`false`})
        and not exists (select from contacts c where c.workspace_id = t.workspace_id and c.id = t.contact_id
          and c.bucket = bucket_of(t.contact_id))`.execute(db);
    expect.soft(rows, `${name}: rows of contacts that do not exist`).toEqual([]);
  }
}

interface Told {
  readonly externalId: string;
  readonly phone: string | null;
  readonly alias: boolean;
  readonly points: number | null;
  readonly keyed: number;
  readonly loose: number;
  readonly state: string | null;
}

async function people({ world, workspaceId, subscriptionGroupId }: Stage, of: readonly Person[]) {
  const { rows } = await sql<Told>`
    select k.external_id, c.phone, (c.attributes ->> 'points')::int as points,
           k.alias is null or exists (select from contact_identifiers i where i.workspace_id = c.workspace_id
             and i.kind = 'alias' and i.value = 'shop' || chr(31) || k.alias and i.contact_id = c.id) as alias,
           (select coalesce(sum(count), 0)::int from event_days d where d.workspace_id = c.workspace_id and d.bucket = c.bucket
              and d.contact_id = c.id and d.name = 'keyed') as keyed,
           (select coalesce(sum(count), 0)::int from event_days d where d.workspace_id = c.workspace_id and d.bucket = c.bucket
              and d.contact_id = c.id and d.name = 'loose') as loose,
           (select state from subscription_states s where s.workspace_id = c.workspace_id and s.bucket = c.bucket
              and s.contact_id = c.id and s.subscription_group_id = ${subscriptionGroupId}) as state
    from unnest(${of.map(({ externalId }) => externalId)}::text[], ${of.map(({ alias }) => alias)}::text[]) as k (external_id, alias)
    join contact_identifiers x on x.workspace_id = ${workspaceId} and x.kind = 'external_id' and x.value = k.external_id
    join contacts c on c.workspace_id = x.workspace_id and c.bucket = x.bucket and c.id = x.contact_id`.execute(
    world.app.ctx.db,
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

async function whatWasTold(stage: Stage): Promise<void> {
  const { everybody } = stage.cast;
  const found = await people(stage, everybody);
  for (const person of everybody) {
    const { externalId, born, keys, loose, points, phone } = person;
    const told = found.get(externalId);
    expect.soft(told !== undefined, `${externalId} is there`).toBe(born);
    if (!told) continue;
    expect.soft(told.alias, `${externalId} has its alias`).toBe(true);
    expect.soft(told.phone, `${externalId} has its number`).toBe(phone);
    expect.soft(told.keyed, `${externalId}: events with a key count once`).toBe(keys.size);
    between(told.loose, loose, `${externalId}: events without a key`);
    if (points) between(told.points ?? 0, points, `${externalId}: increments`);
    else expect.soft(told.points, `${externalId}: no increments`).toBeNull();
  }
  for (const [externalId, phone] of stage.imported) {
    const [{ value } = { value: null }] = (
      await sql<{ value: string | null }>`
        select c.phone as value from contacts c
        where c.workspace_id = ${stage.workspaceId} and c.external_id = ${externalId}`.execute(
        stage.world.app.ctx.db,
      )
    ).rows;
    expect.soft(value, `${externalId} was imported`).toBe(phone);
  }
}

function between(value: number, { least, most }: { least: number; most: number }, what: string): void {
  expect.soft(value, `${what}: at least what was answered`).toBeGreaterThanOrEqual(least);
  expect.soft(value, `${what}: at most what was tried`).toBeLessThanOrEqual(most);
}

/** Of everybody who has the number. */
async function consent(stage: Stage): Promise<void> {
  const found = await people(stage, stage.cast.everybody);
  for (const { externalId, phone } of stage.cast.everybody) {
    const statement = phone ? stage.cast.statements.get(phone) : undefined;
    if (statement)
      expect
        .soft(found.get(externalId)?.state ?? null, `${externalId}: what ${phone} said last`)
        .toBe(statement.state);
  }
}

async function history({ world, workspaceId }: Stage): Promise<void> {
  const { rows } = await sql`
    select s.contact_id, s.state, s.changed_at, s.stated_at, h.state as told, h.changed_at as told_at
    from subscription_states s
    left join lateral (
      select state, changed_at from subscription_changes h
      where h.workspace_id = s.workspace_id and h.bucket = s.bucket and h.contact_id = s.contact_id
        and h.subscription_group_id = s.subscription_group_id order by h.id desc limit 1) h on true
    where s.workspace_id = ${workspaceId} and h.state is distinct from s.state`.execute(world.app.ctx.db);
  expect.soft(rows, "states that the last line of the history contradicts").toEqual([]);
}

async function imports({ world, imports: ids, workspaceId }: Stage): Promise<void> {
  const { rows } = await sql`
    select id, state, processed_rows, total_rows, failed_rows from imports
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])
      and (state <> 'completed' or processed_rows <> total_rows or total_rows < 21 or failed_rows > 0)`.execute(
    world.app.ctx.db,
  );
  expect.soft(rows, "imports that did not end well").toEqual([]);
  const { rows: unproved } = await sql`
    select contact_id, detail from subscription_changes
    where workspace_id = ${workspaceId} and source = 'import' and not coalesce(detail ->> 'importId' = any(${ids}::text[]), false)`.execute(
    world.app.ctx.db,
  );
  expect.soft(unproved, "consent of an import that nobody can name").toEqual([]);
}
