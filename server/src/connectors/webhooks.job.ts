/**
 * Keeps what a provider reports in step with which numbers are active: after a number was archived, restored or moved, its
 * connection's subscription names exactly the active ones. A job, so that a provider that does not answer is asked again.
 */
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";
import { addJob, type JobDefinition } from "../lib/jobs.ts";
import { loadConnection, providerIo, webhookTarget } from "./connections.ts";
import { connectorFor } from "./registry.ts";
import { syncTemplates } from "./sync-templates.ts";

const jobName = "connectors.webhooks";

interface Renewal {
  readonly workspaceId: string;
  readonly connectionId: string;
}

interface Payload {
  /** In this order: a number's old subscription lets go of it before the new one takes it. */
  readonly renewals: readonly Renewal[];
  readonly importTemplatesOf: string | null;
  /** A WABA whose last number left: where the provider reports by WABA, it is to stop. */
  readonly leftWaba?: string | null;
}

/**
 * In the transaction of the change. `importTemplatesOf`: a WABA that the last connection has just got (back). `at`: not before, in
 * the database's time; default at once.
 */
export async function renewWebhooksLater(
  tx: Db,
  renewals: readonly Renewal[],
  {
    importTemplatesOf = null,
    leftWaba = null,
    at,
  }: Partial<Omit<Payload, "renewals">> & { readonly at?: Date | null } = {},
): Promise<void> {
  const payload: Payload = { renewals, importTemplatesOf, leftWaba };
  await addJob(tx, jobName, payload, { queue: jobName, ...(at ? { runAt: at } : {}) });
}

/** Brings one connection's subscription in step now. */
export async function renewWebhooks(ctx: Context, { workspaceId, connectionId }: Renewal): Promise<void> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  if (connection.state === "disconnected") return;
  const target = await webhookTarget(ctx, connection);
  const { account } = connectorFor(connection.provider);
  if (target.numbers.length > 0) await account.subscribe(providerIo(ctx), connection.credentials, target);
  else await account.unsubscribe(providerIo(ctx), connection.credentials, target);
}

/** Only Meta's subscriptions are of a WABA, and of one app: if the WABA is active again, here or elsewhere, its reports go there. */
async function letGoOf(ctx: Context, { workspaceId, connectionId }: Renewal, wabaId: string): Promise<void> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  if (connection.provider !== "meta" || connection.state === "disconnected") return;
  const active = await ctx.db
    .selectFrom("whatsappBusinessGroups")
    .select("id")
    .where("wabaId", "=", wabaId)
    .where("archivedAt", "is", null)
    .executeTakeFirst();
  if (active) return;
  const target = await webhookTarget(ctx, connection);
  const numbers = [{ phone: "", phoneNumberId: "", wabaId }];
  await connectorFor("meta").account.unsubscribe(providerIo(ctx), connection.credentials, {
    ...target,
    numbers,
  });
}

async function run(ctx: Context, payload: unknown): Promise<void> {
  const { renewals, importTemplatesOf, leftWaba } = payload as Payload;
  for (const renewal of renewals) await renewWebhooks(ctx, renewal);
  const last = renewals.at(-1);
  if (last && leftWaba) await letGoOf(ctx, last, leftWaba);
  if (!last || !importTemplatesOf) return;
  const connection = await loadConnection(ctx, last.workspaceId, last.connectionId);
  if (connection.state !== "disconnected")
    await syncTemplates(ctx, last.workspaceId, connection, importTemplatesOf);
}

export const webhookJobs: readonly JobDefinition[] = [{ name: jobName, handler: run }];
