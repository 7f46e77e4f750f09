/**
 * Owns templates as read from the provider: what is registered with WhatsApp, per WhatsApp Business group. Ponte never edits
 * them; a synchronisation replaces what it knows. Invariants: one row per group, name and language; a template that the
 * provider no longer lists keeps its row with the status DELETED, because campaigns may refer to it.
 */
import { sql } from "kysely";
import type { TemplateChange } from "../connectors/connector.ts";
import type { TemplateStructure } from "../content/message.ts";
import { parseTemplateVariables, type TemplateVariable } from "../content/template.ts";
import type { Db } from "../lib/db.ts";

export interface Template {
  readonly id: string;
  readonly whatsappBusinessGroupId: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  /** The provider's word, upper case: APPROVED, PENDING, REJECTED … */
  readonly status: string;
  readonly quality: string;
  readonly rejectionReason: string | null;
  readonly structure: TemplateStructure;
  readonly variables: readonly TemplateVariable[];
  readonly syncedAt: Date;
}

export interface SyncedTemplate {
  readonly providerId: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
  readonly quality: string;
  readonly structure: TemplateStructure;
}

export interface TemplateQuery {
  readonly q?: string | undefined;
  readonly status?: string | undefined;
  /** Only templates that this number can send. */
  readonly subscriptionGroupId?: string | undefined;
}

/** Statuses under which WhatsApp takes a template. */
const sendable: ReadonlySet<string> = new Set(["APPROVED", "REINSTATED", "FLAGGED"]);

export function isSendable(status: string): boolean {
  return sendable.has(status);
}

const columns = [
  "id",
  "whatsappBusinessGroupId",
  "name",
  "language",
  "category",
  "status",
  "quality",
  "rejectionReason",
  "structure",
  "syncedAt",
] as const;

function toTemplate(row: Omit<Template, "structure" | "variables"> & { structure: unknown }): Template {
  const structure = row.structure as TemplateStructure;
  return { ...row, structure, variables: parseTemplateVariables(structure) };
}

/** By name and language; without those that were deleted at the provider. */
export async function listTemplates(
  db: Db,
  workspaceId: string,
  query: TemplateQuery = {},
): Promise<Template[]> {
  const { q, status, subscriptionGroupId } = query;
  let select = db
    .selectFrom("templates")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("status", "!=", "DELETED");
  if (q) select = select.where(sql<boolean>`strpos(lower(name), lower(${q}::text)) > 0`);
  if (status) select = select.where("status", "=", status.toUpperCase());
  if (subscriptionGroupId)
    select = select.where("whatsappBusinessGroupId", "=", (group) =>
      group
        .selectFrom("subscriptionGroups")
        .select("whatsappBusinessGroupId")
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", subscriptionGroupId),
    );
  return (await select.orderBy("name").orderBy("language").execute()).map(toTemplate);
}

export async function getTemplate(db: Db, workspaceId: string, id: string): Promise<Template | null> {
  const row = await db
    .selectFrom("templates")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? toTemplate(row) : null;
}

/** The template of a WhatsApp Business group by the name and language it is sent under. */
export async function findTemplate(
  db: Db,
  workspaceId: string,
  groupId: string,
  name: string,
  language: string,
): Promise<Template | null> {
  const row = await db
    .selectFrom("templates")
    .select(columns)
    .where("workspaceId", "=", workspaceId)
    .where("whatsappBusinessGroupId", "=", groupId)
    .where("name", "=", name)
    .where("language", "=", language)
    .executeTakeFirst();
  return row ? toTemplate(row) : null;
}

/** Replaces what is known of a group's templates by the provider's list. */
export async function saveSyncedTemplates(
  db: Db,
  groupId: string,
  list: readonly SyncedTemplate[],
  at: Date = new Date(),
): Promise<void> {
  await sql`
    with listed as (
      select * from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as l
        ("providerId" text, name text, language text, category text, status text, quality text, structure jsonb)
    ), gone as (
      update templates t set status = 'DELETED', synced_at = ${at}
      where t.whatsapp_business_group_id = ${groupId} and t.status <> 'DELETED'
        and not exists (select from listed l where l.name = t.name and l.language = t.language)
    )
    insert into templates as t (workspace_id, whatsapp_business_group_id, provider_id, name, language, category, status,
                                quality, structure, synced_at)
    select g.workspace_id, g.id, l."providerId", l.name, l.language, upper(l.category), upper(l.status), upper(l.quality),
           l.structure, ${at}::timestamptz
    from listed l join whatsapp_business_groups g on g.id = ${groupId}
    on conflict (whatsapp_business_group_id, name, language) do update set
      provider_id = excluded.provider_id, category = excluded.category, status = excluded.status,
      quality = case when excluded.quality = 'UNKNOWN' then t.quality else excluded.quality end,
      structure = excluded.structure, synced_at = excluded.synced_at,
      rejection_reason = case when excluded.status = 'REJECTED' then t.rejection_reason end`.execute(db);
}

/** Applies a change that the provider reported. A template that is not known yet is left to the next synchronisation. */
export async function applyTemplateChange(
  db: Db,
  workspaceId: string,
  reported: TemplateChange,
): Promise<void> {
  const { change } = reported;
  await db
    .updateTable("templates")
    .set(
      change.kind === "status"
        ? { status: change.status.toUpperCase(), rejectionReason: change.reason ?? null }
        : change.kind === "category"
          ? { category: change.category.toUpperCase() }
          : { quality: change.quality.toUpperCase() },
    )
    .where("workspaceId", "=", workspaceId)
    .where((row) =>
      reported.providerTemplateId
        ? row("providerId", "=", reported.providerTemplateId)
        : row.and([row("name", "=", reported.name), row("language", "=", reported.language)]),
    )
    .execute();
}
