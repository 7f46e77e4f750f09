/** One notice to one address. Resolves to what went wrong, or null when the other side has taken it. */
import type { Context } from "../../lib/context.ts";
import { HttpError } from "../../lib/http.ts";
import { MailError, type Mailer } from "../../lib/mail.ts";
import { signWebhook } from "../../lib/standard-webhooks.ts";
import { type Notice, noticeLink } from "./list.ts";
import { type NoticeLanguage, noticeWebhookOf } from "./settings.ts";
import { htmlOf, type Mailing, tellNotice, textOf, writeMail } from "./words.ts";

export interface Failure {
  readonly error: string;
  /** Trying again changes nothing. */
  readonly final: boolean;
}

interface Address {
  readonly workspaceId: string;
  readonly recipient: string;
  readonly language: NoticeLanguage;
}

export const settingsPath = "/settings/notices";
const webhookTimeoutMs = 15_000;

export async function sendByEmail(
  ctx: Context,
  mailer: Mailer | null,
  { workspaceId, recipient, language }: Address,
  notice: Notice,
): Promise<Failure | null> {
  const place = await placeOf(ctx, workspaceId);
  const mail = writeMail(notice, {
    language,
    workspace: place.name,
    link: place.url(noticeLink(notice)),
    settingsLink: place.url(settingsPath),
  });
  return post(ctx, mailer, recipient, mail, `notice-${notice.id}`);
}

export async function post(
  ctx: Context,
  mailer: Mailer | null,
  to: string,
  mail: Mailing,
  id: string,
): Promise<Failure | null> {
  if (!mailer) return { error: "PONTE_SMTP_URL is not set.", final: false };
  try {
    await mailer.send({
      to,
      subject: mail.subject,
      text: textOf(mail),
      html: htmlOf(mail),
      messageId: `<${id}@${new URL(ctx.config.publicUrl).hostname}>`,
    });
    return null;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return { error: error.message, final: error.final };
  }
}

/** Signed after Standard Webhooks: webhook-id is the notice's, so a receiver that has seen it can leave it. */
export async function sendByWebhook(
  ctx: Context,
  { workspaceId, language }: Address,
  notice: Notice,
): Promise<Failure | null> {
  const place = await placeOf(ctx, workspaceId);
  const { title, message } = tellNotice(notice, language);
  return postSigned(ctx, workspaceId, {
    id: `notice_${notice.id}`,
    type: "notice.raised",
    at: notice.createdAt,
    data: {
      id: notice.id,
      kind: notice.kind,
      severity: notice.severity,
      step: notice.step,
      subject: notice.subject,
      about: notice.about,
      params: notice.params,
      workspace: { id: workspaceId, slug: place.slug, name: place.name },
      title,
      message,
      link: place.url(noticeLink(notice)),
    },
  });
}

export interface WebhookMessage {
  /** webhook-id: the same on every attempt. */
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Posts to the workspace's webhook, through the guard that keeps addresses of people out of private networks. */
export async function postSigned(
  ctx: Context,
  workspaceId: string,
  { id, type, at, data }: WebhookMessage,
): Promise<Failure | null> {
  const webhook = await noticeWebhookOf(ctx, workspaceId);
  if (!webhook) return { error: "The workspace has no webhook any more.", final: true };
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const seconds = Math.floor(ctx.clock.now().getTime() / 1000);
  try {
    const answer = await ctx.http.send({
      method: "POST",
      url: webhook.url,
      headers: {
        "content-type": "application/json",
        "user-agent": "Ponte",
        "webhook-id": id,
        "webhook-timestamp": String(seconds),
        "webhook-signature": signWebhook(webhook.secret, id, seconds, body),
      },
      body,
      timeoutMs: webhookTimeoutMs,
      allowedHosts: ctx.config.webhookAllowedHosts,
    });
    if (answer.status >= 200 && answer.status < 300) return null;
    return { error: `The webhook answered with HTTP ${answer.status}.`, final: answer.status === 410 };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { error: error.message, final: false };
  }
}

/** Where links of a workspace lead. */
export async function placeOf(ctx: Context, workspaceId: string) {
  const { slug, name } = await ctx.db
    .selectFrom("workspaces")
    .select(["slug", "name"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  return { slug, name, url: (path: string) => `${ctx.config.publicUrl}/w/${slug}${path}` };
}
