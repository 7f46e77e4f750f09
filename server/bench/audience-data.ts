/**
 * A shop's audience by the million, made in SQL by as many connections as there are cores: contacts with ten attributes, ten
 * events each over the last four months with their daily counts, consent, and the sends of two campaigns. Chance comes from
 * hashes of the contact's number, so two runs are alike.
 */
import { availableParallelism } from "node:os";
import { type RawBuilder, sql } from "kysely";
import { perSecond, timed } from "./figure.ts";
import type { BenchSystem, BenchWorkspace } from "./system.ts";

export interface Audience extends BenchWorkspace {
  readonly contacts: number;
  readonly events: number;
  readonly contactsPerS: number;
  readonly eventsPerS: number;
}

const eventsEach = 10;

export async function makeAudience(system: BenchSystem, contacts: number): Promise<Audience> {
  const workspace = await system.workspace(0);
  const of = { ...workspace, contacts };
  const people = await timed(() => inParallel(system, contacts, (from, to) => insertContacts(of, from, to)));
  await system.app.ctx.pool.query("vacuum analyze contacts, contact_identifiers, subscription_states");
  const happenings = await timed(() => inBuckets(system, (from, to) => insertEvents(of, from, to)));
  await system.app.ctx.pool.query("vacuum analyze events, event_days");
  await inBuckets(system, (from, to) => insertSends(of, from, to));
  await system.app.ctx.pool.query("vacuum analyze sends");
  const events = contacts * eventsEach;
  return {
    ...of,
    events,
    contactsPerS: perSecond(contacts, people.seconds),
    eventsPerS: perSecond(events, happenings.seconds),
  };
}

type Part = (from: number, to: number) => RawBuilder<unknown>;

/** Numbers 1 to `count` in chunks. */
async function inParallel(system: BenchSystem, count: number, part: Part): Promise<void> {
  const chunk = 20_000;
  const starts = Array.from({ length: Math.ceil(count / chunk) }, (_, index) => index * chunk + 1);
  await lanes(starts, (from) => part(from, Math.min(count, from + chunk - 1)).execute(system.app.ctx.db));
}

async function inBuckets(system: BenchSystem, part: Part): Promise<void> {
  const chunk = 8;
  const starts = Array.from({ length: 256 / chunk }, (_, index) => index * chunk);
  await lanes(starts, (from) => part(from, from + chunk - 1).execute(system.app.ctx.db));
}

