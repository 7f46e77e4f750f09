/**
 * The road of a notice by e-mail and webhook. First its addresses are written down (once, in one transaction), then each row is
 * leased, sent and marked. Guarantee: nothing is lost when a process dies, and nothing is sent twice unless a process dies in the
 * instant between the other side's "taken" and our note of it; a repetition then carries the same Message-ID or webhook-id.
 */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { inTransaction } from "../../lib/db.ts";
import type { JobDefinition } from "../../lib/jobs.ts";
import { createMailer, type Mailer } from "../../lib/mail.ts";
import { type Notice, noticesById } from "./list.ts";
import { deliverNoticesJob } from "./notices.ts";
import { sendByEmail, sendByWebhook } from "./send.ts";
import type { NoticeLanguage } from "./settings.ts";

interface Delivery {
  readonly noticeId: string;
  readonly workspaceId: string;
  readonly channel: "email" | "webhook";
  readonly recipient: string;
  readonly language: NoticeLanguage;
  readonly attempts: number;
}

const leaseMs = 120_000;
const claimSize = 20;
/** Waits after each failed attempt, as Standard Webhooks suggests; then it is given up. */
const waitsSeconds = [5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

export async function deliverNotices(ctx: Context): Promise<void> {
  const mailer = createMailer(ctx.config);
  await announce(ctx, mailer !== null);
  for (;;) {
    const claimed = await claim(ctx);
    if (claimed.length === 0) return;
    const notices = await noticesById(ctx.db, [...new Set(claimed.map((one) => one.noticeId))]);
    await Promise.all(
      claimed.map(async (delivery) => {
        const notice = notices.get(delivery.noticeId);
        if (notice) await deliver(ctx, mailer, delivery, notice);
      }),
    );
  }
}

/** Writes down who is told. What resolved itself before anybody could be told is told to nobody. */
async function announce(ctx: Context, withMail: boolean): Promise<void> {
  const at = ctx.clock.now();
  await inTransaction(ctx.db, async (tx) => {
    await sql`
      with fresh as materialized (
        select id, workspace_id, resolved_at is null and dismissed_at is null as is_open
        from notices where announced_at is null order by id limit 500 for update skip locked
      ), marked as (
        update notices n set announced_at = ${at} from fresh f where n.id = f.id
      ), wanted as (
        select f.id, f.workspace_id, coalesce(s.email_enabled, true) as by_email, coalesce(s.emails, '{}') as emails,
               s.webhook_url, coalesce(s.language, 'en') as language
        from fresh f left join notice_settings s on s.workspace_id = f.workspace_id where f.is_open
      ), addresses as (
        select w.id, w.workspace_id, 'email' as channel, e.email as recipient, coalesce(p.language, w.language) as language
        from wanted w cross join unnest(w.emails) as e (email) left join people p on p.email = e.email
        where ${withMail} and w.by_email
        union all
        select w.id, w.workspace_id, 'email', p.email, coalesce(p.language, w.language)
        from wanted w
        join memberships m on m.workspace_id = w.workspace_id and m.role in ('owner', 'admin')
        join people p on p.id = m.person_id
        where ${withMail} and w.by_email and cardinality(w.emails) = 0
        union all
        select w.id, w.workspace_id, 'webhook', '', w.language from wanted w where w.webhook_url is not null
      )
      insert into notice_deliveries (notice_id, workspace_id, channel, recipient, language, next_at)
      select id, workspace_id, channel, recipient, language, ${at}::timestamptz from addresses
      on conflict do nothing`.execute(tx);
  });
}

async function claim(ctx: Context): Promise<Delivery[]> {
  const now = ctx.clock.now();
  const { rows } = await sql<Delivery>`
    with due as materialized (
      select notice_id, channel, recipient from notice_deliveries
      where sent_at is null and given_up_at is null and next_at <= ${now} and (lease_until is null or lease_until < ${now})
      order by next_at limit ${claimSize} for update skip locked
    )
    update notice_deliveries d set lease_until = ${new Date(now.getTime() + leaseMs)}, attempts = d.attempts + 1
    from due where d.notice_id = due.notice_id and d.channel = due.channel and d.recipient = due.recipient
    returning d.notice_id, d.workspace_id, d.channel, d.recipient, d.language, d.attempts`.execute(ctx.db);
  return rows;
}

async function deliver(
  ctx: Context,
  mailer: Mailer | null,
  delivery: Delivery,
  notice: Notice,
): Promise<void> {
  const failure =
    delivery.channel === "email"
      ? await sendByEmail(ctx, mailer, delivery, notice)
      : await sendByWebhook(ctx, delivery, notice);
  const at = ctx.clock.now();
  const wait = failure?.final ? undefined : waitsSeconds[delivery.attempts - 1];
  const outcome = !failure
    ? { sentAt: at, error: null }
    : wait === undefined
      ? { givenUpAt: at, error: failure.error }
      : { nextAt: new Date(at.getTime() + wait * 1000), error: failure.error };
  if (failure)
    ctx.log.warn(
      { notice: notice.id, channel: delivery.channel, reason: failure.error, again: wait !== undefined },
      "a notice could not be sent",
    );
  await inTransaction(ctx.db, async (tx) => {
    await tx
      .updateTable("noticeDeliveries")
      .set({ ...outcome, leaseUntil: null })
      .where("noticeId", "=", delivery.noticeId)
      .where("channel", "=", delivery.channel)
      .where("recipient", "=", delivery.recipient)
      .execute();
    if (!failure)
      await tx
        .updateTable("notices")
        .set(delivery.channel === "email" ? { emailedAt: at } : { webhookedAt: at })
        .where("id", "=", delivery.noticeId)
        .where(delivery.channel === "email" ? "emailedAt" : "webhookedAt", "is", null)
        .execute();
  });
}

export const noticeJobs: readonly JobDefinition[] = [
  { name: deliverNoticesJob, handler: deliverNotices, cron: "* * * * *" },
];
