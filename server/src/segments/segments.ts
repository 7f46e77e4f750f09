/**
 * Owns segments: stored filter trees over contacts. Reads any domain's tables, writes only its own. Invariants: a stored
 * tree is valid, refers only to segments that exist, and never contains itself; what is compiled is the expanded tree.
 */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { AppError, conflict, invalidInput, notFound } from "../lib/errors.ts";
import { normalizeTags } from "../lib/tags.ts";
import { type CompileOptions, compileFilter } from "./compile/compile.ts";
import { expandedWhole, wholeIfEmpty } from "./expand.ts";
import type { Filter } from "./filter.ts";
import { selectsContact } from "./preview.ts";
import { segmentIds } from "./references.ts";
import { loadRegistry } from "./registry.ts";
import { type CampaignUse, requireUnused } from "./usage.ts";
import { validateFilter } from "./validate/validate.ts";

export {
  type BucketRange,
  type Estimate,
  estimate,
  type Scanned,
  scanExactly,
  scanQuickly,
} from "./bucket-scan.ts";
export { type CompileOptions, compileFilter, type Predicate } from "./compile/compile.ts";
export { describeFilter } from "./describe-en.ts";
export { type Filter, filterSchema } from "./filter.ts";
export { type ListedSegment, type SegmentQuery, segmentPage } from "./list.ts";
export { standardFields } from "./operators.ts";
export { parsePattern } from "./patterns.ts";
export { selectsContact } from "./preview.ts";
export { loadRegistry } from "./registry.ts";
export { listSizes, recordSize, type SegmentSize } from "./sizes.ts";
export {
  type SeenError,
  seenErrorCodes,
  type VariantName,
  variantNames,
} from "./suggestions.ts";
export { knownTags } from "./tags.ts";
export { type CampaignUse, usedSegments } from "./usage.ts";
export type { FilterRegistry } from "./validate/problems.ts";
export { validateFilter } from "./validate/validate.ts";
export { isDate } from "./validate/validate-value.ts";

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly filter: Filter;
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface SegmentInput {
  readonly name: string;
  readonly description?: string;
  readonly filter: unknown;
  readonly tags?: readonly string[];
}

const columns = ["id", "name", "description", "filter", "tags", "createdAt", "updatedAt"] as const;

function toSegment(row: Omit<Segment, "filter"> & { filter: unknown }): Segment {
  return { ...row, filter: row.filter as Filter };
}

/** The tree as a Filter; throws invalid_filter whose details point at the nodes. */
export async function requireValidFilter(
  db: Db,
  workspaceId: string,
  filter: unknown,
  segmentId?: string,
): Promise<Filter> {
  const details = validateFilter(filter, await loadRegistry(db, workspaceId, filter, segmentId));
  if (details.length > 0)
    throw new AppError(
      "invalid_filter",
      "This filter is not complete or not valid. Correct the marked conditions.",
      {
        details,
      },
    );
  return filter as Filter;
}

/**
 * Replaces references to other segments by their trees: what is compiled, and what a dispatch freezes. Throws
 * segment_missing when a segment referred to was deleted, filter_too_large when it would grow beyond measure.
 */
export async function expandFilter(db: Db, workspaceId: string, filter: Filter): Promise<Filter> {
  if (segmentIds(filter).length === 0) return wholeIfEmpty(filter);
  const stored = new Map(
    (await listSegments(db, workspaceId)).map((segment) => [segment.id, segment.filter]),
  );
  return expandedWhole(filter, stored, new Set());
}

/** Names of the stored segments that hold the contact now. A segment whose parts were deleted holds nobody. */
export async function segmentsOfContact(
  db: Db,
  workspaceId: string,
  contactId: string,
  now: Date,
): Promise<{ id: string; name: string }[]> {
  const segments = await listSegments(db, workspaceId);
  const stored = new Map(segments.map((segment) => [segment.id, segment.filter]));
  const whole = segments.flatMap(({ id, name, filter }) => {
    try {
      return [{ id, name, filter: expandedWhole(filter, stored, new Set([id])) }];
    } catch {
      return [];
    }
  });
  const answers = await selectsContact(
    db,
    workspaceId,
    contactId,
    whole.map((segment) => segment.filter),
    await optionsOf(db, workspaceId, now),
  );
  return whole.filter((_, position) => answers[position]).map(({ id, name }) => ({ id, name }));
}

