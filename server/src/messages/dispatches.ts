/**
 * Dispatches: one occurrence of a message plan going out. What is said, to whom and from which number is frozen when it
 * starts. States: queuing (the audience is being written) -> sending -> completed; paused and back; stopped for good.
 */
import { sql } from "kysely";
import type { MessageContent } from "../content/message.ts";
import { type Db, inTransaction, notify } from "../lib/db.ts";
import { notFound } from "../lib/errors.ts";
import type { Filter } from "../segments/segments.ts";

/** Payload: a dispatch id. Wakes the loop that writes audiences. */
export const dispatchChannel = "ponte_dispatches";

export type DispatchState = "queuing" | "sending" | "paused" | "completed" | "stopped";

export interface NewDispatch {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  readonly kind: "campaign" | "api_trigger" | "api_message";
  readonly campaignId?: string | null;
  readonly variantId?: string | null;
  readonly message: MessageContent;
  /** An expanded filter: the audience is written in the background. null: recipients come by queueRecipients. */
  readonly audience: Filter | null;
  /** Common trigger properties; a recipient's own go before them. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** false: goes to contacts of every subscription state. Default true. */
  readonly requiresSubscription?: boolean;
  readonly at: Date;
}

export interface Dispatch {
  readonly id: string;
  readonly workspaceId: string;
  readonly campaignId: string | null;
  readonly variantId: string | null;
  readonly subscriptionGroupId: string;
  readonly state: DispatchState;
  readonly requiresSubscription: boolean;
  readonly createdAt: Date;
}

const columns = [
  "id",
  "workspaceId",
  "campaignId",
  "variantId",
  "subscriptionGroupId",
  "state",
  "requiresSubscription",
  "createdAt",
] as const;

/**
 * Freezes and starts. With an audience, the first messages leave while the rest is still being written. Without one, call
 * queueRecipients in the same transaction: a dispatch with nothing to send completes.
 */
export async function startDispatch(db: Db, input: NewDispatch): Promise<Dispatch> {
  return inTransaction(db, async (tx) => {
    const row = await tx
      .insertInto("dispatches")
      .values({
        workspaceId: input.workspaceId,
        subscriptionGroupId: input.subscriptionGroupId,
        kind: input.kind,
        campaignId: input.campaignId ?? null,
        variantId: input.variantId ?? null,
        message: JSON.stringify(input.message),
        audience: input.audience ? JSON.stringify(input.audience) : null,
        properties: JSON.stringify(input.properties ?? {}),
        requiresSubscription: input.requiresSubscription ?? true,
        state: input.audience ? "queuing" : "sending",
        createdAt: input.at,
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    if (input.audience) await notify(tx, dispatchChannel, row.id);
    return { ...row, state: row.state as DispatchState };
  });
}

/** Nothing more leaves until resumeDispatches; calls already on their way end normally. */
export async function pauseDispatches(db: Db, workspaceId: string, which: DispatchChoice): Promise<number> {
  const { rows } = await sql`
    update dispatches set state = 'paused'
    where workspace_id = ${workspaceId} and ${chosen(which)} and state in ('queuing', 'sending')
    returning id`.execute(db);
  return rows.length;
}

/** Goes on where it was paused, also in the middle of its audience. */
export async function resumeDispatches(db: Db, workspaceId: string, which: DispatchChoice): Promise<number> {
  const { rows } = await sql`
    with resumed as (
      update dispatches set state = case when audience is not null and next_bucket < 257 then 'queuing' else 'sending' end
      where workspace_id = ${workspaceId} and ${chosen(which)} and state = 'paused'
      returning id)
    select pg_notify(${dispatchChannel}, id::text) from resumed`.execute(db);
  return rows.length;
}

/** For good: what is still queued is canceled in the background with this code, what was handed over stays. */
export async function stopDispatches(
  db: Db,
  workspaceId: string,
  which: DispatchChoice,
  code: StopCode = "campaign_stopped",
): Promise<number> {
  const { rows } = await sql`
    with stopped as (
      update dispatches set state = 'stopped', stop_code = ${code}
      where workspace_id = ${workspaceId} and ${chosen(which)} and state in ('queuing', 'sending', 'paused')
      returning id)
    select pg_notify(${dispatchChannel}, id::text) from stopped`.execute(db);
  return rows.length;
}

/** Why something is called off for good; explained to people in reasons.ts. */
export const stopCodes = [
  "campaign_stopped",
  "number_archived",
  "number_moved",
  "number_migrated",
  "connection_disconnected",
] as const;
export type StopCode = (typeof stopCodes)[number];

export type DispatchChoice =
  | { readonly dispatchId: string }
  | { readonly campaignId: string }
  | { readonly subscriptionGroupId: string };

function chosen(which: DispatchChoice) {
  if ("dispatchId" in which) return sql`id = ${which.dispatchId}`;
  return "campaignId" in which
    ? sql`campaign_id = ${which.campaignId}`
    : sql`subscription_group_id = ${which.subscriptionGroupId} and finished_at is null`;
}

export async function loadDispatch(db: Db, workspaceId: string, dispatchId: string): Promise<Dispatch> {
  const row = await db
    .selectFrom("dispatches")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", dispatchId)
    .executeTakeFirst();
  if (!row) throw notFound("dispatch");
  return { ...row, state: row.state as DispatchState };
}
