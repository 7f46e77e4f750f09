/**
 * Users named by e-mail or phone, which several may share, and which of them is meant. `prioritization` narrows them step by
 * step; when more than one is left, nobody is. Unknown from the reference: a call without it where several share the value; here
 * that names nobody.
 */
import { sql } from "kysely";
import { findAllContacts, type Identifier } from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";

const steps = ["identified", "unidentified", "most_recently_updated", "least_recently_updated"] as const;
export type Prioritization = (typeof steps)[number];

/** Throws 400: no list, a word that is none of the four, or two that exclude each other. Not given: an empty list. */
export function parsePrioritization(raw: unknown): Prioritization[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw) || raw.some((word) => !steps.includes(word as Prioritization)))
    throw new AppError(
      "prioritization",
      `'prioritization' must be an array of ${steps.map((step) => `'${step}'`).join(", ")}.`,
    );
  const both = (one: Prioritization, other: Prioritization) => raw.includes(one) && raw.includes(other);
  if (both("identified", "unidentified") || both("most_recently_updated", "least_recently_updated"))
    throw new AppError(
      "prioritization",
      "'prioritization' may hold 'identified' or 'unidentified', and 'most_recently_updated' or 'least_recently_updated', but not both of a pair.",
    );
  return raw as Prioritization[];
}

export interface NamedUser {
  readonly identifier: Identifier;
  readonly prioritization: readonly Prioritization[];
}

export interface FoundUser {
  readonly id: string;
  readonly externalId: string | null;
}

interface Candidate extends FoundUser {
  readonly updatedAt: Date;
}

/** The user meant by each name, in the same order; null: nobody, or several and no word on which. */
export async function findNamedUsers(
  db: Db,
  workspaceId: string,
  names: readonly NamedUser[],
): Promise<(FoundUser | null)[]> {
  const found = await findAllContacts(
    db,
    workspaceId,
    names.map(({ identifier }) => identifier),
  );
  const ids = [...new Set(found.flat().map(({ id }) => id))];
  const { rows } = await sql<Candidate>`
    select c.id, c.external_id, c.updated_at
    from unnest(${ids}::uuid[]) as k (id)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id`.execute(
    db,
  );
  const contacts = new Map(rows.map((row) => [row.id, row]));
  return names.map(({ prioritization }, index) => {
    const candidates = (found[index] ?? []).flatMap(({ id }) => contacts.get(id) ?? []);
    const left = prioritization.reduce(narrow, candidates);
    return left.length === 1 ? (left[0] ?? null) : null;
  });
}

function narrow(candidates: readonly Candidate[], step: Prioritization): Candidate[] {
  switch (step) {
    case "identified":
      return candidates.filter(({ externalId }) => externalId !== null);
    case "unidentified":
      return candidates.filter(({ externalId }) => externalId === null);
    case "most_recently_updated":
      return [...candidates].sort(byAge).slice(-1);
    case "least_recently_updated":
      return [...candidates].sort(byAge).slice(0, 1);
  }
}

function byAge(a: Candidate, b: Candidate): number {
  return a.updatedAt.getTime() - b.updatedAt.getTime() || (a.id < b.id ? -1 : 1);
}
