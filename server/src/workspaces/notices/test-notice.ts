/** A notice that a person sends to see that notices arrive. Nothing is stored of it. */
import { randomUUID } from "node:crypto";
import type { Person } from "../../lib/access.ts";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { createMailer } from "../../lib/mail.ts";
import { placeOf, post, postSigned, settingsPath } from "./send.ts";
import { type NoticeLanguage, noticeSettingsOf } from "./settings.ts";
import { tellTest, writeTestMail } from "./words.ts";

/** By e-mail to the person who asks, else to the workspace's webhook. Throws an AppError that says why it did not arrive. */
export async function sendTestNotice(
  ctx: Context,
  workspaceId: string,
  channel: "email" | "webhook",
  person: Person,
): Promise<void> {
  const settings = await noticeSettingsOf(ctx.db, workspaceId);
  const place = await placeOf(ctx, workspaceId);
  if (channel === "email") {
    if (!ctx.config.mail)
      throw new AppError(
        "mail_not_configured",
        "This installation has no SMTP server, so it sends no e-mails. The operator sets PONTE_SMTP_URL and PONTE_MAIL_FROM.",
        { status: 409 },
      );
    const mail = writeTestMail({
      language: (await languageOf(ctx, person.id)) ?? settings.language,
      workspace: place.name,
      link: place.url("/notices"),
      settingsLink: place.url(settingsPath),
    });
    const failure = await post(ctx, createMailer(ctx.config), person.email, mail, `test-${randomUUID()}`);
    if (failure)
      throw new AppError(
        "mail_refused",
        `The e-mail to ${person.email} was not taken: ${failure.error} The operator checks PONTE_SMTP_URL and PONTE_MAIL_FROM.`,
        { status: 502, params: { to: person.email, reason: failure.error } },
      );
    return;
  }
  if (!settings.webhookUrl)
    throw new AppError("webhook_not_set", "No webhook is set. Enter its address and save first.", {
      status: 409,
    });
  const failure = await postSigned(ctx, workspaceId, {
    id: `test_${randomUUID()}`,
    type: "notice.test",
    at: ctx.clock.now(),
    data: {
      workspace: { id: workspaceId, slug: place.slug, name: place.name },
      ...tellTest(settings.language),
      link: place.url("/notices"),
    },
  });
  if (failure)
    throw new AppError(
      "webhook_failed",
      `The webhook did not take the test: ${failure.error} Check the address and that it answers with a status of 200 to 299.`,
      { status: 502, params: { reason: failure.error } },
    );
}

async function languageOf(ctx: Context, personId: string): Promise<NoticeLanguage | null> {
  const row = await ctx.db
    .selectFrom("people")
    .select("language")
    .where("id", "=", personId)
    .executeTakeFirst();
  return (row?.language as NoticeLanguage | null | undefined) ?? null;
}
