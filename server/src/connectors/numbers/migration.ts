/**
 * The guided migration of a number into a new WABA: Meta's preconditions, each checked where an API can tell and left to the person
 * where none can. Asked before the sign-up about the source, and after it about the destination as well.
 */
import type { Context } from "../../lib/context.ts";
import { notFound } from "../../lib/errors.ts";
import { loadConnection, providerIo } from "../connections.ts";
import type { ProviderCredentials } from "../connector.ts";
import { tokenCredentials } from "../handover/graph-credentials.ts";
import {
  countSubscribedApps,
  isPortfolio,
  type NumberFacts,
  readNumberFacts,
  readWabaFacts,
  type WabaFacts,
} from "../meta/migration-facts.ts";

/** In the order in which a person goes through them. */
export const migrationChecks = [
  "pin_disabled",
  "name_approved",
  "number_in_order",
  "number_migratable",
  "source_approved",
  "business_verified",
  "source_payment",
  "destination_new",
  "destination_approved",
  "destination_payment",
  "app_subscribed",
  "same_business",
  "waba_id_right",
] as const;
export type MigrationCheckName = (typeof migrationChecks)[number];

export interface MigrationCheck {
  readonly name: MigrationCheckName;
  /** confirm: no API can tell, so the person does. later: can be told only after the sign-up. */
  readonly state: "ok" | "not_ok" | "confirm" | "later";
  /** The provider's word that led to the verdict. */
  readonly found: string | null;
}

export interface MigrationQuestion {
  /** The number to be moved, when it is on a native connection of this workspace. */
  readonly subscriptionGroupId?: string;
  /** The sign-up that made the new WABA, once there is one. */
  readonly signupId?: string;
}

interface Side {
  readonly wabaId: string;
  readonly waba: WabaFacts | null;
  readonly number: NumberFacts | null;
}

interface Destination extends Omit<Side, "number"> {
  readonly apps: number | null;
  readonly portfolio: boolean;
}

export async function checkMigration(
  ctx: Context,
  workspaceId: string,
  question: MigrationQuestion,
): Promise<MigrationCheck[]> {
  const source = question.subscriptionGroupId
    ? await readSource(ctx, workspaceId, question.subscriptionGroupId)
    : null;
  const destination = question.signupId ? await readDestination(ctx, workspaceId, question.signupId) : null;
  return judge(source, destination);
}

async function readSource(ctx: Context, workspaceId: string, id: string): Promise<Side> {
  const row = await ctx.db
    .selectFrom("subscriptionGroups as s")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "s.whatsappBusinessGroupId")
    .select(["s.connectionId", "s.phoneNumberId", "g.wabaId"])
    .where("s.workspaceId", "=", workspaceId)
    .where("s.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("number");
  const { provider, credentials } = await loadConnection(ctx, workspaceId, row.connectionId);
  if (provider !== "meta") return { wabaId: row.wabaId, waba: null, number: null };
  const io = providerIo(ctx);
  const [waba, number] = await Promise.all([
    readWabaFacts(io, credentials, row.wabaId),
    row.phoneNumberId ? readNumberFacts(io, credentials, row.phoneNumberId) : null,
  ]);
  return { wabaId: row.wabaId, waba, number };
}

/** The token of a finished sign-up is gone, and so is the question. */
async function readDestination(
  ctx: Context,
  workspaceId: string,
  signupId: string,
): Promise<Destination | null> {
  const row = await ctx.db
    .selectFrom("signups")
    .select(["wabaId", "token"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", signupId)
    .executeTakeFirst();
  if (!row) throw notFound("sign-up");
  if (!row.wabaId || !row.token) return null;
  const credentials = tokenCredentials(ctx, ctx.secrets.decrypt(row.token, "signup.token"));
  return readWabaSide(ctx, credentials, row.wabaId);
}

async function readWabaSide(
  ctx: Context,
  credentials: ProviderCredentials,
  wabaId: string,
): Promise<Destination> {
  const io = providerIo(ctx);
  const waba = await readWabaFacts(io, credentials, wabaId);
  const [apps, portfolio] = await Promise.all([
    waba ? countSubscribedApps(io, credentials, wabaId) : null,
    waba ? false : isPortfolio(io, credentials, wabaId),
  ]);
  return { wabaId, waba, apps, portfolio };
}

/** Pure: the verdicts, in order. */
export function judge(source: Side | null, destination: Destination | null): MigrationCheck[] {
  const { number, waba } = source ?? { number: null, waba: null };
  const after = destination ? "confirm" : "later";
  const fromOwner = waba?.owner_business_info?.id;
  const toOwner = destination?.waba?.owner_business_info?.id;
  const verdicts: Record<MigrationCheckName, Omit<MigrationCheck, "name">> = {
    pin_disabled: verdict(number?.is_pin_enabled, (enabled) => !enabled),
    name_approved: nameVerdict(number),
    number_in_order: verdict(number?.status, (status) => ["CONNECTED", "FLAGGED"].includes(status)),
    number_migratable: migratable(number),
    source_approved: verdict(waba?.account_review_status, (status) => status === "APPROVED"),
    business_verified: verdict(waba?.business_verification_status, (status) => status === "verified"),
    // No funding id may also mean that the partner pays: only its presence tells.
    source_payment: { state: waba?.primary_funding_id ? "ok" : "confirm", found: null },
    destination_new: {
      state: !destination ? "later" : destination.wabaId === source?.wabaId ? "not_ok" : "ok",
      found: destination?.wabaId ?? null,
    },
    destination_approved: verdict(
      destination?.waba?.account_review_status,
      (status) => status === "APPROVED",
      after,
    ),
    destination_payment: { state: destination?.waba?.primary_funding_id ? "ok" : after, found: null },
    app_subscribed: verdict(destination?.apps ?? undefined, (apps) => apps > 0, after),
    same_business: {
      state: !fromOwner || !toOwner ? after : fromOwner === toOwner ? "ok" : "not_ok",
      found: destination?.waba?.owner_business_info?.name ?? null,
    },
    waba_id_right: {
      state: !destination ? "later" : destination.portfolio ? "not_ok" : destination.waba ? "ok" : "confirm",
      found: destination?.wabaId ?? null,
    },
  };
  return migrationChecks.map((name) => ({ name, ...verdicts[name] }));
}

function verdict<T extends string | number | boolean>(
  found: T | undefined,
  isGood: (found: T) => boolean,
  unknown: MigrationCheck["state"] = "confirm",
): Omit<MigrationCheck, "name"> {
  if (found === undefined) return { state: unknown, found: null };
  return { state: isGood(found) ? "ok" : "not_ok", found: String(found) };
}

function nameVerdict(number: NumberFacts | null): Omit<MigrationCheck, "name"> {
  if (!number?.name_status) return { state: "confirm", found: null };
  if (number.new_name_status === "PENDING_REVIEW") return { state: "not_ok", found: "PENDING_REVIEW" };
  return verdict(number.name_status, (status) => ["APPROVED", "AVAILABLE_WITHOUT_REVIEW"].includes(status));
}

/** Neither test numbers nor numbers of the WhatsApp Business app can be migrated. */
function migratable(number: NumberFacts | null): Omit<MigrationCheck, "name"> {
  if (!number || (number.account_mode === undefined && number.is_on_biz_app === undefined))
    return { state: "confirm", found: null };
  if (number.is_on_biz_app) return { state: "not_ok", found: "WhatsApp Business app" };
  return verdict(number.account_mode, (mode) => mode === "LIVE", "ok");
}
