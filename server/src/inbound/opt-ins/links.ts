/**
 * Links that subscribe: a wa.me address (and its QR code) with a prefilled text. Whoever sends that text from WhatsApp is
 * subscribed to the number. An archived link keeps its figures and subscribes nobody any more.
 */
import { randomBytes } from "node:crypto";
import type { Db } from "../../lib/db.ts";
import { invalidInput, notFound } from "../../lib/errors.ts";
import { requireAnswer } from "../answer.ts";
import { scanAddress, whatsAppAddress } from "./addresses.ts";
import { newLinkCode, withCode } from "./codes.ts";
import { requireOwnNumber } from "./own-number.ts";
import { comparableText, stillAgrees } from "./same-text.ts";

export interface LinkAttribute {
  readonly name: string;
  readonly value: string;
}

export interface NewLink {
  readonly name: string;
  readonly subscriptionGroupId: string;
  /** Prefilled, without the code. */
  readonly text: string;
  /** Set on whoever subscribes by it. */
  readonly attribute: LinkAttribute | null;
  /** Where it hangs or which campaign it belongs to. */
  readonly note: string;
  /** Answered once inside the window; may hold Liquid; empty: nothing. */
  readonly thankYou: string;
  readonly countScans: boolean;
}

export interface OptInLink extends NewLink {
  readonly id: string;
  readonly code: string;
  readonly token: string;
  readonly phone: string;
  readonly displayName: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

const columns = [
  "l.id",
  "l.name",
  "l.subscriptionGroupId",
  "l.text",
  "l.attribute",
  "l.note",
  "l.thankYou",
  "l.countScans",
  "l.code",
  "l.token",
  "l.createdAt",
  "l.archivedAt",
  "g.phone",
  "g.displayName",
] as const;

function linksOf(db: Db, workspaceId: string) {
  return db
    .selectFrom("optInLinks as l")
    .innerJoin("subscriptionGroups as g", "g.id", "l.subscriptionGroupId")
    .select(columns)
    .where("l.workspaceId", "=", workspaceId);
}

/** Newest first; few, as people make them by hand. */
export async function listLinks(db: Db, workspaceId: string): Promise<OptInLink[]> {
  const rows = await linksOf(db, workspaceId).orderBy("l.id", "desc").limit(500).execute();
  return rows.map(toLink);
}

/** 404 when it does not exist. */
export async function getLink(db: Db, workspaceId: string, id: string): Promise<OptInLink> {
  const row = await linksOf(db, workspaceId).where("l.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("link");
  return toLink(row);
}

export async function createLink(
  db: Db,
  workspaceId: string,
  input: NewLink,
  by: { readonly actor: string; readonly at: Date },
): Promise<OptInLink> {
  await requireOwnNumber(db, workspaceId, input.subscriptionGroupId);
  const { id } = await db
    .insertInto("optInLinks")
    .values({
      ...rowOf(input),
      workspaceId,
      subscriptionGroupId: input.subscriptionGroupId,
      code: newLinkCode(),
      token: randomBytes(9).toString("base64url"),
      createdBy: by.actor,
      createdAt: by.at,
      updatedAt: by.at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return getLink(db, workspaceId, id);
}

/** The number and the code stay: they are printed somewhere. */
export async function updateLink(
  db: Db,
  workspaceId: string,
  id: string,
  change: Partial<Omit<NewLink, "subscriptionGroupId">>,
  at: Date,
): Promise<OptInLink> {
  const { attribute, text, thankYou, note, countScans, name } = {
    ...(await getLink(db, workspaceId, id)),
    ...change,
  };
  await db
    .updateTable("optInLinks")
    .set({ ...rowOf({ attribute, text, thankYou, note, countScans, name }), updatedAt: at })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  return getLink(db, workspaceId, id);
}

/** null brings it back. */
export async function archiveLink(
  db: Db,
  workspaceId: string,
  id: string,
  archivedAt: Date | null,
): Promise<OptInLink> {
  await getLink(db, workspaceId, id);
  await db
    .updateTable("optInLinks")
    .set({ archivedAt })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  return getLink(db, workspaceId, id);
}

/** By the public address that counts. null: nothing there. */
export async function linkByToken(
  db: Db,
  token: string,
): Promise<(OptInLink & { workspaceId: string }) | null> {
  const row = await db
    .selectFrom("optInLinks as l")
    .innerJoin("subscriptionGroups as g", "g.id", "l.subscriptionGroupId")
    .select([...columns, "l.workspaceId"])
    .where("l.token", "=", token)
    .executeTakeFirst();
  return row ? { ...toLink(row), workspaceId: row.workspaceId } : null;
}

/**
 * The link a message came through: by its code, else by its whole text. Of several the one in use, then the newest. null: by none.
 */
export async function linkOfMessage(
  db: Db,
  { workspaceId, subscriptionGroupId }: { workspaceId: string; subscriptionGroupId: string },
  text: string,
  codes: readonly string[],
): Promise<OptInLink | null> {
  const comparable = comparableText(text);
  const rows = await linksOf(db, workspaceId)
    .where("l.subscriptionGroupId", "=", subscriptionGroupId)
    .where((eb) =>
      eb.or([eb("l.code", "in", codes.length > 0 ? [...codes] : [""]), eb("l.normalText", "=", comparable)]),
    )
    .execute();
  const links = rows.map(toLink);
  const rank = (link: OptInLink) => (codes.includes(link.code) ? 0 : link.archivedAt ? 2 : 1);
  const [best] = links.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? 1 : -1));
  return best && stillAgrees(text, best.text) ? best : null;
}

/** The text that is prefilled, and the addresses that prefill it. */
export function addressesOf(link: OptInLink, publicUrl: string) {
  const text = withCode(link.text, link.code);
  const whatsApp = whatsAppAddress(link.phone, text);
  return {
    prefilledText: text,
    whatsApp,
    scan: link.countScans ? scanAddress(publicUrl, link.token) : whatsApp,
  };
}

function rowOf(input: Omit<NewLink, "subscriptionGroupId">) {
  const text = input.text.trim().replace(/\s+/g, " ");
  const name = input.name.trim();
  if (name === "") throw missing("name", "Give the link a name, so that you recognise it.");
  const normal = comparableText(text);
  // One short word would subscribe people who just say it.
  if (normal.length < 6)
    throw invalidInput("The text is too short to be told from an ordinary message.", [
      {
        path: "text",
        code: "value_too_short",
        message: "Write at least six letters, better a whole sentence.",
      },
    ]);
  requireAnswer(input.thankYou, "thankYou");
  const attribute =
    input.attribute && input.attribute.name.trim() !== ""
      ? { name: input.attribute.name.trim(), value: input.attribute.value.trim() }
      : null;
  return {
    name,
    text,
    normalText: normal,
    attribute: attribute ? JSON.stringify(attribute) : null,
    note: input.note.trim(),
    thankYou: input.thankYou.trim(),
    countScans: input.countScans,
  };
}

function missing(path: string, message: string) {
  return invalidInput(message, [{ path, code: "value_missing", message }]);
}

type Row = Omit<OptInLink, "attribute"> & { readonly attribute: unknown };

function toLink(row: Row): OptInLink {
  return { ...row, attribute: row.attribute as LinkAttribute | null };
}
