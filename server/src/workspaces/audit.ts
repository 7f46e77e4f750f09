/** The audit trail: who changed what. Written in the transaction of the change. */
import type { Db } from "../lib/db.ts";

export interface AuditEntry {
  readonly actor: string;
  /** noun.verb in the past: campaign.launched, api_key.created. */
  readonly action: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

export async function recordAudit(db: Db, workspaceId: string, entry: AuditEntry): Promise<void> {
  await db
    .insertInto("auditEntries")
    .values({
      workspaceId,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}

export interface ListedAuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  /** The person's name; null for keys and for Ponte itself. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  readonly details: unknown;
}

/** Newest first; `before` is the id of the last entry of the page before. */
export async function listAudit(
  db: Db,
  workspaceId: string,
  limit: number,
  before?: string,
): Promise<ListedAuditEntry[]> {
  const query = entriesOf(db, workspaceId).limit(limit);
  return (before ? query.where("a.id", "<", before) : query).execute();
}

/** What happened to one thing: the latest first, at most `limit`. */
export async function auditOf(
  db: Db,
  workspaceId: string,
  subject: string,
  limit: number,
): Promise<ListedAuditEntry[]> {
  return entriesOf(db, workspaceId).where("a.subject", "=", subject).limit(limit).execute();
}

function entriesOf(db: Db, workspaceId: string) {
  return db
    .selectFrom("auditEntries as a")
    .leftJoin("people as p", "p.id", "a.actor")
    .select(["a.id", "a.at", "a.actor", "p.name as actorName", "a.action", "a.subject", "a.details"])
    .where("a.workspaceId", "=", workspaceId)
    .orderBy("a.id", "desc");
}

/** Of subjects that are forgotten: who did what and when stays, what was changed goes. */
export async function forgetAuditDetails(
  db: Db,
  workspaceId: string,
  subjects: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return;
  await db
    .updateTable("auditEntries")
    .set({ details: "{}" })
    .where("workspaceId", "=", workspaceId)
    .where("subject", "in", subjects)
    .execute();
}
