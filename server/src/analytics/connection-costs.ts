/**
 * What messages through one connection cost, as the provider's reports priced them. Currencies are never added up; a message
 * without a price is counted apart, so that nobody takes silence for "free".
 */
import { sql } from "kysely";
import { countryOfRecipient } from "../contacts/identity/phone-country.ts";
import type { Db } from "../lib/db.ts";

export interface CostRow {
  /** ISO 3166; null: not to be told from the number. */
  readonly country: string | null;
  /** MARKETING, UTILITY, AUTHENTICATION; SERVICE for what is no template. */
  readonly category: string;
  readonly currency: string;
  readonly messages: number;
  /** Decimal text. */
  readonly amount: string;
}

export interface CostReport {
  /** YYYY-MM, in the workspace's time zone. */
  readonly month: string;
  readonly rows: readonly CostRow[];
  readonly totals: readonly {
    readonly currency: string;
    readonly messages: number;
    readonly amount: string;
  }[];
  /** Accepted by the provider and not priced (yet). */
  readonly unpriced: number;
}

interface Grouped {
  readonly sample: string;
  readonly category: string;
  readonly currency: string | null;
  readonly messages: number;
  readonly amount: string;
}

/** A send's id holds the time its dispatch began; it leaves within this time of it. */
const longestDispatchDays = 31;
/** Amounts are summed as whole numbers of the smallest stored unit, so that no cent is lost. */
const unit = 100_000;

/** `month` is YYYY-MM. */
export async function costsOfConnection(
  db: Db,
  workspace: { readonly id: string; readonly timeZone: string },
  connectionId: string,
  month: string,
): Promise<CostReport> {
  // The first digits of a number name its country; one number of each group is looked up.
  const { rows } = await sql<Grouped>`
    with period as (
      select (${`${month}-01`}::date)::timestamp at time zone ${workspace.timeZone}::text as since,
             (${`${month}-01`}::date + interval '1 month')::timestamp at time zone ${workspace.timeZone}::text as until
    )
    select min(s.recipient) as sample, upper(coalesce(d.message ->> 'category', 'SERVICE')) as category, s.currency,
           count(*)::int as messages, coalesce(sum(s.cost), 0)::text as amount
    from period p
    join subscription_groups g on g.workspace_id = ${workspace.id} and g.connection_id = ${connectionId}
    join sends s on s.workspace_id = g.workspace_id and s.subscription_group_id = g.id
      and s.id >= uuid_v7_floor(p.since - ${longestDispatchDays} * interval '1 day') and s.id < uuid_v7_floor(p.until)
      and s.accepted_at >= p.since and s.accepted_at < p.until
    left join dispatches d on d.workspace_id = s.workspace_id and d.id = s.dispatch_id
    group by left(s.recipient, 5), 2, s.currency`.execute(db);
  return summarize(month, rows);
}

function summarize(month: string, grouped: readonly Grouped[]): CostReport {
  const rows = new Map<string, { row: CostRow; units: number }>();
  const totals = new Map<string, { messages: number; units: number }>();
  let unpriced = 0;
  for (const { sample, category, currency, messages, amount } of grouped) {
    if (currency === null) {
      unpriced += messages;
      continue;
    }
    const country = countryOfRecipient(sample);
    const units = Math.round(Number(amount) * unit);
    const key = `${country} ${category} ${currency}`;
    const before = rows.get(key);
    const row = { country, category, currency, messages: (before?.row.messages ?? 0) + messages, amount: "" };
    rows.set(key, { row, units: (before?.units ?? 0) + units });
    const total = totals.get(currency) ?? { messages: 0, units: 0 };
    totals.set(currency, { messages: total.messages + messages, units: total.units + units });
  }
  return {
    month,
    rows: [...rows.values()]
      .sort((a, b) => a.row.currency.localeCompare(b.row.currency) || b.units - a.units)
      .map(({ row, units }) => ({ ...row, amount: decimal(units) })),
    totals: [...totals]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([currency, { messages, units }]) => ({ currency, messages, amount: decimal(units) })),
    unpriced,
  };
}

function decimal(units: number): string {
  return (units / unit).toFixed(5);
}
