/** Where a workspace's notices go besides the dashboard: by e-mail, and to a webhook signed after Standard Webhooks. */
import { randomBytes } from "node:crypto";
import type { Context } from "../../lib/context.ts";
import { type Db, inTransaction } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { recordAudit } from "../audit.ts";

export const noticeLanguages = ["en", "pt-BR", "es"] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

export interface NoticeSettings {
  readonly emailEnabled: boolean;
  /** Empty: the owners and admins. */
  readonly emails: readonly string[];
  readonly webhookUrl: string | null;
  /** Of e-mails to people whose own language is not known, and of the webhook's texts. */
  readonly language: NoticeLanguage;
}

export interface NoticeSettingsChange extends NoticeSettings {
  /** A new secret although the address stays. */
  readonly renewSecret?: boolean;
}

/** How it went lately on one of the two roads. */
export interface DeliveryHealth {
  readonly lastSentAt: Date | null;
  /** Of the latest notice that could not be sent, when nothing was sent since. */
  readonly error: string | null;
}

const secretPurpose = "notices.webhook_secret";

export const unset: NoticeSettings = { emailEnabled: true, emails: [], webhookUrl: null, language: "en" };

export async function noticeSettingsOf(db: Db, workspaceId: string): Promise<NoticeSettings> {
  const row = await db
    .selectFrom("noticeSettings")
    .select(["emailEnabled", "emails", "webhookUrl", "language"])
    .where("workspaceId", "=", workspaceId)
    .executeTakeFirst();
  return row ? { ...row, language: row.language as NoticeLanguage } : unset;
}

/** Resolves to the new secret when there is one: it is shown this once. */
export async function changeNoticeSettings(
  ctx: Context,
  workspaceId: string,
  change: NoticeSettingsChange,
  actor: string,
): Promise<string | null> {
  const { renewSecret = false, emailEnabled, emails, webhookUrl, language } = change;
  const settings: NoticeSettings = { emailEnabled, emails, webhookUrl, language };
  requireWebAddress(settings.webhookUrl);
  return inTransaction(ctx.db, async (tx) => {
    const before = await tx
      .selectFrom("noticeSettings")
      .select(["webhookUrl", "webhookSecret"])
      .where("workspaceId", "=", workspaceId)
      .forUpdate()
      .executeTakeFirst();
    const secret =
      settings.webhookUrl && (renewSecret || !before?.webhookSecret)
        ? `whsec_${randomBytes(32).toString("base64")}`
        : null;
    const row = {
      ...settings,
      emails: [...new Set(settings.emails.map((email) => email.toLowerCase()))],
      webhookSecret: secret
        ? ctx.secrets.encrypt(secret, secretPurpose)
        : settings.webhookUrl
          ? (before?.webhookSecret ?? null)
          : null,
      updatedAt: ctx.clock.now(),
    };
    await tx
      .insertInto("noticeSettings")
      .values({ workspaceId, ...row })
      .onConflict((oc) => oc.column("workspaceId").doUpdateSet(row))
      .execute();
    await recordAudit(tx, workspaceId, {
      actor,
      action: "notice_settings.changed",
      subject: workspaceId,
      details: {
        emails: row.emails.length,
        emailEnabled: row.emailEnabled,
        webhook: row.webhookUrl !== null,
        secretRenewed: secret !== null,
      },
    });
    return secret;
  });
}

/** null: no webhook is set. */
export async function noticeWebhookOf(
  ctx: Context,
  workspaceId: string,
): Promise<{ url: string; secret: string } | null> {
  const row = await ctx.db
    .selectFrom("noticeSettings")
    .select(["webhookUrl", "webhookSecret"])
    .where("workspaceId", "=", workspaceId)
    .executeTakeFirst();
  if (!row?.webhookUrl || !row.webhookSecret) return null;
  return { url: row.webhookUrl, secret: ctx.secrets.decrypt(row.webhookSecret, secretPurpose) };
}

export async function deliveryHealthOf(
  db: Db,
  workspaceId: string,
  channel: "email" | "webhook",
): Promise<DeliveryHealth> {
  const latest = await db
    .selectFrom("noticeDeliveries")
    .select(["sentAt", "error"])
    .where("workspaceId", "=", workspaceId)
    .where("channel", "=", channel)
    .where((row) => row.or([row("sentAt", "is not", null), row("error", "is not", null)]))
    .orderBy("nextAt", "desc")
    .limit(20)
    .execute();
  const lastSentAt = latest.find((row) => row.sentAt)?.sentAt ?? null;
  return { lastSentAt, error: latest[0]?.sentAt ? null : (latest[0]?.error ?? null) };
}

/** The dashboard tells which language a person reads. */
export async function rememberLanguage(db: Db, personId: string, language: NoticeLanguage): Promise<void> {
  await db.updateTable("people").set({ language }).where("id", "=", personId).execute();
}

function requireWebAddress(address: string | null): void {
  if (address === null) return;
  const url = URL.parse(address);
  if (!url || !["http:", "https:"].includes(url.protocol) || url.username || url.password)
    throw new AppError(
      "webhook_url_invalid",
      "This is not a web address that Ponte can call. Write it like https://example.com/ponte, without a user name in it.",
    );
}
