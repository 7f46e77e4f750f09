/**
 * Exports of contacts to CSV: a filter, a search or chosen contacts, frozen when they were asked for, written by the job
 * contacts.export (run.job.ts) and kept for a week. Invariant: a worker that was overtaken (attempt) publishes nothing.
 */
import { sql } from "kysely";
import { listAttributes } from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";
import { AppError, conflict, invalidInput, notFound } from "../../lib/errors.ts";
import { addJob } from "../../lib/jobs.ts";
import type { Filter } from "../filter.ts";
import { expandFilter, getSegment, requireValidFilter } from "../segments.ts";
import type { ExportColumn, ExportField } from "./columns.ts";

export const exportStates = ["running", "completed", "canceled", "failed", "expired"] as const;
export type ExportState = (typeof exportStates)[number];

export interface ContactExport {
  readonly id: string;
  readonly name: string;
  readonly state: ExportState;
  readonly columns: readonly ExportColumn[];
  /** Counted at the beginning; null until then. */
  readonly totalContacts: number | null;
  readonly writtenContacts: number;
  readonly fileBytes: number | null;
  readonly errorCode: string | null;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Whom: all conditions given hold at once; none given means every contact. */
export interface ExportSource {
  readonly segmentId?: string;
  /** Any valid tree. */
  readonly filter?: unknown;
  /** What a person typed on the contact list. */
  readonly q?: string;
  readonly contactIds?: readonly string[];
}

/** As stored: the tree is expanded, so that a segment may change or go meanwhile. */
export interface FrozenSource {
  readonly filter: Filter | null;
  readonly q: string | null;
  readonly defaultCountry: string;
  readonly contactIds: readonly string[] | null;
}

/** Of an export that has ended: what was searched for is often a person's number or name. */
export const forgottenSource = "{}";

export type WantedColumn =
  | { readonly kind: "field"; readonly name: ExportField }
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "subscription"; readonly subscriptionGroupId: string };

export interface NewExport {
  readonly name: string;
  readonly source: ExportSource;
  readonly columns: readonly WantedColumn[];
  readonly defaultCountry: string;
  readonly createdBy: string;
  readonly at: Date;
}

export const exportJob = "contacts.export";

const exportColumnsOfRow = [
  "id",
  "name",
  "state",
  "columns",
  "totalContacts",
  "writtenContacts",
  "fileBytes",
  "errorCode",
  "createdBy",
  "createdAt",
  "finishedAt",
  "expiresAt",
] as const;

function toExport(row: object): ContactExport {
  const { fileBytes, ...rest } = row as ContactExport & { readonly fileBytes: string | null };
  return { ...rest, fileBytes: fileBytes === null ? null : Number(fileBytes) };
}

/** At once: each reads the whole audience and fills a file, and workers are shared by all workspaces. */
const runningPerWorkspace = 5;

/**
 * In the caller's transaction. Errors: not_found (segment), invalid_filter, invalid_input with details per column,
 * too_many_exports.
 */
export async function createExport(db: Db, workspaceId: string, input: NewExport): Promise<ContactExport> {
  await requireRoom(db, workspaceId);
  const source = await frozen(db, workspaceId, input);
  const columns = await knownColumns(db, workspaceId, input.columns);
  const row = await db
    .insertInto("contactExports")
    .values({
      workspaceId,
      name: input.name.trim().slice(0, 120) || "contacts",
      source: JSON.stringify(source),
      columns: JSON.stringify(columns),
      createdBy: input.createdBy,
      createdAt: input.at,
      progressedAt: input.at,
    })
    .returning(exportColumnsOfRow)
    .executeTakeFirstOrThrow();
  await addJob(db, exportJob, { exportId: row.id }, { key: `export:${row.id}` });
  return toExport(row);
}

/** Two calls at once are counted one after the other. */
async function requireRoom(db: Db, workspaceId: string): Promise<void> {
  await sql`select from workspaces where id = ${workspaceId} for update`.execute(db);
  const { rows } = await sql<{ running: number }>`
    select count(*)::int as running from contact_exports
    where workspace_id = ${workspaceId} and state = 'running'`.execute(db);
  if ((rows[0]?.running ?? 0) >= runningPerWorkspace)
    throw new AppError(
      "too_many_exports",
      `${runningPerWorkspace} exports are running already. Wait until one has finished, or cancel one.`,
      { status: 429 },
    );
}

