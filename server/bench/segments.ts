/**
 * A segment of six conditions (some 2.7 % of the contacts) over a million with ten million events: how long its exact count
 * and the membership of one contact take, and that ten times the contacts take ten times as long and not more. Prints how
 * fast the data was made, too.
 */
import { type RawBuilder, sql } from "kysely";
import { reachExactly } from "../src/messages/messages.ts";
import { compileFilter, type Filter } from "../src/segments/segments.ts";
import { type Audience, makeAudience } from "./audience-data.ts";
import { type Figure, timed } from "./figure.ts";
import type { BenchSystem } from "./system.ts";

const now = () => new Date();

function sixConditions({ subscriptionGroupId }: Audience): Filter {
  return {
    kind: "and",
    children: [
      { kind: "attribute", name: "country", custom: false, type: "string", operator: "equals", value: "BR" },
      { kind: "attribute", name: "plan", custom: true, type: "string", operator: "equals", value: "gold" },
      {
        kind: "attribute",
        name: "interests",
        custom: true,
        type: "array",
        operator: "includes",
        value: "shoes",
      },
      { kind: "event", name: "viewed", operator: "did", days: 30, minCount: 2 },
      { kind: "subscription", subscriptionGroupId, state: "subscribed" },
      { kind: "message", operator: "read", days: 90 },
    ],
  };
}

export async function segmentFigures(system: BenchSystem, size: number): Promise<Figure[]> {
  const small = await makeAudience(system, Math.round(size / 10));
  const large = await makeAudience(system, size);
  const loaded = [
    loadFigure("load_contacts_per_s", large.contactsPerS, large.contacts),
    loadFigure("load_events_per_s", large.eventsPerS, large.events),
  ];
  const counted = [await countFigure(system, small), await countFigure(system, large)];
  return [...loaded, ...counted, await memberFigure(system, small), await memberFigure(system, large)];
}

function loadFigure(figure: string, value: number, over: number): Figure {
  return { figure, value, over, yardstick: "none", yardstickValue: 1, cpu: {} };
}

const rounds = 5;

async function countFigure(system: BenchSystem, audience: Audience): Promise<Figure> {
  const { db } = system.app.ctx;
  const target = { workspaceId: audience.workspaceId, now: now(), timeZone: "America/Sao_Paulo" };
  const filter = sixConditions(audience);
  const count = await median(async () =>
    requireSome((await reachExactly(db, { ...target, filter, subscriptionGroupIds: [] })).count),
  );
  const bare = await median(async () => requireSome(await brazilians(system, audience)));
  return {
    figure: "segment_count_ms",
    value: count.ms,
    unit: "ms",
    over: audience.contacts,
    yardstick: "one_column_scan_ms",
    yardstickValue: bare.ms,
    cpu: count.cpu,
  };
}

async function brazilians(system: BenchSystem, { workspaceId }: Audience): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts c where c.workspace_id = ${workspaceId} and c.country = 'BR'`.execute(
    system.app.ctx.db,
  );
  return rows[0]?.count ?? 0;
}

function requireSome(count: number): void {
  if (count === 0) throw new Error("the benchmark's segment is empty");
}

async function memberFigure(system: BenchSystem, audience: Audience): Promise<Figure> {
  const { db } = system.app.ctx;
  const predicate = compileFilter(sixConditions(audience), { now: now(), timeZone: "America/Sao_Paulo" });
  const { rows } = await sql<{ id: string }>`
    select id from contacts tablesample system (1) where workspace_id = ${audience.workspaceId} limit 200`.execute(
    db,
  );
  let turn = 0;
  const of = (condition: RawBuilder<unknown>) => async () => {
    const id = rows[turn++ % rows.length]?.id;
    await sql`
      select ${condition} as member from contacts c
      where c.workspace_id = ${audience.workspaceId} and c.bucket = bucket_of(${id}::uuid) and c.id = ${id}::uuid`.execute(
      db,
    );
  };
  const member = await median(of(predicate), 200);
  const bare = await median(of(sql`c.country = 'BR'`), 200);
  return {
    figure: "segment_member_ms",
    value: member.ms,
    unit: "ms",
    over: audience.contacts,
    yardstick: "one_row_read_ms",
    yardstickValue: bare.ms,
    cpu: member.cpu,
  };
}

/** The middle of several turns, after one that warms the caches. */
async function median(work: () => Promise<void>, turns = rounds) {
  await work();
  const taken = [];
  for (let turn = 0; turn < turns; turn++) taken.push(await timed(work));
  taken.sort((a, b) => a.seconds - b.seconds);
  const middle = taken[Math.floor(taken.length / 2)];
  if (!middle) throw new Error("nothing was measured");
  return { ms: Number((middle.seconds * 1000).toFixed(2)), cpu: middle.cpu };
}
