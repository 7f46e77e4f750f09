/** How a contact is named from outside, and the look-up. A look-up is an equality on contact_identifiers, whatever the kind. */
import { sql } from "kysely";
import { type Db, prepared } from "../../lib/db.ts";
import { textArray } from "../../lib/sql-arrays.ts";
import { isStorable } from "../data/storable.ts";
import { internationalPhone } from "./phone.ts";

export type Identifier =
  | {
      readonly kind: "id" | "external_id" | "phone" | "email" | "bsuid" | "parent_bsuid";
      readonly value: string;
    }
  | { readonly kind: "alias"; readonly label: string; readonly name: string };

/** Label of the aliases that keep a contact's former business-scoped ids; a look-up by such an id finds them too. */
export const bsuidLabel = "whats_app_bsuid";

/** Where a contact's rows live. */
export interface ContactRef {
  readonly id: string;
  readonly bucket: number;
}

/** The last byte of the id; bucket_of in SQL. */
export function bucketOf(id: string): number {
  return Number.parseInt(id.slice(-2), 16);
}

export interface Alias {
  readonly label: string;
  readonly name: string;
}

/** Kinds that lead to exactly one contact. */
export const uniqueKinds: ReadonlySet<string> = new Set(["external_id", "alias", "bsuid", "parent_bsuid"]);

const separator = String.fromCharCode(31);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** kind and value as stored in contact_identifiers. */
export interface IdentifierKey {
  readonly kind: string;
  readonly value: string;
}

export function aliasKey(alias: Alias): IdentifierKey {
  return { kind: "alias", value: `${alias.label}${separator}${alias.name}` };
}

export function aliasOf(value: string): Alias {
  const [label = "", name = ""] = value.split(separator);
  return { label, name };
}

/** null: can lead to nobody (a malformed id). A phone may be in any spelling; the canonical one is stored. */
export function identifierKey(identifier: Identifier): IdentifierKey | null {
  const storable =
    identifier.kind === "alias"
      ? isStorable(identifier.label) && isStorable(identifier.name)
      : isStorable(identifier.value);
  if (!storable) return null;
  switch (identifier.kind) {
    case "alias":
      return aliasKey(identifier);
    case "id":
      return uuid.test(identifier.value) ? { kind: "id", value: identifier.value.toLowerCase() } : null;
    case "phone": {
      const phone = internationalPhone(identifier.value);
      return phone ? { kind: "phone", value: phone } : null;
    }
    case "email":
      return { kind: "email", value: normalEmail(identifier.value) };
    case "bsuid":
      return { kind: isParentBsuid(identifier.value) ? "parent_bsuid" : "bsuid", value: identifier.value };
    case "external_id":
    case "parent_bsuid":
      return { kind: identifier.kind, value: identifier.value };
  }
}

/** "BR.ENT.…": one id across linked business portfolios; callers may give it wherever they give a business-scoped id. */
export function isParentBsuid(value: string): boolean {
  return /^[A-Z]{2}\.ENT\./.test(value);
}

export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

export interface Candidate extends ContactRef {
  /** Position of the key asked for. */
  readonly position: number;
}

/** Every contact behind each key; those behind the same key most recently updated first. */
export async function candidates(
  db: Db,
  workspaceId: string,
  keys: readonly (IdentifierKey | null)[],
): Promise<Candidate[]> {
  const asked = keys.flatMap((key, position) => (key ? [{ ...key, position }] : []));
  const byId = asked.filter((key) => key.kind === "id");
  const byValue = asked.filter((key) => key.kind !== "id");
  const found: Candidate[] = [];
  if (byId.length > 0) found.push(...(await existing(db, workspaceId, byId)));
  if (byValue.length > 0) found.push(...(await identified(db, workspaceId, byValue)));
  return found;
}