async function frozen(
  db: Db,
  workspaceId: string,
  { source: { segmentId, filter, q, contactIds }, defaultCountry }: NewExport,
): Promise<FrozenSource> {
  const parts: Filter[] = [];
  if (filter !== undefined && filter !== null) parts.push(await requireValidFilter(db, workspaceId, filter));
  if (segmentId) {
    const segment = await getSegment(db, workspaceId, segmentId);
    if (!segment) throw notFound("segment");
    parts.push(segment.filter);
  }
  const trees = await Promise.all(parts.map((part) => expandFilter(db, workspaceId, part)));
  return {
    filter: trees.length > 0 ? { kind: "and", children: trees } : null,
    q: q?.trim() || null,
    defaultCountry,
    contactIds: contactIds ?? null,
  };
}

async function knownColumns(
  db: Db,
  workspaceId: string,
  wanted: readonly WantedColumn[],
): Promise<ExportColumn[]> {
  const [attributes, groups] = await Promise.all([
    listAttributes(db, workspaceId),
    db
      .selectFrom("subscriptionGroups")
      .select(["id", "displayName", "phone"])
      .where("workspaceId", "=", workspaceId)
      .execute(),
  ]);
  const names = new Set(attributes.map((attribute) => attribute.name));
  return wanted.map((column, position) => {
    if (column.kind === "field") return column;
    if (column.kind === "attribute" && names.has(column.name)) return column;
    const group =
      column.kind === "subscription" && groups.find(({ id }) => id === column.subscriptionGroupId);
    if (!group)
      throw invalidInput("A column does not exist in this workspace. Choose the columns again.", [
        { path: `columns.${position}`, code: "unknown_column", message: "There is no such column." },
      ]);
    return {
      ...column,
      kind: "subscription",
      subscriptionGroupId: group.id,
      header: `${group.displayName} (${group.phone})`,
    };
  });
}

/** Newest first; the id of the last one of a page is the cursor of the next. */
export async function listExports(
  db: Db,
  workspaceId: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ContactExport[]> {
  const rows = await db
    .selectFrom("contactExports")
    .select(exportColumnsOfRow)
    .where("workspaceId", "=", workspaceId)
    .$if(page.cursor !== undefined, (query) => query.where("id", "<", page.cursor ?? ""))
    .orderBy("id", "desc")
    .limit(page.limit)
    .execute();
  return rows.map(toExport);
}

export async function requireExport(db: Db, workspaceId: string, id: string): Promise<ContactExport> {
  const row = await db
    .selectFrom("contactExports")
    .select(exportColumnsOfRow)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("export");
  return toExport(row);
}

/** The worker stops at its next page; what it wrote is not published. */
export async function cancelExport(
  db: Db,
  workspaceId: string,
  id: string,
  at: Date,
): Promise<ContactExport> {
  const row = await db
    .updateTable("contactExports")
    .set({ state: "canceled", finishedAt: at, source: forgottenSource })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "=", "running")
    .returning(exportColumnsOfRow)
    .executeTakeFirst();
  if (row) return toExport(row);
  await requireExport(db, workspaceId, id);
  throw conflict("export_finished", "This export has ended already; there is nothing to cancel.");
}

/** The key of the finished file. Errors: not_found; export_not_ready when there is none (yet, or any more). */
export async function exportFile(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ key: string; name: string }> {
  const { rows } = await sql<{ key: string | null; name: string }>`
    select case when state = 'completed' then file_key end as key, name from contact_exports
    where workspace_id = ${workspaceId} and id = ${id}`.execute(db);
  const [row] = rows;
  if (!row) throw notFound("export");
  if (!row.key)
    throw conflict(
      "export_not_ready",
      "This export has no file: it is still running, was canceled, or is older than seven days. Export again.",
    );
  return { key: row.key, name: row.name };
}
