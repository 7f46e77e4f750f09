/**
 * Exports of segments to files: asked for through the API, written by a job, fetched from an address that is its own key. Owns
 * segment_exports. Invariants: one at a time per segment, a hundred per workspace; a token is stored as a hash only; a file is
 * gone when its time is over.
 */
import { sql } from "kysely";
import { type Db, inTransaction } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { hashToken, randomToken } from "../../lib/secrets.ts";

export interface ExportRequest {
  /** Fields of the user object. */
  readonly fields: readonly string[];
  /** Custom attributes by name; null: as `fields` says. */
  readonly customAttributes: readonly string[] | null;
  readonly format: "zip" | "gzip";
  readonly callback: string | null;
}

export interface SegmentExport {
  readonly id: string;
  readonly workspaceId: string;
  readonly segmentId: string;
  readonly objectPrefix: string;
  readonly request: ExportRequest;
  readonly createdAt: Date;
}

/** How long a file can be fetched. */
const fileHours = 4;
const runningPerWorkspace = 100;
/** A job that has not come back after that never will. */
const lostAfterHours = 12;

/** 429 too_many_exports when this segment is being exported already, or a hundred others are. */
export async function startExport(
  db: Db,
  workspaceId: string,
  segmentId: string,
  request: ExportRequest,
  by: { readonly actor: string; readonly at: Date },
): Promise<{ readonly started: SegmentExport; readonly token: string }> {
  const token = randomToken();
  const objectPrefix = `${segmentId}-${Math.floor(by.at.getTime() / 1000)}`;
  return inTransaction(db, async (tx) => {
    await sql`select from workspaces where id = ${workspaceId} for update`.execute(tx); // two calls at once are counted one after the other
    const { rows: running } = await sql<{ segmentId: string }>`
      select segment_id from segment_exports where workspace_id = ${workspaceId} and finished_at is null`.execute(
      tx,
    );
    if (running.some((one) => one.segmentId === segmentId))
      throw tooMany(
        "A segment export for this segment is already running. Wait until it has finished, then ask again.",
      );
    if (running.length >= runningPerWorkspace)
      throw tooMany(
        `${runningPerWorkspace} segment exports are running already. Wait until one has finished.`,
      );
    const { rows } = await sql<SegmentExport>`
      insert into segment_exports (workspace_id, segment_id, object_prefix, token_hash, request, created_by, created_at)
      values (${workspaceId}, ${segmentId}, ${objectPrefix}, ${hashToken(token)}, ${JSON.stringify(request)}::jsonb,
              ${by.actor}, ${by.at})
      returning id, workspace_id, segment_id, object_prefix, request, created_at`.execute(tx);
    const [started] = rows;
    if (!started) throw new Error("the export was not written");
    return { started, token };
  });
}

/** The export while it is to be done; null: it is over, or given up. */
export async function runningExport(db: Db, id: string): Promise<SegmentExport | null> {
  const { rows } = await sql<SegmentExport>`
    select id, workspace_id, segment_id, object_prefix, request, created_at from segment_exports
    where id = ${id} and finished_at is null`.execute(db);
  return rows[0] ?? null;
}

/** false: it was given up meanwhile, and nobody will fetch the file. */
export async function finishExport(
  db: Db,
  id: string,
  file: { readonly key: string; readonly contacts: number },
  at: Date,
): Promise<boolean> {
  const expiresAt = new Date(at.getTime() + fileHours * 3_600_000);
  const row = await db
    .updateTable("segmentExports")
    .set({ fileKey: file.key, contacts: file.contacts, finishedAt: at, expiresAt })
    .where("id", "=", id)
    .where("finishedAt", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function failExport(db: Db, id: string, error: string, at: Date): Promise<void> {
  await db
    .updateTable("segmentExports")
    .set({ error, finishedAt: at })
    .where("id", "=", id)
    .where("finishedAt", "is", null)
    .execute();
}

export interface ExportFile {
  readonly key: string;
  readonly objectPrefix: string;
  readonly format: ExportRequest["format"];
}

/** What the token opens now; null: nothing, not yet, or no longer. */
export async function fileOfToken(db: Db, token: string, now: Date): Promise<ExportFile | null> {
  const { rows } = await sql<ExportFile>`
    select file_key as key, object_prefix, request ->> 'format' as format from segment_exports
    where token_hash = ${hashToken(token)} and file_key is not null and expires_at > ${now}`.execute(db);
  return rows[0] ?? null;
}

/** Gives up what got lost; resolves to the keys of files whose time is over, which nobody can fetch any more. */
export async function sweepExports(db: Db, now: Date): Promise<string[]> {
  const lost = new Date(now.getTime() - lostAfterHours * 3_600_000);
  await sql`update segment_exports set finished_at = ${now}, error = 'lost'
            where finished_at is null and created_at < ${lost}`.execute(db);
  const { rows } = await sql<{ key: string }>`
    with over as materialized (
      select id, file_key from segment_exports where file_key is not null and expires_at <= ${now} for update
    )
    update segment_exports e set file_key = null from over where e.id = over.id returning over.file_key as key`.execute(
    db,
  );
  return rows.map((row) => row.key);
}

/** When this segment was exported last; null: never. */
export async function lastExportOf(db: Db, workspaceId: string, segmentId: string): Promise<Date | null> {
  const row = await db
    .selectFrom("segmentExports")
    .select("createdAt")
    .where("workspaceId", "=", workspaceId)
    .where("segmentId", "=", segmentId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.createdAt ?? null;
}

function tooMany(message: string): AppError {
  return new AppError("too_many_exports", message, { status: 429 });
}