/** Also by the id of a contact that was merged into another one: whoever kept it means the person. */
async function existing(
  db: Db,
  workspaceId: string,
  keys: readonly (IdentifierKey & { position: number })[],
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`${prepared}
    select k.position, c.id, c.bucket
    from unnest(${keys.map((key) => key.value)}::uuid[], ${keys.map((key) => key.position)}::int[]) as k (id, position)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id`.execute(
    db,
  );
  if (rows.length === keys.length) return rows;
  const there = new Set(rows.map(({ position }) => position));
  const lost = keys.filter(({ position }) => !there.has(position));
  return [...rows, ...(await mergedAway(db, workspaceId, lost))];
}

async function mergedAway(
  db: Db,
  workspaceId: string,
  keys: readonly (IdentifierKey & { position: number })[],
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select k.position, m.into_id as id, m.into_bucket as bucket
    from unnest(${keys.map((key) => key.value)}::uuid[], ${keys.map((key) => key.position)}::int[]) as k (id, position)
    join contact_merges m on m.workspace_id = ${workspaceId} and m.bucket = bucket_of(k.id) and m.contact_id = k.id`.execute(
    db,
  );
  return rows;
}

async function identified(
  db: Db,
  workspaceId: string,
  keys: readonly (IdentifierKey & { position: number })[],
): Promise<Candidate[]> {
  const found = await holders(db, workspaceId, keys);
  if (!keys.some(({ kind }) => kind === "bsuid" || kind === "parent_bsuid")) return found;
  const there = new Set(found.map(({ position }) => position));
  const former = keys
    .filter(({ kind, position }) => (kind === "bsuid" || kind === "parent_bsuid") && !there.has(position))
    .map(({ value, position }) => ({ ...aliasKey({ label: bsuidLabel, name: value }), position }));
  return former.length === 0 ? found : [...found, ...(await holders(db, workspaceId, former))];
}

/** Of the rows of contact_identifiers. */
async function holders(
  db: Db,
  workspaceId: string,
  keys: readonly (IdentifierKey & { position: number })[],
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`${prepared}
    select k.position, i.contact_id as id, i.bucket
    from unnest(${textArray(keys.map((key) => key.kind))}::text[], ${textArray(keys.map((key) => key.value))}::text[],
                ${keys.map((key) => key.position)}::int[]) as k (kind, value, position)
    join contact_identifiers i on i.workspace_id = ${workspaceId} and i.kind = k.kind and i.value = k.value
    order by k.position`.execute(db);
  const ambiguous = rows.some((row, index) => row.position === rows[index + 1]?.position);
  return ambiguous ? newestFirst(db, workspaceId, rows) : rows;
}

/** A second query instead of a join: identifiers are distributed by value, contacts by bucket. */
async function newestFirst(db: Db, workspaceId: string, found: readonly Candidate[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select f.position, c.id, c.bucket
    from unnest(${found.map((row) => row.id)}::uuid[], ${found.map((row) => row.position)}::int[]) as f (id, position)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(f.id) and c.id = f.id
    order by f.position, c.updated_at desc, c.id desc`.execute(db);
  return rows;
}

/**
 * The contact behind each identifier, in the same order; null where there is none. Where a phone or an e-mail leads to
 * several contacts, the most recently updated one.
 */
export async function findContacts(
  db: Db,
  workspaceId: string,
  identifiers: readonly Identifier[],
): Promise<(ContactRef | null)[]> {
  const found = await candidates(db, workspaceId, identifiers.map(identifierKey));
  const answer: (ContactRef | null)[] = identifiers.map(() => null);
  for (const { position, id, bucket } of found) answer[position] ??= { id, bucket };
  return answer;
}

/** Every contact behind each identifier, in the same order; a shared phone or e-mail leads to several. */
export async function findAllContacts(
  db: Db,
  workspaceId: string,
  identifiers: readonly Identifier[],
): Promise<ContactRef[][]> {
  const answer: ContactRef[][] = identifiers.map(() => []);
  for (const { position, id, bucket } of await candidates(db, workspaceId, identifiers.map(identifierKey)))
    answer[position]?.push({ id, bucket });
  return answer;
}
