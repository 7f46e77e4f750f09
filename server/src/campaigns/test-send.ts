/** One message to one contact, to see it on a phone. It counts for no campaign and asks for no subscription. */
import { sql } from "kysely";
import { checkContent, checkFreeForm } from "../content/check.ts";
import type { FreeFormContent, MessageContent } from "../content/message.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { AppError, invalidInput, notFound } from "../lib/errors.ts";
import { explainReason, queueRecipients, startDispatch } from "../messages/messages.ts";
import { getTemplate } from "../templates/templates.ts";
import { frozenMessage } from "./freeze.ts";
import { requireSendable } from "./sendable.ts";
import { loadCampaign } from "./store.ts";

export interface TestMessage {
  readonly subscriptionGroupId: string | null;
  readonly templateId: string | null;
  readonly variables: Readonly<Record<string, string>>;
  /** Instead of a template: any other kind of message, as it was given. */
  readonly message?: FreeFormContent | undefined;
}

/** The message of a campaign in any state. */
export async function testMessageOf(db: Db, workspaceId: string, campaignId: string): Promise<TestMessage> {
  const campaign = await loadCampaign(db, workspaceId, campaignId);
  if (!campaign) throw notFound("campaign");
  return campaign;
}

/** Resolves to the id of the send. 400 message_not_ready, kind_not_supported, not_reachable; 404 for a contact that does not exist. */
export async function sendTest(
  db: Db,
  workspaceId: string,
  message: TestMessage,
  contactId: string,
  at: Date,
): Promise<string> {
  const content = message.message ?? (await templateOf(db, workspaceId, message));
  await requireNumber(db, workspaceId, message.subscriptionGroupId);
  const subscriptionGroupId = message.subscriptionGroupId ?? "";
  const [problem] = message.message ? checkFreeForm(message.message) : checkContent(content);
  if (problem)
    throw new AppError("message_not_ready", problem.message, {
      details: [{ path: problem.field, code: problem.code, message: problem.message }],
    });
  await requireSendable(db, workspaceId, subscriptionGroupId, content.kind);
  if (content.kind !== "template")
    await requireWindow(db, { workspaceId, subscriptionGroupId, contactId, at });
  return inTransaction(db, async (tx) => {
    const dispatch = await startDispatch(tx, {
      workspaceId,
      subscriptionGroupId,
      kind: "api_message",
      message: content,
      audience: null,
      requiresSubscription: false,
      at,
    });
    const [queued] = await queueRecipients(tx, dispatch, [{ contactId }], { at });
    if (!queued) throw notFound("contact");
    if (queued.reason) throw notReachable(queued.reason);
    return queued.sendId;
  });
}

async function templateOf(
  db: Db,
  workspaceId: string,
  { templateId, variables }: TestMessage,
): Promise<MessageContent> {
  const template = templateId ? await getTemplate(db, workspaceId, templateId) : null;
  if (template) return frozenMessage(template, variables);
  throw invalidInput("Choose a template first.", [
    { path: "templateId", code: "template_missing", message: "Choose a template first." },
  ]);
}

/** A person who waits for a test must be told at once that it cannot come. */
async function requireWindow(
  db: Db,
  at: { workspaceId: string; subscriptionGroupId: string; contactId: string; at: Date },
): Promise<void> {
  const { rows } = await sql`
    select from service_windows where workspace_id = ${at.workspaceId} and bucket = bucket_of(${at.contactId}::uuid)
      and contact_id = ${at.contactId}::uuid and subscription_group_id = ${at.subscriptionGroupId}
      and expires_at > ${at.at}`.execute(db);
  if (rows.length === 0) throw notReachable("window_closed");
}

function notReachable(reason: string): AppError {
  const { title, advice } = explainReason(reason);
  return new AppError("not_reachable", `The test was not sent: ${title}. ${advice}`, { params: { reason } });
}

async function requireNumber(db: Db, workspaceId: string, id: string | null): Promise<void> {
  const found = id
    ? await db
        .selectFrom("subscriptionGroups")
        .select("id")
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", id)
        .where("archivedAt", "is", null)
        .executeTakeFirst()
    : undefined;
  if (!found)
    throw invalidInput("Choose the number to send from.", [
      { path: "subscriptionGroupId", code: "number_missing", message: "Choose the number to send from." },
    ]);
}