/** What "now" and "today" are in this workspace. */
export async function optionsOf(
  db: Db,
  workspaceId: string,
  now: Date,
): Promise<CompileOptions & { readonly timeZone: string }> {
  const workspace = await db
    .selectFrom("workspaces")
    .select("timeZone")
    .where("id", "=", workspaceId)
    .executeTakeFirst();
  return { now, timeZone: workspace?.timeZone ?? "UTC", workspaceId };
}

/** How many contacts of the workspace the filter (any valid one) holds now. */
export async function countSegment(db: Db, workspaceId: string, filter: Filter, now: Date): Promise<number> {
  const [expandedFilter, options] = await Promise.all([
    expandFilter(db, workspaceId, filter),
    optionsOf(db, workspaceId, now),
  ]);
  const predicate = compileFilter(expandedFilter, options);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts c where c.workspace_id = ${workspaceId} and ${predicate}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

export async function createSegment(
  db: Db,
  workspaceId: string,
  input: SegmentInput,
  createdBy: string | null = null,
): Promise<Segment> {
  const filter = await requireValidFilter(db, workspaceId, input.filter);
  const row = await uniqueName(() =>
    db
      .insertInto("segments")
      .values({
        workspaceId,
        name: requireName(input.name),
        description: input.description ?? "",
        filter: JSON.stringify(filter),
        tags: normalizeTags(input.tags ?? []),
        createdBy,
      })
      .returning(columns)
      .executeTakeFirstOrThrow(),
  );
  return toSegment(row);
}

export async function updateSegment(
  db: Db,
  workspaceId: string,
  id: string,
  change: Partial<SegmentInput>,
  at: Date,
): Promise<Segment> {
  if (change.filter !== undefined) await requireValidFilter(db, workspaceId, change.filter, id);
  const row = await uniqueName(() =>
    db
      .updateTable("segments")
      .set({
        ...(change.name === undefined ? {} : { name: requireName(change.name) }),
        ...(change.description === undefined ? {} : { description: change.description }),
        ...(change.filter === undefined ? {} : { filter: JSON.stringify(change.filter) }),
        ...(change.tags === undefined ? {} : { tags: normalizeTags(change.tags) }),
        updatedAt: at,
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("archivedAt", "is", null)
      .returning(columns)
      .executeTakeFirst(),
  );
  if (!row) throw notFound("segment");
  return toSegment(row);
}

/**
 * Deleted segments stay in the table for campaigns that used them. 409 segment_in_use when a running campaign or another
 * segment uses it; 409 segment_in_drafts when drafts do and nobody confirmed that. `campaigns`: all that name this segment.
 */
export async function deleteSegment(
  db: Db,
  workspaceId: string,
  id: string,
  act: { readonly at: Date; readonly campaigns: readonly CampaignUse[]; readonly draftsConfirmed: boolean },
): Promise<Segment> {
  const segments = await listSegments(db, workspaceId);
  const segment = segments.find((one) => one.id === id);
  if (!segment) throw notFound("segment");
  requireUnused(segment, segments, act.campaigns, act.draftsConfirmed);
  await db
    .updateTable("segments")
    .set({ archivedAt: act.at })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  return segment;
}

/** All of them, by name. */
export async function listSegments(db: Db, workspaceId: string): Promise<Segment[]> {
  const rows = await db
    .selectFrom("segments")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("archivedAt", "is", null)
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.map(toSegment);
}

/** null: not there, or deleted. */
export async function getSegment(db: Db, workspaceId: string, id: string): Promise<Segment | null> {
  const row = await db
    .selectFrom("segments")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("archivedAt", "is", null)
    .executeTakeFirst();
  return row ? toSegment(row) : null;
}

/** 404 when it is not there, or deleted. */
export async function requireSegment(db: Db, workspaceId: string, id: string): Promise<Segment> {
  const segment = await getSegment(db, workspaceId, id);
  if (!segment) throw notFound("segment");
  return segment;
}

function requireName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "" || trimmed.length > 120)
    throw invalidInput("A segment needs a name of 1 to 120 characters.", [
      { path: "name", code: "value_missing", message: "Write a name of 1 to 120 characters." },
    ]);
  return trimmed;
}

async function uniqueName<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { constraint?: string }).constraint === "segments_name")
      throw conflict("name_taken", "There is already a segment with this name. Choose another name.");
    throw error;
  }
}