async function lanes(starts: number[], work: (from: number) => Promise<unknown>): Promise<void> {
  const lane = async () => {
    for (let from = starts.shift(); from !== undefined; from = starts.shift()) await work(from);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
}

/** A number from 0 to `below` - 1 that looks like chance and is always the same for the same contact and purpose. */
function chance(of: RawBuilder<unknown>, purpose: number, below: number): RawBuilder<number> {
  return sql<number>`((hashint8extended(${of}, ${sql.lit(purpose)}) & 1073741823) % ${sql.lit(below)})::int`;
}

const n = sql.raw("n::bigint");

function insertContacts(of: BenchWorkspace, from: number, to: number): RawBuilder<unknown> {
  return sql`
    with numbered as materialized (select n, uuid_v7() as id from generate_series(${from}::int, ${to}::int) n),
    people as (
      insert into contacts (workspace_id, bucket, id, external_id, first_name, last_name, email, phone, phone_country,
                            phone_valid, country, home_city, language, time_zone, date_of_birth, attributes)
      select ${of.workspaceId}, bucket_of(id), id, 'customer-' || n, 'Ana', 'Silva', 'customer' || n || '@example.com',
             '+55119' || lpad((70000000 + n)::text, 8, '0'), 'BR', true,
             (array['BR', 'BR', 'BR', 'MX', 'AR'])[1 + ${chance(n, 1, 5)}],
             (array['São Paulo', 'Recife', 'Curitiba', 'Belém'])[1 + ${chance(n, 2, 4)}], 'pt', 'America/Sao_Paulo',
             date '1960-01-01' + ${chance(n, 3, 16000)},
             jsonb_build_object(
               'plan', (array['gold', 'silver', 'bronze'])[1 + ${chance(n, 4, 3)}],
               'points', ${chance(n, 5, 1000)}, 'vip', ${chance(n, 6, 2)} = 0,
               'store', 'store-' || ${chance(n, 7, 200)}, 'since', (date '2020-01-01' + ${chance(n, 8, 2000)})::text,
               'interests', case ${chance(n, 9, 3)} when 0 then '["shoes", "bags"]'::jsonb when 1 then '["books"]'::jsonb
                            else '["shoes", "games", "books"]'::jsonb end,
               'address', jsonb_build_object('zip', lpad(n::text, 8, '0'), 'state', 'SP'),
               'orders', ${chance(n, 10, 40)}, 'channel', 'store', 'score', ${chance(n, 11, 100)})
      from numbered
      returning bucket, id, external_id, email, phone
    ), found as (
      insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
      select ${of.workspaceId}, i.kind, i.value, p.bucket, p.id
      from people p, lateral (values ('external_id', p.external_id), ('email', p.email), ('phone', p.phone)) i (kind, value)
    )
    insert into subscription_states (workspace_id, bucket, contact_id, subscription_group_id, state, source, changed_at)
    select ${of.workspaceId}, bucket, id, ${of.subscriptionGroupId},
           case when hashtext(external_id) % 4 = 0 then 'unsubscribed' else 'subscribed' end, 'seed', now()
    from people`;
}

/** Names as frequent as in a shop: mostly views, few orders. */
function insertEvents(of: BenchWorkspace, from: number, to: number): RawBuilder<unknown> {
  const seed = sql.raw("(hashtextextended(c.id::text, e))");
  return sql`
    with happened as (
      insert into events (workspace_id, bucket, id, contact_id, name, occurred_at, properties)
      select ${of.workspaceId}, bucket, uuid_v7_from(at, contact_id::text || e), contact_id, name, at,
             jsonb_build_object('page', 'p' || e, 'value', e)
      from (
        select c.bucket, c.id as contact_id, e,
               (array['viewed', 'viewed', 'viewed', 'viewed', 'cart', 'cart', 'ordered', 'opened_app', 'opened_app', 'searched'])
                 [1 + ${chance(seed, 1, 10)}] as name,
               date_trunc('second', now()) - make_interval(secs => ${chance(seed, 2, 120 * 86_400)}) as at
        from contacts c, generate_series(1, ${eventsEach}) e
        where c.workspace_id = ${of.workspaceId} and c.bucket between ${from} and ${to}
      ) made
      returning bucket, contact_id, name, occurred_at
    )
    insert into event_days (workspace_id, bucket, contact_id, name, day, count)
    select ${of.workspaceId}, bucket, contact_id, name, (occurred_at at time zone 'UTC')::date, count(*)
    from happened group by 2, 3, 4, 5 order by 2, 3, 4, 5`;
}

/** Two messages to everybody, 20 and 60 days ago; two of three were read. */
function insertSends(of: BenchWorkspace, from: number, to: number): RawBuilder<unknown> {
  return sql`
    insert into sends (workspace_id, bucket, id, contact_id, dispatch_id, subscription_group_id, recipient, state, due_at,
                       accepted_at, delivered_at, read_at)
    select ${of.workspaceId}, c.bucket, uuid_v7_from(at, c.id::text || days), c.id, ${of.workspaceId}, ${of.subscriptionGroupId},
           c.phone, 'delivered', at, at, at, case when hashtext(c.external_id) % 3 <> days / 20 - 1 then at end
    from contacts c, unnest(array[20, 60]) days, lateral (select date_trunc('second', now()) - make_interval(days => days) as at) t
    where c.workspace_id = ${of.workspaceId} and c.bucket between ${from} and ${to}`;
}
