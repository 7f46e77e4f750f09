/** The steps between a finished Embedded Signup and a number that sends: each idempotent, in this order. */
import { sql } from "kysely";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import { addJob } from "../lib/jobs.ts";
import { saveSyncedTemplates } from "../templates/templates.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { type LoadedConnection, providerIo, webhookTarget } from "./connections.ts";
import type { SendingNumberRef } from "./connector.ts";
import { shareWaba } from "./infobip/senders.ts";
import { createGraph, type MetaNumber } from "./meta/graph.ts";
import { connectorFor } from "./registry.ts";

// Webhooks before sharing: the registration is reported by webhook, and no message may arrive unheard.
export const handoverSteps = [
  "find_waba",
  "subscribe_webhooks",
  "share_waba",
  "await_registration",
  "create_group",
  "import_templates",
] as const;
export type StepName = (typeof handoverSteps)[number];

export interface HandoverState {
  readonly signupId: string;
  readonly workspaceId: string;
  readonly connection: LoadedConnection;
  readonly token: string;
  readonly startedAt: Date;
  readonly actor: string;
  wabaId: string | null;
  phoneNumberId: string | null;
  businessId: string | null;
}

/** Not done yet, not failed: look again in a second. */
export class Wait extends Error {}

const registrationDeadlineMs = 10 * 60_000;

export function runHandoverStep(ctx: Context, state: HandoverState, name: StepName): Promise<void> {
  switch (name) {
    case "find_waba":
      return findWaba(ctx, state);
    case "subscribe_webhooks":
      return subscribe(ctx, state);
    case "share_waba":
      return share(ctx, state);
    case "await_registration":
      return awaitRegistration(ctx, state);
    case "create_group":
      return createGroup(ctx, state);
    case "import_templates":
      return importTemplates(ctx, state);
  }
}

async function findWaba(ctx: Context, state: HandoverState): Promise<void> {
  const graph = createGraph(ctx.http, ctx.config.meta);
  const candidates = state.wabaId ? [state.wabaId] : await graph.grantedWabaIds(state.token);
  for (const wabaId of candidates) {
    const numbers = await graph.listNumbers(state.token, wabaId);
    if (!numbers) continue;
    if (numbers.length === 0)
      throw new AppError(
        "waba_without_number",
        "The sign-up was finished without a phone number. Open it again and add the number there.",
      );
    await refuseForeignWaba(ctx, state, wabaId);
    state.wabaId = wabaId;
    state.phoneNumberId ??= numbers[0]?.id ?? null;
    await ctx.db
      .updateTable("signups")
      .set({ wabaId, phoneNumberId: state.phoneNumberId })
      .where("id", "=", state.signupId)
      .execute();
    return;
  }
  throw new AppError(
    "waba_not_found",
    "Could not retrieve the WABA id: Meta gave Ponte access to no WhatsApp Business account. Most often the account is connected to another workspace or partner. Disconnect it there, or create a new one in the sign-up.",
  );
}

async function refuseForeignWaba(ctx: Context, state: HandoverState, wabaId: string): Promise<void> {
  const owner = await ctx.db
    .selectFrom("whatsappBusinessGroups")
    .select(["workspaceId", "connectionId"])
    .where("wabaId", "=", wabaId)
    .executeTakeFirst();
  if (owner && owner.workspaceId !== state.workspaceId)
    throw new AppError(
      "waba_in_other_workspace",
      "Could not retrieve the WABA id: this WhatsApp Business account is connected to another workspace. Disconnect it there, or create a new one in the sign-up.",
    );
  if (owner && owner.connectionId !== state.connection.id)
    throw new AppError(
      "waba_on_other_account",
      "This WhatsApp Business account is connected through another Infobip account. Enter the key of that account, or create a new WhatsApp Business account in the sign-up.",
    );
}

async function subscribe(ctx: Context, state: HandoverState): Promise<void> {
  const number = await metaNumber(ctx, state);
  const target = await webhookTarget(ctx, state.connection, numberRef(state, number));
  await accountOf(state).subscribe(providerIo(ctx), state.connection.credentials, target);
}

async function share(ctx: Context, state: HandoverState): Promise<void> {
  const result = await shareWaba(providerIo(ctx), state.connection.credentials, required(state.wabaId));
  if (result.outcome === "refused")
    throw new AppError(
      "waba_share_refused",
      `Could not share the WABA id with Infobip (${result.reason}). The account, or one of its numbers, is already with another Infobip account or partner. Create a new WhatsApp Business account in the sign-up; for a number imported into Infobip earlier, use "Cancel number" there first.`,
      { params: { reason: result.reason } },
    );
}

