/** Connections made with the installation's own Meta app follow its configuration: a secret that was changed there reaches them all. */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";

/** Meta signs with the app's secret and proofs of calls are made with it, so the old one is of no use any more. */
export async function followAppSecret(ctx: Context): Promise<void> {
  const { appId, appSecret } = ctx.config.meta;
  if (!appId || !appSecret) return;
  const connections = await ctx.db
    .selectFrom("connections")
    .select(["id", "webhookSecret"])
    .where("provider", "=", "meta")
    .where("state", "<>", "disconnected")
    .where(sql<string>`settings->>'appId'`, "=", appId)
    .execute();
  for (const { id, webhookSecret } of connections) {
    if (ctx.secrets.decrypt(webhookSecret, "connection.webhook_secret") === appSecret) continue;
    await ctx.db
      .updateTable("connections")
      .set({ webhookSecret: ctx.secrets.encrypt(appSecret, "connection.webhook_secret") })
      .where("id", "=", id)
      .where("webhookSecret", "=", webhookSecret)
      .where("state", "<>", "disconnected")
      .execute();
    ctx.log.info({ connection: id }, "a connection took over the Meta app's secret of the configuration");
  }
}
