/** What the parts of the compiler share. */
import { type RawBuilder, sql } from "kysely";

/** An SQL expression over `contacts c` that is true or false, never null. */
export type Predicate = RawBuilder<boolean>;

export interface CompileOptions {
  readonly now: Date;
  /** The workspace's (IANA): what "today" means for ages, birthdays and anniversaries. */
  readonly timeZone: string;
  /**
   * The workspace that the query is about, where the caller has it. It changes nothing in what is selected: where a condition
   * stands under "or" and is worked out for everybody at once, the rows of other workspaces are left alone.
   */
  readonly workspaceId?: string;
}

export function negatedIf(negated: boolean, predicate: Predicate): Predicate {
  return negated ? sql`not (${predicate})` : predicate;
}

export function allOf(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`true` : sql`${sql.join(parts, sql` and `)}`;
}

/** The contact's rows of another table: from … where … */
export function rowsOfContact(
  table: string,
  alias: string,
  { workspaceId }: CompileOptions,
): RawBuilder<unknown> {
  const a = sql.raw(alias);
  const named = workspaceId ? sql`and ${a}.workspace_id = ${workspaceId}::uuid` : sql``;
  return sql`from ${sql.raw(table)} ${a} where ${a}.workspace_id = c.workspace_id ${named} and ${a}.bucket = c.bucket
    and ${a}.contact_id = c.id`;
}

/**
 * Do the contact's rows together (`rows`: from … where …, under the alias given, never none) meet a condition on aggregates?
 * Written as membership of the contact's own workspace, which it always is, because PostgreSQL 17 and later make a lateral
 * semi-join of it: that runs in parallel workers and after the cheaper conditions. A comparison with a scalar subquery says the
 * same, but keeps the whole query on one core; one aggregate over everybody's rows, hashed, is worked out in full by every
 * worker and does not profit from other conditions. Membership of one contact takes the same road, by primary key.
 */
export function grouped(alias: string, rows: RawBuilder<unknown>, having: RawBuilder<unknown>): Predicate {
  const workspace = sql.raw(`${alias}.workspace_id`);
  return sql`c.workspace_id in (select ${workspace} ${rows} group by ${workspace} having ${having})`;
}
