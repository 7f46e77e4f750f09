/**
 * A sending number's place: under its WhatsApp Business group, through that group's connection. Invariants: a number is active
 * once; it keeps its id, and with it its subscribers and history, when it is archived, restored or comes back on another WABA.
 */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { addJob } from "../../lib/jobs.ts";
import { recordAudit } from "../../workspaces/audit.ts";
import type { SendingNumberRef } from "../connector.ts";
import { freshPause } from "../health/number-pause.ts";
import { archiveEmptyGroups, cancelPending } from "./leaving.ts";
import { type Claim, numberElsewhere, requireFreeWaba, requireRoom } from "./rules.ts";

export interface NewNumber {
  readonly workspaceId: string;
  readonly connection: Claim["connection"];
  readonly number: SendingNumberRef;
  readonly wabaName: string | null;
  readonly businessId: string | null;
  readonly displayName: string | null;
  readonly quality: string;
  readonly status: string;
  readonly messagingLimit: string | null;
  readonly actor: string;
}

/** Idempotent: a number that is there is brought up to date. Resolves to its subscription group's id. */
export function addNumber(ctx: Context, added: NewNumber): Promise<string> {
  return inTransaction(ctx.db, (tx) => placeNumber(ctx, tx, added));
}

/** addNumber inside the caller's transaction. */
export async function placeNumber(ctx: Context, tx: Db, added: NewNumber): Promise<string> {
  const claim = { ...added, wabaId: added.number.wabaId };
  const known = await knownNumber(tx, added);
  await requireFreeWaba(tx, claim);
  if (!known || known.archivedAt || known.wabaId !== claim.wabaId) await requireRoom(tx, claim);
  const groupId = await saveGroup(tx, added);
  return known ? bringBack(ctx, tx, added, known, groupId) : insertNumber(ctx, tx, added, groupId);
}

interface KnownNumber {
  readonly id: string;
  readonly workspaceId: string;
  readonly archivedAt: Date | null;
  readonly wabaId: string;
  readonly pauseReason: string | null;
}

/** The number where it is active, else where this workspace had it last. */
async function knownNumber(tx: Db, { workspaceId, number }: NewNumber): Promise<KnownNumber | undefined> {
  const known = await tx
    .selectFrom("subscriptionGroups as s")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "s.whatsappBusinessGroupId")
    .select(["s.id", "s.workspaceId", "s.archivedAt", "s.pauseReason", "g.wabaId"])
    .where("s.phone", "=", number.phone)
    .where((eb) => eb.or([eb("s.archivedAt", "is", null), eb("s.workspaceId", "=", workspaceId)]))
    .orderBy(sql`s.archived_at desc nulls first`)
    .limit(1)
    .executeTakeFirst();
  if (known && !known.archivedAt && known.workspaceId !== workspaceId) throw numberElsewhere(number.phone);
  return known;
}

async function saveGroup(tx: Db, { workspaceId, connection, number, ...added }: NewNumber): Promise<string> {
  const group = await tx
    .insertInto("whatsappBusinessGroups")
    .values({
      workspaceId,
      connectionId: connection.id,
      wabaId: number.wabaId,
      name: added.wabaName ?? number.wabaId,
      businessId: added.businessId,
    })
    .onConflict((oc) =>
      oc.columns(["workspaceId", "wabaId"]).doUpdateSet({
        connectionId: connection.id,
        archivedAt: null,
        ...(added.wabaName ? { name: added.wabaName } : {}),
      }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return group.id;
}

function seenColumns(ctx: Context, { number, quality, status, messagingLimit }: NewNumber) {
  return {
    ...(number.phoneNumberId ? { phoneNumberId: number.phoneNumberId } : {}),
    quality,
    status,
    messagingLimit,
    qualityAt: ctx.clock.now(),
  };
}

async function insertNumber(ctx: Context, tx: Db, added: NewNumber, groupId: string): Promise<string> {
  const { workspaceId, connection, number } = added;
  const { id } = await tx
    .insertInto("subscriptionGroups")
    .values({
      workspaceId,
      connectionId: connection.id,
      whatsappBusinessGroupId: groupId,
      phone: number.phone,
      displayName: added.displayName ?? number.phone,
      ...seenColumns(ctx, added),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await announce(tx, added, id, "number.connected");
  return id;
}

/** Its id stays: subscribers and history are those of the number. What waited for its old WABA is canceled. */
async function bringBack(
  ctx: Context,
  tx: Db,
  added: NewNumber,
  known: KnownNumber,
  groupId: string,
): Promise<string> {
  const migrated = known.wabaId !== added.number.wabaId;
  // What was wrong with it was mended on the way; that a person holds it back stays, unless it was away.
  const pauseEnds = migrated || known.archivedAt !== null || known.pauseReason === "trouble";
  await tx
    .updateTable("subscriptionGroups")
    .set({
      connectionId: added.connection.id,
      whatsappBusinessGroupId: groupId,
      archivedAt: null,
      archivedReason: null,
      ...(pauseEnds ? freshPause : {}),
      ...(added.displayName ? { displayName: added.displayName } : {}),
      ...seenColumns(ctx, added),
    })
    .where("id", "=", known.id)
    .where("workspaceId", "=", added.workspaceId)
    .execute();
  if (migrated) await archiveEmptyGroups(ctx, tx, added.workspaceId);
  if (migrated && !known.archivedAt) await cancelPending(tx, added.workspaceId, known.id, "number_migrated");
  if (migrated) await announce(tx, added, known.id, "number.migrated");
  else if (known.archivedAt) await announce(tx, added, known.id, "number.restored");
  return known.id;
}

async function announce(tx: Db, added: NewNumber, id: string, action: string): Promise<void> {
  await recordAudit(tx, added.workspaceId, {
    actor: added.actor,
    action,
    subject: id,
    details: { phone: added.number.phone, waba: added.number.wabaId },
  });
  // Whoever is interested in a new number (the demo's contacts, for one) hears of it here.
  if (action === "number.connected")
    await addJob(tx, "number_connected", { workspaceId: added.workspaceId, subscriptionGroupId: id });
}
