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
    at,
  }: { readonly importTemplatesOf?: string | null; readonly at?: Date | null } = {},
): Promise<void> {
  const payload: Payload = { renewals, importTemplatesOf };
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

async function run(ctx: Context, payload: unknown): Promise<void> {
  const { renewals, importTemplatesOf } = payload as Payload;
  for (const renewal of renewals) await renewWebhooks(ctx, renewal);
  const last = renewals.at(-1);
  if (!last || !importTemplatesOf) return;
  const connection = await loadConnection(ctx, last.workspaceId, last.connectionId);
  if (connection.state !== "disconnected")
    await syncTemplates(ctx, last.workspaceId, connection, importTemplatesOf);
}

export const webhookJobs: readonly JobDefinition[] = [{ name: jobName, handler: run }];
