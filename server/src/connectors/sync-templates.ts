/** Brings a WABA's templates from its provider into the templates domain. */
import type { Context } from "../lib/context.ts";
import { saveSyncedTemplates } from "../templates/templates.ts";
import { type LoadedConnection, providerIo } from "./connections.ts";
import { connectorFor } from "./registry.ts";

/** Reads the WABA's templates through one of its active numbers. Resolves to how many there are. */
export async function syncTemplates(
  ctx: Context,
  workspaceId: string,
  connection: LoadedConnection,
  wabaId: string,
): Promise<number> {
  const group = await ctx.db
    .selectFrom("whatsappBusinessGroups as g")
    .innerJoin("subscriptionGroups as s", "s.whatsappBusinessGroupId", "g.id")
    .select(["g.id", "s.phone", "s.phoneNumberId"])
    .where("g.workspaceId", "=", workspaceId)
    .where("g.wabaId", "=", wabaId)
    .where("s.archivedAt", "is", null)
    .limit(1)
    .executeTakeFirst();
  if (!group) return 0;
  const number = { phone: group.phone, phoneNumberId: group.phoneNumberId ?? "", wabaId };
  const { account } = connectorFor(connection.provider);
  const templates = await account.fetchTemplates(providerIo(ctx), connection.credentials, number);
  await saveSyncedTemplates(ctx.db, group.id, templates);
  return templates.length;
}
