/** WhatsApp's identity check: a hash per person and sender that changes with a new device, and must then be acknowledged. */
import { createHash, randomBytes } from "node:crypto";
import { userIdOf } from "./names.ts";
import type { Sandbox } from "./sandbox.ts";
import { webhookDate } from "./time.ts";
import type { Account, Conversation, Identity } from "./types.ts";

/** The identity of a person towards a sender; null while nobody asked for it and the check is off. */
export function identityOf(sandbox: Sandbox, conversation: Conversation): Identity | null {
  if (!conversation.identity && sandbox.state.settings.identityChecks) {
    const hash = createHash("sha256").update(conversation.phone.number).digest("base64").slice(0, 12);
    conversation.identity = { hash, createdAt: Date.now(), acknowledged: true };
  }
  return conversation.identity ?? null;
}

/** The person installs WhatsApp on another phone: a new hash, which the account hears about and has to acknowledge. */
export function changeIdentity(sandbox: Sandbox, account: Account, conversation: Conversation): Identity {
  const { phone, sender } = conversation;
  const createdAt = Date.now();
  const hash = randomBytes(9).toString("base64");
  conversation.identity = { hash, createdAt, acknowledged: false };
  sandbox.webhooks.publishObject(account, "IDENTITY_CHANGE", sender.number, {
    from: sender.number,
    content: {
      description: "The person's identity changed",
      hash,
      type: "user_identity_changed",
      userNumber: phone.number,
      userId: userIdOf(phone.number),
    },
    createdAt: webhookDate(createdAt),
  });
  return conversation.identity;
}
