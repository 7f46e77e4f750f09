/**
 * Reports of what a number sent before it was moved here: the provider tells them to the connection that has the number now, and
 * the sends are where they were made. Only workspaces that gave one of this connection's numbers away are looked at.
 */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import type { ConnectionRef } from "./apply.ts";

interface Outcome {
  readonly known: number;
  readonly foreign: number;
  readonly missing: number;
}

/** Applies them here, and what is missing here where the numbers were before. */
export async function applyHereAndBefore(
  tx: Db,
  connection: ConnectionRef,
  apply: (workspaceId: string) => Promise<Outcome>,
): Promise<Outcome> {
  const here = await apply(connection.workspaceId);
  let { missing } = here;
  if (missing === 0) return here;
  for (const workspaceId of await formerWorkspaces(tx, connection)) {
    missing -= (await apply(workspaceId)).known;
    if (missing <= 0) break;
  }
  return { ...here, known: here.known + here.missing - missing, missing };
}

async function formerWorkspaces(tx: Db, { workspaceId, connectionId }: ConnectionRef): Promise<string[]> {
  const { rows } = await sql<{ workspaceId: string }>`
    select distinct before.workspace_id
    from subscription_groups here
    join subscription_groups before on before.phone = here.phone and before.workspace_id <> here.workspace_id
      and before.archived_reason = 'moved'
    where here.workspace_id = ${workspaceId} and here.connection_id = ${connectionId}
    order by before.workspace_id`.execute(tx);
  return rows.map((row) => row.workspaceId);
}
