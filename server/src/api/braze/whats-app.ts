/** messages.whats_app of an API call -> what is sent. Throws AppErrors whose message and details name the field. */
import type { MessageContent } from "../../content/message.ts";
import type { Db } from "../../lib/db.ts";
import { type Fields, invalid, requireObject, requireText } from "./whats-app-fields.ts";
import { responseMessage, responseTypes } from "./whats-app-responses.ts";
import { templateMessage } from "./whats-app-template.ts";

export interface WhatsAppMessage {
  readonly subscriptionGroupId: string;
  readonly message: MessageContent;
  readonly variantId: string | null;
  /** Things that were passed over, in words. */
  readonly notes: readonly string[];
}

export async function parseWhatsApp(db: Db, workspaceId: string, raw: unknown): Promise<WhatsAppMessage> {
  const fields = requireObject(raw, "messages.whats_app");
  const number = await requireNumber(db, workspaceId, requireText(fields, "subscription_group_id"));
  const message = requireObject(fields.message, "messages.whats_app.message");
  const variantId = typeof fields.message_variation_id === "string" ? fields.message_variation_id : null;
  const base = { subscriptionGroupId: number.id, variantId };
  const type = requireText(fields, "message_type");
  if (type === "template_message")
    return {
      ...base,
      ...(await templateMessage(db, workspaceId, number.whatsappBusinessGroupId, message)),
    };
  const response = responseMessage(type, message);
  if (!response)
    throw invalid(
      `message_type "${type}" is not possible; use one of template_message, ${responseTypes.join(", ")}.`,
    );
  return { ...base, message: response, notes: notesOf(message) };
}

function notesOf(message: Fields): string[] {
  return message.generate_custom_attribute === true
    ? ["generate_custom_attribute was ignored: a Flow's answer is kept with the inbound message."]
    : [];
}

async function requireNumber(db: Db, workspaceId: string, id: string) {
  const row = await db
    .selectFrom("subscriptionGroups")
    .select(["id", "whatsappBusinessGroupId"])
    .where("workspaceId", "=", workspaceId)
    .where((column) => column.eb(column.cast<string>("id", "text"), "=", id.toLowerCase()))
    .where("archivedAt", "is", null)
    .executeTakeFirst();
  if (!row) throw invalid(`subscription_group_id "${id}" is not a sending number of this workspace.`);
  return row;
}
