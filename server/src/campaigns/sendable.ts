/** Whether a number can say something at all, before anything is queued. */
import type { ContentKind } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Db } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";

/** 400 kind_not_supported when the number's provider cannot send this kind of message. */
export async function requireSendable(
  db: Db,
  workspaceId: string,
  subscriptionGroupId: string,
  kind: ContentKind,
): Promise<void> {
  const row = await db
    .selectFrom("subscriptionGroups as g")
    .innerJoin("connections as c", "c.id", "g.connectionId")
    .select(["g.phone", "c.provider"])
    .where("g.workspaceId", "=", workspaceId)
    .where("g.id", "=", subscriptionGroupId)
    .executeTakeFirst();
  if (!row || connectorFor(row.provider).kinds.has(kind)) return;
  throw new AppError(
    "kind_not_supported",
    `${row.phone} is connected through ${row.provider}, which cannot send messages of the kind ${kind}. Send from a number of another connection, or another kind of message.`,
    { params: { kind, provider: row.provider, phone: row.phone } },
  );
}
