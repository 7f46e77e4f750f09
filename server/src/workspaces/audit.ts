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
