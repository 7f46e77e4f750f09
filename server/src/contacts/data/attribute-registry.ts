/**
 * The registry of custom attributes: what people write about them, and whether they are refused from now on. A refused
 * (blocklisted) attribute keeps its values until somebody has them removed: a job that goes through the buckets one by one.
 */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { conflict, notFound } from "../../lib/errors.ts";
import { addJob, type JobDefinition } from "../../lib/jobs.ts";
import type { AttributeType } from "./attribute-values.ts";
import { blocklistedSince } from "./blocklist.ts";

export interface RegisteredAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly description: string;
  readonly createdAt: Date;
  readonly blocklistedAt: Date | null;
  /** null: no removal was ever asked for. */
  readonly removal: AttributeRemoval | null;
}

export interface AttributeRemoval {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** 0 to 1. */
  readonly progress: number;
  /** Contacts whose value is gone. */
  readonly removed: number;
}

interface Row extends Omit<RegisteredAttribute, "removal"> {
  readonly removalStartedAt: Date | null;
  readonly removalFinishedAt: Date | null;
  readonly removalNextBucket: number;
  readonly removedValues: number;
}

const columns =
  sql.raw(`name, type, description, created_at, blocklisted_at, removal_started_at, removal_finished_at,
  removal_next_bucket, removed_values`);

function toAttribute({ removalStartedAt, removalFinishedAt, removalNextBucket, removedValues, ...row }: Row) {
  const removal = removalStartedAt && {
    startedAt: removalStartedAt,
    finishedAt: removalFinishedAt,
    progress: removalFinishedAt ? 1 : removalNextBucket / 256,
    removed: removedValues,
  };
  return { ...row, removal };
}

/** By name. `after` is the name of the last one of the page before. */
export async function registeredAttributes(
  db: Db,
  workspaceId: string,
  page: { readonly after?: string | undefined; readonly limit?: number } = {},
): Promise<RegisteredAttribute[]> {
  const { rows } = await sql<Row>`
    select ${columns} from attribute_definitions
    where workspace_id = ${workspaceId} and (${page.after ?? null}::text is null or name > ${page.after ?? null}::text)
    order by name limit ${page.limit ?? null}`.execute(db);
  return rows.map(toAttribute);
}

export async function registeredAttribute(
  db: Db,
  workspaceId: string,
  name: string,
): Promise<RegisteredAttribute> {
  const { rows } = await sql<Row>`
    select ${columns} from attribute_definitions where workspace_id = ${workspaceId} and name = ${name}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) throw notFound("attribute");
  return toAttribute(row);
}

export interface AttributeChanges {
  readonly description?: string;
  readonly blocklisted?: boolean;
  /** Only of an attribute that no contact has. */
  readonly type?: AttributeType;
}

/** Throws not_found, attribute_in_use (a type that contacts rely on), removal_running (unblocking meanwhile). */
export async function changeAttribute(
  db: Db,
  workspaceId: string,
  name: string,
  change: AttributeChanges,
  at: Date,
): Promise<RegisteredAttribute> {
  return inTransaction(db, async (tx) => {
    const before = await registeredAttribute(tx, workspaceId, name);
    const running = before.removal && !before.removal.finishedAt;
    if (change.blocklisted === false && running)
      throw conflict(
        "removal_running",
        "The values of this attribute are being removed. Allow it again when that is finished.",
      );
    const type = change.type ?? before.type;
    if (type !== before.type && (await anybodyHas(tx, workspaceId, name)))
      throw conflict(
        "attribute_in_use",
        "Contacts have values of the old type. Remove the values from all contacts first, or use another attribute.",
      );
    const blocklistedAt = blocklistedSince(before.blocklistedAt, change.blocklisted, at);
    await sql`
      update attribute_definitions set description = ${change.description ?? before.description}, type = ${type},
        blocklisted_at = ${blocklistedAt}::timestamptz
      where workspace_id = ${workspaceId} and name = ${name}`.execute(tx);
    return registeredAttribute(tx, workspaceId, name);
  });
}

/** Stops at the first one; only for an attribute that nobody has it reads all contacts. */
async function anybodyHas(db: Db, workspaceId: string, name: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from contacts c where c.workspace_id = ${workspaceId} and c.attributes ? ${name}) as found`.execute(
    db,
  );
  return rows[0]?.found ?? false;
}

const removalJob = "contacts.remove_attribute";

/** Begins to take the attribute away from every contact; it must be blocklisted, or it would come back meanwhile. */
export async function removeAttributeValues(
  db: Db,
  workspaceId: string,
  name: string,
  at: Date,
): Promise<RegisteredAttribute> {
  return inTransaction(db, async (tx) => {
    const { blocklistedAt, removal } = await registeredAttribute(tx, workspaceId, name);
    if (!blocklistedAt)
      throw conflict(
        "not_blocklisted",
        "Block this attribute first: as long as systems may write it, its values would come back.",
      );
    if (removal && !removal.finishedAt)
      throw conflict("removal_running", "The values of this attribute are being removed already.");
    await sql`
      update attribute_definitions
      set removal_started_at = ${at}::timestamptz, removal_finished_at = null, removal_next_bucket = 0, removed_values = 0
      where workspace_id = ${workspaceId} and name = ${name}`.execute(tx);
    await addJob(tx, removalJob, { workspaceId, name }, { key: `${removalJob}:${workspaceId}:${name}` });
    return registeredAttribute(tx, workspaceId, name);
  });
}

/** One bucket in a transaction, with its progress: a job that dies goes on where it stopped. */
async function removeValues(ctx: Context, payload: unknown): Promise<void> {
  const { workspaceId, name } = payload as { workspaceId: string; name: string };
  while (await removeFromNextBucket(ctx, workspaceId, name));
}

function removeFromNextBucket({ db, clock }: Context, workspaceId: string, name: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ bucket: number }>`
      select removal_next_bucket as bucket from attribute_definitions
      where workspace_id = ${workspaceId} and name = ${name} and removal_started_at is not null
        and removal_finished_at is null
      for update`.execute(tx);
    const bucket = rows[0]?.bucket;
    if (bucket === undefined) return false;
    const now = clock.now();
    const { rows: emptied } = await sql<{ count: number }>`
      with emptied as (
        update contacts c set attributes = c.attributes - ${name}::text, updated_at = ${now}::timestamptz
        where c.workspace_id = ${workspaceId} and c.bucket = ${bucket} and c.attributes ? ${name}
        returning 1
      )
      select count(*)::int as count from emptied`.execute(tx);
    await sql`
      update attribute_definitions
      set removal_next_bucket = ${bucket + 1}, removed_values = removed_values + ${emptied[0]?.count ?? 0},
        removal_finished_at = ${bucket === 255 ? now : null}::timestamptz
      where workspace_id = ${workspaceId} and name = ${name}`.execute(tx);
    return bucket < 255;
  });
}

export const attributeJobs: readonly JobDefinition[] = [{ name: removalJob, handler: removeValues }];
