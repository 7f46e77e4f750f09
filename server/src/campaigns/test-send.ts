/** One message to one contact, to see it on a phone. It counts for no campaign and asks for no subscription. */
import { checkVariables } from "../content/check.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { AppError, invalidInput, notFound } from "../lib/errors.ts";
import { explainReason, queueRecipients, startDispatch } from "../messages/messages.ts";
import { getTemplate } from "../templates/templates.ts";
import { frozenMessage } from "./freeze.ts";
import { loadCampaign } from "./store.ts";

export interface TestMessage {
  readonly subscriptionGroupId: string | null;
  readonly templateId: string | null;
  readonly variables: Readonly<Record<string, string>>;
}

/** The message of a campaign in any state. */
export async function testMessageOf(db: Db, workspaceId: string, campaignId: string): Promise<TestMessage> {
  const campaign = await loadCampaign(db, workspaceId, campaignId);
  if (!campaign) throw notFound("campaign");
  return campaign;
}

/** Resolves to the id of the send. 400 message_not_ready, not_reachable; 404 for a contact that does not exist. */
export async function sendTest(
  db: Db,
  workspaceId: string,
  message: TestMessage,
  contactId: string,
  at: Date,
): Promise<string> {
  const template = message.templateId ? await getTemplate(db, workspaceId, message.templateId) : null;
  if (!template)
    throw invalidInput("Choose a template first.", [
      { path: "templateId", code: "template_missing", message: "Choose a template first." },
    ]);
  await requireNumber(db, workspaceId, message.subscriptionGroupId);
  const [problem] = checkVariables(template.structure, message.variables);
  if (problem)
    throw new AppError("message_not_ready", problem.message, {
      details: [{ path: problem.field, code: problem.code, message: problem.message }],
    });
  return inTransaction(db, async (tx) => {
    const dispatch = await startDispatch(tx, {
      workspaceId,
      subscriptionGroupId: message.subscriptionGroupId ?? "",
      kind: "api_message",
      message: frozenMessage(template, message.variables),
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
