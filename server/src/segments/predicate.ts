/** What the parts of the compiler share. */
import { type RawBuilder, sql } from "kysely";

/** An SQL expression over `contacts c` that is true or false, never null. */
export type Predicate = RawBuilder<boolean>;

export interface CompileOptions {
  readonly now: Date;
  /** The workspace's (IANA): what "today" means for ages, birthdays and anniversaries. */
  readonly timeZone: string;
  /**
   * What the predicate is for; it selects the same contacts either way. "many" (default): a whole workspace or some of its
   * buckets. "few": contacts that are named by their ids.
   */
  readonly use?: "many" | "few";
}

export function negatedIf(negated: boolean, predicate: Predicate): Predicate {
  return negated ? sql`not (${predicate})` : predicate;
}

export function allOf(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`true` : sql`${sql.join(parts, sql` and `)}`;
}
