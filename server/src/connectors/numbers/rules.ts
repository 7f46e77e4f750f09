/**
 * How WABAs, accounts, workspaces and numbers may belong together: one WABA in one workspace through one account; ten WABAs per
 * workspace, twenty numbers per WABA; a number active once. Keys of the database hold all but the two limits, which are counted
 * under a lock of the workspace; here they get their words.
 */
import type { Db } from "../../lib/db.ts";
import { AppError, conflict } from "../../lib/errors.ts";
import type { LoadedConnection } from "../connections.ts";

export const maxWabasPerWorkspace = 10;
export const maxNumbersPerWaba = 20;

export interface Claim {
  readonly workspaceId: string;
  readonly connection: Pick<LoadedConnection, "id" | "provider" | "accountId">;
  readonly wabaId: string;
}

/** Throws when the WABA is active in another workspace or goes through another account. */
export async function requireFreeWaba(db: Db, { workspaceId, connection, wabaId }: Claim): Promise<void> {
  const owner = await db
    .selectFrom("whatsappBusinessGroups")
    .select(["workspaceId", "connectionId"])
    .where("wabaId", "=", wabaId)
    .where("archivedAt", "is", null)
    .executeTakeFirst();
  if (!owner) return;
  if (owner.workspaceId !== workspaceId)
    throw conflict(
      "waba_in_other_workspace",
      "Could not retrieve the WABA id: this WhatsApp Business account is connected to another workspace. Disconnect it or move its numbers there, or create a new one in the sign-up.",
    );
  if (owner.connectionId !== connection.id)
    throw conflict(
      "waba_on_other_account",
      "This WhatsApp Business account goes through another connection of this workspace. Enter the key of that account, or create a new WhatsApp Business account in the sign-up.",
    );
}

/**
 * Embedded Signup needs a WABA that never sent through Infobip. What Ponte remembers it says before Infobip is asked; a number
 * added to a WABA that is active on this connection is no such case.
 */
export async function requireFreshWaba(db: Db, { wabaId }: Claim): Promise<void> {
  const groups = await db
    .selectFrom("whatsappBusinessGroups as g")
    .innerJoin("connections as c", "c.id", "g.connectionId")
    .select(["g.archivedAt"])
    .where("g.wabaId", "=", wabaId)
    .where("c.provider", "=", "infobip")
    .execute();
  if (groups.length === 0 || groups.some(({ archivedAt }) => archivedAt === null)) return;
  throw conflict(
    "waba_sent_before",
    "This WhatsApp Business account has sent through Infobip before, so Infobip does not take it over a second time. Use “Link a number that is already on Infobip”, or create a new WhatsApp Business account in the sign-up.",
  );
}

/** Throws when the number is active in another workspace. */
export async function requireFreeNumber(
  db: Db,
  { workspaceId, phone }: { readonly workspaceId: string; readonly phone: string },
): Promise<void> {
  const holder = await db
    .selectFrom("subscriptionGroups")
    .select("workspaceId")
    .where("phone", "=", phone)
    .where("archivedAt", "is", null)
    .executeTakeFirst();
  if (holder && holder.workspaceId !== workspaceId) throw numberElsewhere(phone);
}

export function numberElsewhere(phone: string): AppError {
  return new AppError(
    "number_in_other_workspace",
    `The number ${phone} is active in another workspace. Archive it there first, or move it from there.`,
    { status: 409, params: { phone } },
  );
}

/** Counts under a lock of the workspace: two hand-overs that end at once count one after the other. */
export async function requireRoom(tx: Db, { workspaceId, wabaId }: Omit<Claim, "connection">): Promise<void> {
  await tx.selectFrom("workspaces").select("id").where("id", "=", workspaceId).forUpdate().execute();
  const active = await tx
    .selectFrom("whatsappBusinessGroups as g")
    .leftJoin("subscriptionGroups as s", (join) =>
      join.onRef("s.whatsappBusinessGroupId", "=", "g.id").on("s.archivedAt", "is", null),
    )
    .select(["g.wabaId"])
    .select((eb) => eb.fn.count<string>("s.id").as("numbers"))
    .where("g.workspaceId", "=", workspaceId)
    .where("g.archivedAt", "is", null)
    .groupBy("g.id")
    .execute();
  const own = active.find((group) => group.wabaId === wabaId);
  if (!own && active.length >= maxWabasPerWorkspace)
    throw new AppError(
      "too_many_wabas",
      `A workspace holds up to ${maxWabasPerWorkspace} WhatsApp Business accounts, and this one has them all. Disconnect one, or use another workspace.`,
      { status: 409, params: { limit: maxWabasPerWorkspace } },
    );
  if (own && Number(own.numbers) >= maxNumbersPerWaba)
    throw new AppError(
      "too_many_numbers",
      `A WhatsApp Business account holds up to ${maxNumbersPerWaba} numbers here, and this one has them all. Archive one, or use another account.`,
      { status: 409, params: { limit: maxNumbersPerWaba } },
    );
}
