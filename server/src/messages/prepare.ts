/** Claimed sends -> messages to hand over, and those that get none with the reason. Pure but for the plans it is given. */
import type { ContentKind, OutboundMessage, SendingNumberRef } from "../connectors/connector.ts";
import type { RenderedMessage } from "../content/message.ts";
import type { ClaimedSend } from "./claims.ts";
import { encodeMessageId } from "./message-id.ts";
import type { Plan } from "./plans.ts";

export interface PreparedSend {
  readonly send: ClaimedSend;
  readonly message: OutboundMessage;
  readonly rendered: RenderedMessage;
}

export interface HeldSend {
  readonly send: ClaimedSend;
  readonly code: string;
  readonly text: string;
}

export interface Prepared {
  readonly ready: readonly PreparedSend[];
  readonly held: readonly HeldSend[];
}

export interface PreparationContext {
  readonly from: SendingNumberRef;
  readonly plans: ReadonlyMap<string, Plan>;
  /** Contacts whose service window is open; asked only for what is not a template. */
  readonly openWindows: ReadonlySet<string>;
  /** What the provider can send. */
  readonly kinds: ReadonlySet<ContentKind>;
  readonly now: Date;
}

export function prepare(sends: readonly ClaimedSend[], context: PreparationContext): Prepared {
  const ready: PreparedSend[] = [];
  const held: HeldSend[] = [];
  for (const send of sends) {
    const result = prepareOne(send, context);
    if ("code" in result) held.push(result);
    else ready.push(result);
  }
  return { ready, held };
}

function prepareOne(send: ClaimedSend, context: PreparationContext): PreparedSend | HeldSend {
  const hold = (code: string, text: string): HeldSend => ({ send, code, text });
  const plan = context.plans.get(send.dispatchId);
  const { contact } = send;
  if (!contact) return hold("contact_deleted", "The contact was deleted before its turn.");
  if (!plan?.compiled) return hold("liquid_error", plan?.problem ?? "The message is gone.");
  // Agreed to at launch, taken back since: an opt-out counts until the last moment.
  if (plan.requiresSubscription && send.subscription !== "subscribed")
    return hold("not_subscribed", "The contact is no longer subscribed to this number.");
  if (!context.kinds.has(plan.kind))
    return hold(
      "kind_not_supported",
      `This number's provider cannot send messages of the kind ${plan.kind}.`,
    );
  if (plan.kind !== "template" && !context.openWindows.has(send.contactId))
    return hold("window_closed", "The contact has not written within the last 24 hours.");
  const messageId = encodeMessageId(send.messageBucket, send.sendId);
  const result = plan.compiled.render({
    contact,
    now: context.now,
    flowToken: messageId,
    properties: send.properties ? { ...plan.properties, ...send.properties } : plan.properties,
    ...(plan.campaign ? { campaign: plan.campaign } : {}),
  });
  if (!result.ok) return hold(result.code, result.text);
  return {
    send,
    message: { messageId, from: context.from, to: send.recipient, content: result.content },
    rendered: result.rendered,
  };
}
