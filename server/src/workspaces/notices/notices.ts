/**
 * What the people of a workspace must know and do something about: a key that runs out, a number that was restricted, messages
 * nobody here sent. Invariants: while a notice is open, raising it again only counts; it closes by itself when its cause is gone;
 * its params never hold a secret, and phone numbers in it are the workspace's own.
 */
import { sql } from "kysely";
import { type Db, inTransaction, notify } from "../../lib/db.ts";
import { addJob } from "../../lib/jobs.ts";

export const noticeKinds = [
  /** step: days before the end, 90, 30, 7 or 1. */
  "key_expiring",
  "key_failing",
  "balance_low",
  "out_of_credit",
  /** Receipts or echoes of messages that Ponte did not send. */
  "foreign_traffic",
  /** Something at the provider takes inbound messages away from Ponte. */
  "inbound_elsewhere",
  "webhooks_missing",
  "number_restricted",
  /** The provider refuses messages of this number. */
  "number_paused",
  "quality_low",
  "template_stopped",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export type Severity = "info" | "warning" | "critical";
export type NoticeParams = Readonly<Record<string, string | number | boolean | null>>;

/** The job that sends what is due by e-mail and webhook. */
export const deliverNoticesJob = "notices.deliver";

export interface NewNotice {
  readonly workspaceId: string;
  readonly kind: NoticeKind;
  /** Id of the connection, subscription group or template it is about. */
  readonly subject: string;
  /** Tells reminders of one kind apart. */
  readonly step?: string;
  readonly severity: Severity;
  /** What the words need. */
  readonly params?: NoticeParams;
  /** How many times it happened; 0: seen again, but not one more. */
  readonly count?: number;
}

/** Raises a notice, or counts it once more while it is open. Resolves to true when it is new: then people are told. */
export function raiseNotice(db: Db, notice: NewNotice, at: Date): Promise<boolean> {
  const { workspaceId, kind, subject, step = "", severity, params = {}, count = 1 } = notice;
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ id: string; isNew: boolean }>`
      insert into notices as n (workspace_id, kind, subject, step, severity, params, count, created_at, last_seen_at)
      values (${workspaceId}, ${kind}, ${subject}, ${step}, ${severity}, ${JSON.stringify(params)}::jsonb,
              greatest(${count}::bigint, 1), ${at}, ${at})
      on conflict (workspace_id, kind, subject, step) where resolved_at is null do update
        set count = n.count + ${count}::bigint, last_seen_at = excluded.last_seen_at, params = excluded.params,
            severity = excluded.severity
      returning id, xmax = 0 as is_new`.execute(tx);
    const isNew = rows[0]?.isNew ?? false;
    if (isNew) {
      await addJob(tx, deliverNoticesJob, {}, { key: deliverNoticesJob });
      await notify(tx, "ponte_notices", rows[0]?.id ?? "");
    }
    return isNew;
  });
}

/** Its cause is gone. Without `step`, every step of the kind. Nothing open: nothing happens. */
export async function resolveNotices(
  db: Db,
  workspaceId: string,
  about: { readonly kind: NoticeKind; readonly subject: string; readonly step?: string },
  at: Date,
): Promise<void> {
  let update = db
    .updateTable("notices")
    .set({ resolvedAt: at })
    .where("workspaceId", "=", workspaceId)
    .where("kind", "=", about.kind)
    .where("subject", "=", about.subject)
    .where("resolvedAt", "is", null);
  if (about.step !== undefined) update = update.where("step", "=", about.step);
  await update.execute();
}
