/**
 * The second way in: a number that the account has already. No Meta app is needed; from the moment it is linked, its inbound and
 * its sending belong to Ponte.
 */
import type { Context } from "../../lib/context.ts";
import { AppError, invalidInput } from "../../lib/errors.ts";
import { type LoadedConnection, loadConnection, providerIo } from "../connections.ts";
import type { ProviderNumber } from "../connector.ts";
import { requireOnAccount } from "../handover/find-linked-number.ts";
import { planOf } from "../handover/plans.ts";
import { findWabaId } from "../infobip/waba-of-sender.ts";
import { connectorFor } from "../registry.ts";
import { openSignup, type Signup } from "../signups.ts";
import { maxNumbersPerWaba, maxWabasPerWorkspace, requireFreeNumber, requireFreeWaba } from "./rules.ts";

export const senderStates = [
  "linkable",
  /** Archived in this workspace: linking restores it with its subscribers and history. */
  "archived_here",
  "linked_here",
  "in_other_workspace",
  "over_limit",
  "not_usable",
] as const;

export interface Sender {
  readonly phone: string;
  readonly displayName: string | null;
  readonly wabaId: string | null;
  readonly phoneNumberId: string | null;
  readonly quality: string;
  readonly status: string;
  readonly state: (typeof senderStates)[number];
}

/** null: this provider or key cannot list its numbers, so the person types one in. */
export async function listSenders(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<Sender[] | null> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  const { account } = connectorFor(connection.provider);
  const listed = await account.listNumbers(providerIo(ctx), connection.credentials);
  if (!listed) return null;
  const known = await knownNumbers(ctx, listed);
  const { wabas, numbersOf } = await countActive(ctx, workspaceId);
  return listed.map(({ phone, displayName, wabaId, phoneNumberId, quality, status }) => {
    const here = known.filter((number) => number.phone === phone);
    const active = here.find((number) => number.archivedAt === null);
    const state = (): Sender["state"] => {
      if (active) return active.workspaceId === workspaceId ? "linked_here" : "in_other_workspace";
      if (isUnusable(connection.provider, status)) return "not_usable";
      const full = wabaId !== null && (numbersOf.get(wabaId) ?? 0) >= maxNumbersPerWaba;
      const noRoom = wabas >= maxWabasPerWorkspace && wabaId !== null && !numbersOf.has(wabaId);
      if (full || noRoom) return "over_limit";
      return here.some((number) => number.workspaceId === workspaceId) ? "archived_here" : "linkable";
    };
    return { phone, displayName, wabaId, phoneNumberId, quality, status, state: state() };
  });
}

/** A native number that is not registered is registered on the way. */
function isUnusable(provider: string, status: string): boolean {
  if (status === "DISCONNECTED") return provider !== "meta";
  return ["BANNED", "DELETED", "MIGRATED"].includes(status);
}

async function knownNumbers(ctx: Context, listed: readonly ProviderNumber[]) {
  if (listed.length === 0) return [];
  // Whether a number is taken is asked across workspaces: it is active in one at most. Nothing else of them is read.
  return ctx.db
    .selectFrom("subscriptionGroups")
    .select(["phone", "workspaceId", "archivedAt"])
    .where(
      "phone",
      "in",
      listed.map(({ phone }) => phone),
    )
    .execute();
}

async function countActive(ctx: Context, workspaceId: string) {
  const rows = await ctx.db
    .selectFrom("whatsappBusinessGroups as g")
    .leftJoin("subscriptionGroups as s", (join) =>
      join.onRef("s.whatsappBusinessGroupId", "=", "g.id").on("s.archivedAt", "is", null),
    )
    .select("g.wabaId")
    .select((eb) => eb.fn.count<string>("s.id").as("numbers"))
    .where("g.workspaceId", "=", workspaceId)
    .where("g.archivedAt", "is", null)
    .groupBy("g.wabaId")
    .execute();
  return { wabas: rows.length, numbersOf: new Map(rows.map((row) => [row.wabaId, Number(row.numbers)])) };
}

export interface NewLink {
  readonly phone: string;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly displayName?: string;
  readonly pin?: string;
}

export async function linkNumber(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
  link: NewLink,
  actor: string,
): Promise<Signup> {
  const connection = await loadConnection(ctx, workspaceId, connectionId);
  const phone = `+${link.phone.replace(/\D/g, "")}`;
  if (!/^\+[1-9]\d{6,14}$/.test(phone))
    throw invalidInput(
      "This is not a whole phone number. Write it with country and area code, as in +55 11 93000-1234.",
    );
  planOf(connection.provider, "link"); // throws where nothing can be linked
  const wabaId = await wabaOf(ctx, connection, phone, link.wabaId);
  // Before anything is said of other workspaces: whoever asks must have the number.
  const number = { phone, wabaId, phoneNumberId: link.phoneNumberId ?? "" };
  const { account } = connectorFor(connection.provider);
  requireOnAccount(phone, await account.readNumber(providerIo(ctx), connection.credentials, number));
  await requireFreeNumber(ctx.db, { workspaceId, phone });
  await requireFreeWaba(ctx.db, { workspaceId, connection, wabaId });
  const displayName = link.displayName ?? (await listedName(ctx, connection, phone));
  return openSignup(ctx, connection, {
    kind: "link",
    done: [],
    actor,
    columns: {
      phone,
      wabaId,
      phoneNumberId: link.phoneNumberId ?? null,
      displayName,
      pin: link.pin ? ctx.secrets.encrypt(link.pin, "signup.pin") : null,
    },
  });
}

/** The name people see in WhatsApp, where the account's list tells it. */
async function listedName(
  ctx: Context,
  { provider, credentials }: LoadedConnection,
  phone: string,
): Promise<string | null> {
  const listed = await connectorFor(provider).account.listNumbers(providerIo(ctx), credentials);
  return listed?.find((number) => number.phone === phone)?.displayName ?? null;
}

/** What the provider knows outweighs what was typed: the id of the business portfolio is easily taken for the WABA's. */
async function wabaOf(
  ctx: Context,
  { provider, credentials }: LoadedConnection,
  phone: string,
  typed: string | undefined,
): Promise<string> {
  const found = provider === "infobip" ? await findWabaId(providerIo(ctx), credentials, phone) : null;
  if (found && typed && found !== typed)
    throw new AppError(
      "waba_id_differs",
      `The number ${phone} belongs to the WhatsApp Business account ${found}, not to ${typed}. Was the id of the business portfolio entered instead?`,
      { params: { phone, wabaId: found } },
    );
  const wabaId = found ?? typed;
  if (wabaId) return wabaId;
  throw new AppError(
    "waba_id_needed",
    `To which WhatsApp Business account ${phone} belongs cannot be read, because it has no template yet. Enter the account's id: Meta shows it in WhatsApp Manager under Account tools → Phone numbers, in the address of the page.`,
    { params: { phone } },
  );
}
