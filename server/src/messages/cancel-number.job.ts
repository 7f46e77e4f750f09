/** A number was archived, moved or disconnected (connectors/, which lies below, adds this job): nothing more goes out from it. */
import type { Context } from "../lib/context.ts";
import type { JobDefinition } from "../lib/jobs.ts";
import type { StopCode } from "./dispatches.ts";
import { cancelSendsOfNumber } from "./stopping.ts";

interface Cancellation {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  readonly code: Exclude<StopCode, "campaign_stopped">;
}

async function cancelNumber(ctx: Context, payload: unknown): Promise<void> {
  const { workspaceId, subscriptionGroupId, code } = payload as Cancellation;
  await cancelSendsOfNumber(ctx, workspaceId, subscriptionGroupId, code);
}

export const messageJobs: readonly JobDefinition[] = [
  { name: "messages.cancel_number", handler: cancelNumber },
];
