/** What archiving, moving or disconnecting would do, said before it is done. Reads other domains' tables; changes nothing. */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";

export interface Consequences {
  /** All numbers that would leave, in order. */
  readonly phones: readonly string[];
  /** Messages that wait to be sent from them and would be canceled. */
  readonly pendingSends: number;
  /** Contacts subscribed to them; they stay subscribed should the number come back. */
  readonly subscribed: number;
  /** Launched campaigns that send from them. */
  readonly campaigns: readonly { readonly id: string; readonly name: string; readonly state: string }[];
}

export async function consequencesOf(
  db: Db,
  workspaceId: string,
  numbers: readonly { readonly id: string; readonly phone: string }[],
): Promise<Consequences> {
  const ids = sql`array[${sql.join(numbers.map(({ id }) => sql`${id}::uuid`))}]::uuid[]`;
  const phones = numbers.map(({ phone }) => phone);
  if (numbers.length === 0) return { phones, pendingSends: 0, subscribed: 0, campaigns: [] };
  const { rows: counts } = await sql<{ pending: number; subscribed: number }>`
    select
      (select coalesce(sum(t.queued - t.accepted - t.refused - t.skipped - t.canceled), 0)::int
         from dispatches d join send_stats t on t.dispatch_id = d.id and t.workspace_id = d.workspace_id
        where d.workspace_id = ${workspaceId} and d.subscription_group_id = any(${ids}) and d.finished_at is null) as pending,
      (select count(*)::int from subscription_states x
        where x.workspace_id = ${workspaceId} and x.subscription_group_id = any(${ids}) and x.state = 'subscribed') as subscribed`.execute(
    db,
  );
  const campaigns = await db
    .selectFrom("campaigns as c")
    .select(["c.id", "c.name", "c.state"])
    .where("c.workspaceId", "=", workspaceId)
    .where(sql<boolean>`c.subscription_group_id = any(${ids})`)
    .where("c.state", "in", ["launching", "running", "paused"])
    .orderBy("c.id", "desc")
    .limit(20)
    .execute();
  return { phones, pendingSends: counts[0]?.pending ?? 0, subscribed: counts[0]?.subscribed ?? 0, campaigns };
}
