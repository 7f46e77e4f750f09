/** Notices as people see them: with the name of what they are about and where to mend it. */
import { sql } from "kysely";
import { type Db, inTransaction } from "../../lib/db.ts";
import { notFound } from "../../lib/errors.ts";
import { recordAudit } from "../audit.ts";
import type { NoticeKind, NoticeParams, Severity } from "./notices.ts";

export interface Notice {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: NoticeKind;
  readonly step: string;
  readonly severity: Severity;
  readonly params: NoticeParams;
  readonly count: number;
  readonly subject: string;
  /** Name of the account, number or template; null when it is gone. */
  readonly about: string | null;
  readonly connectionId: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly resolvedAt: Date | null;
  readonly dismissedAt: Date | null;
}

export type NoticeFilter = "open" | "resolved";

/** Open: not resolved and not dismissed. */
const isOpen = sql<boolean>`n.resolved_at is null and n.dismissed_at is null`;

const named = sql`
  select n.id, n.workspace_id, n.kind, n.step, n.severity, n.params, n.count::int as count, n.subject, n.created_at,
         n.last_seen_at, n.resolved_at, n.dismissed_at,
         coalesce(case when s.id is not null then s.display_name || ' · ' || s.phone end, t.name,
                  k.account_name, k.key_name, k.base_url) as about,
         coalesce(s.connection_id, k.id) as connection_id
  from notices n
  left join subscription_groups s on s.workspace_id = n.workspace_id and s.id::text = n.subject
  left join templates t on t.workspace_id = n.workspace_id and t.id::text = n.subject
  left join connections k on k.workspace_id = n.workspace_id
    and k.id::text = coalesce(n.params ->> 'connectionId', n.subject)`;

/** Newest first; `before` is the id of the last one of the page before. */
export async function listNotices(
  db: Db,
  workspaceId: string,
  query: { readonly filter?: NoticeFilter; readonly limit: number; readonly before?: string | undefined },
): Promise<Notice[]> {
  const { filter, limit, before = null } = query;
  const wanted = filter === undefined ? sql`true` : filter === "open" ? isOpen : sql`not (${isOpen})`;
  const { rows } = await sql<Notice>`
    ${named}
    where n.workspace_id = ${workspaceId} and ${wanted} and (${before}::uuid is null or n.id < ${before}::uuid)
    order by n.id desc limit ${limit}`.execute(db);
  return rows;
}

/** For deliveries, which are about notices of any workspace. */
export async function noticesById(db: Db, ids: readonly string[]): Promise<Map<string, Notice>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Notice>`${named} where n.id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many are open, and the worst of them. */
export async function countOpenNotices(
  db: Db,
  workspaceId: string,
): Promise<{ open: number; critical: number }> {
  const { rows } = await sql<{ open: number; critical: number }>`
    select count(*)::int as open, (count(*) filter (where n.severity = 'critical'))::int as critical
    from notices n where n.workspace_id = ${workspaceId} and ${isOpen}`.execute(db);
  return rows[0] ?? { open: 0, critical: 0 };
}

/** Takes it out of sight for everybody; while its cause lasts it is not raised again. */
export async function dismissNotice(
  db: Db,
  workspaceId: string,
  id: string,
  actor: string,
  at: Date,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await tx
      .updateTable("notices")
      .set({ dismissedAt: at, dismissedBy: actor })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("dismissedAt", "is", null)
      .returning("kind")
      .executeTakeFirst();
    if (row) {
      await recordAudit(tx, workspaceId, { actor, action: "notice.dismissed", subject: id, details: row });
      return;
    }
    const known = await tx
      .selectFrom("notices")
      .select("id")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!known) throw notFound("notice");
  });
}

/** Where to look and mend, as a path inside the workspace's dashboard. */
export function noticeLink({ kind, connectionId }: Pick<Notice, "kind" | "connectionId">): string {
  if (kind === "template_stopped") return "/templates";
  return connectionId ? `/integrations/whatsapp/connections/${connectionId}` : "/notices";
}