async function awaitRegistration(ctx: Context, state: HandoverState): Promise<void> {
  const number = await metaNumber(ctx, state);
  const patience = Date.now() + 8000;
  do {
    const quality = await accountOf(state).readNumber(
      providerIo(ctx),
      state.connection.credentials,
      numberRef(state, number),
    );
    if (quality && quality.status !== "PENDING") return;
    await new Promise((resolve) => setTimeout(resolve, 400));
  } while (Date.now() < patience);
  if (Date.now() - state.startedAt.getTime() < registrationDeadlineMs) throw new Wait();
  throw new AppError(
    "registration_timeout",
    "Infobip has not finished registering the number. Look in Infobip's portal under Channels → WhatsApp whether it asks for something, then try this step again.",
  );
}

async function createGroup(ctx: Context, state: HandoverState): Promise<void> {
  const wabaId = required(state.wabaId);
  const graph = createGraph(ctx.http, ctx.config.meta);
  const waba = await graph.readWaba(state.token, wabaId);
  const number = await metaNumber(ctx, state);
  const quality = await accountOf(state).readNumber(
    providerIo(ctx),
    state.connection.credentials,
    numberRef(state, number),
  );
  const { workspaceId, connection } = state;
  await inTransaction(ctx.db, async (tx) => {
    const group = await tx
      .insertInto("whatsappBusinessGroups")
      .values({
        workspaceId,
        connectionId: connection.id,
        wabaId,
        name: waba?.name ?? wabaId,
        businessId: state.businessId,
      })
      .onConflict((oc) => oc.column("wabaId").doUpdateSet({ name: waba?.name ?? wabaId, archivedAt: null }))
      .returning("id")
      .executeTakeFirstOrThrow();
    const added = await tx
      .insertInto("subscriptionGroups")
      .values({
        workspaceId,
        connectionId: connection.id,
        whatsappBusinessGroupId: group.id,
        phone: number.phone,
        phoneNumberId: number.id,
        displayName: number.displayName,
        quality: quality?.quality ?? "UNKNOWN",
        status: quality?.status ?? "UNKNOWN",
        messagingLimit: quality?.messagingLimit ?? null,
      })
      .onConflict((oc) =>
        oc
          .column("phone")
          .where("archivedAt", "is", null)
          .doUpdateSet({
            displayName: number.displayName,
            quality: quality?.quality ?? "UNKNOWN",
            status: quality?.status ?? "UNKNOWN",
          })
          .where("subscriptionGroups.workspaceId", "=", workspaceId),
      )
      .returning(["id", sql<boolean>`xmax = 0`.as("isNew")])
      .executeTakeFirst();
    if (!added)
      throw new AppError(
        "number_in_other_workspace",
        `The number ${number.phone} is active in another workspace. Archive it there first.`,
      );
    if (!added.isNew) return;
    await recordAudit(tx, workspaceId, {
      actor: state.actor,
      action: "number.connected",
      subject: added.id,
      details: { phone: number.phone, waba: wabaId },
    });
    // Whoever is interested in a new number (the demo's contacts, for one) hears of it here.
    await addJob(tx, "number_connected", { workspaceId, subscriptionGroupId: added.id });
  });
}

async function importTemplates(ctx: Context, state: HandoverState): Promise<void> {
  await syncTemplates(ctx, state.workspaceId, state.connection, required(state.wabaId));
}

/** Reads the WABA's templates from Infobip through one of its numbers. Resolves to how many there are. */
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

async function metaNumber(ctx: Context, state: HandoverState): Promise<MetaNumber> {
  const numbers = await createGraph(ctx.http, ctx.config.meta).listNumbers(
    state.token,
    required(state.wabaId),
  );
  const number = numbers?.find((entry) => entry.id === state.phoneNumberId) ?? numbers?.[0];
  if (!number)
    throw new AppError(
      "waba_without_number",
      "The WhatsApp Business account has no number any more. Open the sign-up again and add the number there.",
    );
  return number;
}

function accountOf({ connection }: HandoverState) {
  return connectorFor(connection.provider).account;
}

function numberRef(state: HandoverState, { phone, id }: MetaNumber): SendingNumberRef {
  return { phone, phoneNumberId: id, wabaId: required(state.wabaId) };
}

function required(wabaId: string | null): string {
  if (!wabaId) throw new Error("the step find_waba comes first");
  return wabaId;
}
