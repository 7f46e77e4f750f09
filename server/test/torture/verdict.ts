/** What must be true in the end, whatever happened: our rows against what the sandbox saw, our counters against our rows. */
import { sql } from "kysely";
import { priceOf } from "../../../sandbox/src/prices.ts";
import type { Message } from "../../../sandbox/src/types.ts";
import { encodeMessageId } from "../../src/messages/messages.ts";
import type { Lane } from "./lanes.ts";
import type { World } from "./world.ts";

export interface SendRow {
  readonly bucket: number;
  readonly id: string;
  readonly state: string;
  readonly recipient: string;
  readonly acceptedAt: Date | null;
  readonly errorCode: string | null;
}

export interface Verdict {
  readonly rows: number;
  /** Messages the sandbox took. */
  readonly taken: number;
  readonly twice: number;
  /** Sends of which the sandbox has no message. */
  readonly never: number;
  readonly states: Readonly<Record<string, number>>;
  /** The phone is further than we know: a report went nowhere. */
  readonly behind: number;
  /** What is wrong, in words, the first few. */
  readonly faults: readonly string[];
}

export async function judgeLane({ ctx, sandbox }: World, lane: Lane, dispatchId: string): Promise<Verdict> {
  const { rows } = await sql<SendRow>`
    select bucket, id, state::text as state, recipient, accepted_at, error_code from sends
    where workspace_id = ${lane.workspaceId} and dispatch_id = ${dispatchId}`.execute(ctx.db);
  const taken = Map.groupBy(
    sandbox.state.messages.filter((one) => !one.fromPhone && one.conversation.sender.number === lane.number),
    (one) => one.callbackData ?? one.id,
  );
  const faults: string[] = [];
  const states: Record<string, number> = {};
  let twice = 0;
  let never = 0;
  let behind = 0;
  for (const row of rows) {
    const id = encodeMessageId(row.bucket, row.id);
    const copies = taken.get(id) ?? [];
    taken.delete(id);
    if (copies.length > 1) twice++;
    if (copies.length === 0) never++;
    const key = row.errorCode && row.state !== "read" ? `${row.state} ${row.errorCode}` : row.state;
    states[key] = (states[key] ?? 0) + 1;
    const expected = statesFor(row, copies);
    const late = copies.length > 0 && !expected.includes(row.state) && isBehind(row.state, expected);
    if (late) behind++;
    else if (!expected.includes(row.state))
      faults.push(`${id} to ${row.recipient}: ${key}, but the phone says ${expected.join(" or ")}`);
    if (row.acceptedAt === null && !late && copies.some((one) => one.state !== "pending"))
      faults.push(`${id} to ${row.recipient}: reported, but not counted as accepted`);
  }
  if (taken.size > 0) faults.push(`${taken.size} messages of no send`);
  const messages = rows.length - never;
  return { rows: rows.length, taken: messages, twice, never, behind, states, faults };
}

const course = ["canceled", "accepted", "failed", "delivered", "read"];

function isBehind(state: string, expected: readonly string[]): boolean {
  return course.indexOf(state) >= 0 && expected.every((one) => course.indexOf(state) < course.indexOf(one));
}

/** What the sandbox charged for this lane, as its reports say: in the account's currency. */
export function chargedFor({ sandbox }: Pick<World, "sandbox">, lane: Lane): number {
  const prices = sandbox.state.messages.flatMap(
    ({ fromPhone, native, state, conversation, template, account }) =>
      !fromPhone &&
      !native &&
      conversation.sender.number === lane.number &&
      (state === "delivered" || state === "seen")
        ? [priceOf(conversation.phone.number, template?.category ?? null, account.currency)]
        : [],
  );
  return Math.round(prices.reduce((sum, price) => sum + price, 0) * 1e5) / 1e5;
}

/** Of several copies the one that got furthest counts. A message nobody reported on may be unconfirmed. */
function statesFor(row: SendRow, copies: readonly Message[]): string[] {
  if (copies.length === 0)
    return ["skipped", "canceled", ...(row.errorCode === "unconfirmed" ? ["failed"] : [])];
  const told = new Set(copies.map((one) => one.state));
  if (told.has("seen")) return ["read"];
  if (told.has("delivered")) return ["delivered"];
  if (told.has("failed")) return ["failed"];
  return row.errorCode === "unconfirmed" ? ["accepted", "failed"] : ["accepted"];
}

const counted = sql`
  count(*)::int as queued, count(accepted_at)::int as accepted, count(delivered_at)::int as delivered, count(read_at)::int as read,
  count(failed_at)::int as failed, count(*) filter (where failed_at is not null and accepted_at is null)::int as refused,
  count(*) filter (where state = 'skipped')::int as skipped, count(*) filter (where state = 'canceled')::int as canceled,
  coalesce(sum(cost), 0)::float8 as cost`;
const summed = sql`
  sum(queued)::int as queued, sum(accepted)::int as accepted, sum(delivered)::int as delivered, sum(read)::int as read,
  sum(failed)::int as failed, sum(refused)::int as refused, sum(skipped)::int as skipped, sum(canceled)::int as canceled,
  sum(cost)::float8 as cost`;

/** Counters, reasons and costs as the rows say, and as they are kept: two equal things. */
export async function counters({ ctx }: Pick<World, "ctx">, dispatchId: string) {
  const one = async (query: ReturnType<typeof sql<Record<string, number>>>) =>
    (await query.execute(ctx.db)).rows;
  const byRows = await one(sql`select ${counted} from sends where dispatch_id = ${dispatchId}`);
  const kept = await one(sql`select ${summed} from send_stats where dispatch_id = ${dispatchId}`);
  const reasonsByRows = await one(sql`
    select outcome, error_code as code, count(*)::int as count from (
      select case when failed_at is not null then 'failed' else state::text end as outcome, error_code from sends
      where dispatch_id = ${dispatchId} and (failed_at is not null or state in ('skipped', 'canceled'))) r
    group by 1, 2 order by 1, 2`);
  const reasonsKept = await one(sql`
    select outcome, code, sum(count)::int as count from send_reasons where dispatch_id = ${dispatchId}
    group by 1, 2 having sum(count) <> 0 order by 1, 2`);
  return { byRows: [...byRows, ...reasonsByRows], kept: [...kept, ...reasonsKept] };
}

/** What would be stuck: each must be 0. */
export async function leftovers({ ctx }: Pick<World, "ctx">): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from sends where state = 'queued')::int as queued,
           (select count(*) from sends where state = 'leased' or lease_until is not null)::int as leased,
           (select count(*) from webhook_inbox)::int as webhooks,
           (select count(*) from dispatches where finished_at is null)::int as dispatches,
           (select count(*) from graphile_worker.jobs where attempts > 0 or task_identifier not like 'connectors.%')::int as jobs`.execute(
    ctx.db,
  );
  return rows[0] ?? {};
}
