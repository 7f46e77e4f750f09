/** What leaves for the apps: statuses and messages of native conversations, and everything about WABAs, numbers, templates. */
import type { Json } from "../../json.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Message, Sender } from "../../types.ts";
import type { ResultEvent } from "../../webhooks/forms.ts";
import { specialEnding } from "../messages/magic.ts";
import { inboundValue } from "./inbound-value.ts";
import { appReceiver, receiversOf } from "./receivers.ts";
import { type StatusWord, statusValue } from "./status-value.ts";

const FIELD = "messages";

/** A result of a message that went, or came, through Meta itself. */
export function publishNative(sandbox: Sandbox, event: ResultEvent, message: Message): void {
  if (event === "INBOUND_MESSAGE") {
    void publishInbound(sandbox, message);
    return;
  }
  const word = message.state === "failed" ? "failed" : event === "SEEN" ? "read" : "delivered";
  const ending = specialEnding(message.conversation.phone.number);
  if (word === "delivered" && (ending === "880001" || ending === "880009")) return;
  if (word === "read" && ending === "880009") {
    for (const status of ["read", "delivered", "sent"] as const) publishStatus(sandbox, message, status);
    return;
  }
  if (word !== "failed") publishSent(sandbox, message);
  publishStatus(sandbox, message, word);
  if (word === "delivered" && ending === "880002") {
    const failed = { ...message, state: "failed" as const, error: 131026 };
    publishStatus(sandbox, failed, "failed");
  }
}

/** "sent" is told once, at the latest with the first later status. */
export function publishSent(sandbox: Sandbox, message: Message): void {
  if (!message.native || message.native.sent || specialEnding(message.conversation.phone.number) === "880009")
    return;
  message.native.sent = true;
  publishStatus(sandbox, message, "sent");
}

function publishStatus(sandbox: Sandbox, message: Message, status: StatusWord): void {
  const { sender } = message.conversation;
  const at =
    status === "sent" ? message.sentAt : status === "read" ? message.seenAt || Date.now() : Date.now();
  publishValue(sandbox, sender, statusValue(sandbox.state, message, status, at));
}

async function publishInbound(sandbox: Sandbox, message: Message): Promise<void> {
  publishValue(sandbox, message.conversation.sender, await inboundValue(sandbox, message));
}

/** A value of the `messages` field (or one like it) about a number. */
export function publishValue(sandbox: Sandbox, sender: Sender, value: Json, field = FIELD): void {
  const receivers = receiversOf(sandbox.state, sender.wabaId, field, sender);
  sandbox.meta.send(receivers, { entryId: sender.wabaId, field, value });
}

/** An event of another field about a WABA or one of its numbers. */
export function publishField(
  sandbox: Sandbox,
  wabaId: string,
  field: string,
  value: Json,
  sender?: Sender,
): void {
  const receivers = receiversOf(sandbox.state, wabaId, field, sender);
  sandbox.meta.send(receivers, { entryId: wabaId, field, value, time: Math.floor(Date.now() / 1000) });
}

/** Events about partners: to each named app at its own address, under the portfolio's id. */
export function publishToApps(
  sandbox: Sandbox,
  appIds: string[],
  businessId: string,
  field: string,
  value: Json,
): void {
  const receivers = appIds.flatMap((appId) => appReceiver(sandbox.state, appId, field) ?? []);
  sandbox.meta.send(receivers, { entryId: businessId, field, value, time: Math.floor(Date.now() / 1000) });
}
