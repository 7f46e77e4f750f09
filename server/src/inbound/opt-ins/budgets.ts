/**
 * How often a form may make us write to somebody: without these, anybody could have a stranger's phone written to, at the
 * company's cost. Counted in the database over 24 hours, so they hold for all servers together. A number that was asked and
 * did not answer, or said no, is left alone until its request expires.
 */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";

export const budgets = {
  /** Templates to one number in a workspace, over all its forms. */
  perNumber: 2,
  perWorkspace: 1000,
  /** Over all workspaces of the installation. */
  inAll: 10_000,
} as const;

/** Filled-in forms that wait for one number, of both ways: an older one makes room. */
export const mostPendingOfNumber = 3;

export interface Ask {
  readonly workspaceId: string;
  readonly formId: string;
  readonly subscriptionGroupId: string;
  readonly phone: string;
  readonly formPerDay: number;
  readonly now: Date;
}

/**
 * Whether the number may be written to now. Call it in a transaction: it holds a lock per workspace until its end, so two
 * requests at once are counted one after the other.
 */
export async function mayWrite(tx: Db, ask: Ask): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(4700015, hashtext(${ask.workspaceId}))`.execute(tx);
  const since = new Date(ask.now.getTime() - 24 * 3_600_000);
  const { rows } = await sql<{
    number: number;
    form: number;
    workspace: number;
    all: number;
    waiting: boolean;
  }>`
    select count(*) filter (where workspace_id = ${ask.workspaceId} and phone = ${ask.phone})::int as number,
           count(*) filter (where form_id = ${ask.formId})::int as form,
           count(*) filter (where workspace_id = ${ask.workspaceId})::int as workspace,
           count(*)::int as all,
           exists (select from opt_in_requests w
                   where w.workspace_id = ${ask.workspaceId} and w.phone = ${ask.phone} and w.way = 'we_write'
                     and w.subscription_group_id = ${ask.subscriptionGroupId}
                     and w.state in ('pending', 'declined') and w.expires_at > ${ask.now}) as waiting
    from opt_in_requests where send_id is not null and created_at > ${since}`.execute(tx);
  const used = rows[0];
  if (!used || used.waiting) return false;
  return (
    used.number < budgets.perNumber &&
    used.form < ask.formPerDay &&
    used.workspace < budgets.perWorkspace &&
    used.all < budgets.inAll
  );
}
