/**
 * `POST /control/senders/:number/events`: every event of the account on command, so that each webhook body can be seen.
 * What has a cause in the sandbox (a changed identity, a stopped marketing, a template's new state) really happens.
 */
import type { FastifyInstance } from "fastify";
import { changeIdentity } from "../identity.ts";
import { graphId, uuid } from "../ids.ts";
import { announceRegistration } from "../infobip/registration.ts";
import { asObject, asString, isObject, type Json } from "../json.ts";

import type { Sandbox } from "../sandbox.ts";
import { conversationOf, messageIdsOf, phoneOf } from "../state.ts";
import { webhookDate } from "../time.ts";
import type { Account, Conversation, Message, Sender, Waba } from "../types.ts";
import { ControlError, invalid, notFound, requireNumber, requireText } from "./http.ts";
import { changeMarketing } from "./phones.ts";
import { findSender } from "./senders.ts";

interface Scene {
  sandbox: Sandbox;
  account: Account;
  waba: Waba;
  sender: Sender;
  body: Json;
}

type Maker = (scene: Scene) => unknown;

/** Events whose bodies no document names: the caller writes them. */
const RAW = [
  "ACCOUNT_UPDATE_NOTIFICATION",
  "BILLING",
  "BUSINESS_APP_CONTACT_SYNC",
  "BUSINESS_APP_MESSAGE_ECHO",
  "BUSINESS_APP_MESSAGE_HISTORY",
];

const MAKERS: Record<string, Maker> = {
  CLICK: click,
  PAYMENT_STATUS: payment,
  IDENTITY_CHANGE: (scene) => changeIdentity(scene.sandbox, scene.account, conversationFor(scene)),
  MARKETING_SUBSCRIPTION_UPDATE: (scene) =>
    changeMarketing(scene.sandbox, conversationFor(scene), scene.body.status !== "resume"),
  ACCOUNT_REGISTRATION: registration,
  ...Object.fromEntries(RAW.map((event) => [event, raw(event)])),
};

export function registerWebhookEvents(app: FastifyInstance, sandbox: Sandbox): void {
  app.post("/control/senders/:number/events", (request) => {
    const sender = findSender(sandbox, request.params);
    const body = asObject(request.body);
    const event = requireText(body, "event");
    const make = MAKERS[event];
    if (!make) throw invalid(`"event" must be one of ${Object.keys(MAKERS).join(", ")}.`);
    const { account, waba } = holderOf(sandbox, sender);
    return { event, sent: make({ sandbox, account, waba, sender, body }) };
  });
}

/** Who holds the sender; 409 while nobody does. */
export function holderOf({ state }: Sandbox, sender: Sender): { account: Account; waba: Waba } {
  const waba = state.wabas.get(sender.wabaId);
  const account = waba?.accountKey ? state.accounts.get(waba.accountKey) : undefined;
  if (waba && account) return { account, waba };
  throw new ControlError(409, "sender_not_connected", `+${sender.number} is not with an Infobip account.`);
}

function conversationFor({ sandbox, sender, body }: Scene): Conversation {
  return conversationOf(phoneOf(sandbox.state, requireNumber(body, "phone")), sender);
}

function raw(event: string): Maker {
  return ({ sandbox, account, sender, body }) => {
    if (!isObject(body.body)) throw invalid('"body" is missing. Write the object the webhook shall carry.');
    sandbox.webhooks.publishObject(account, event, sender.number, body.body);
    return body.body;
  };
}

/** A tracked link of one of our messages was opened. */
function click({ sandbox, account, sender, body }: Scene): unknown {
  const message = findMessage(sandbox, account, sender, requireText(body, "messageId"));
  const { id, bulkId, callbackData, extra, sentAt, conversation } = message;
  const sent = {
    notificationType: "CLICKED",
    recipient: conversation.phone.number,
    url: asString(body.url) ?? "https://loja-aurora.example/ofertas",
    sendDateTime: sentAt,
    messageId: id,
    bulkId: bulkId ?? "",
    ...(callbackData ? { callbackData } : {}),
    recipientInfo: { deviceType: "Phone", os: "Android 15", deviceName: "Galaxy S24" },
    geoLocationInfo: { countryName: "Brazil", city: "São Paulo" },
    ...(extra?.applicationId ? { applicationId: extra.applicationId } : {}),
    ...(extra?.entityId ? { entityId: extra.entityId } : {}),
  };
  sandbox.webhooks.publishObject(account, "CLICK", sender.number, sent);
  return sent;
}

function findMessage({ state }: Sandbox, account: Account, sender: Sender, id: string): Message {
  const message = messageIdsOf(state, account.key).get(id);
  if (!message || message.fromPhone || message.conversation.sender !== sender) throw notFound("This message");
  return message;
}

function payment(scene: Scene): unknown {
  const { sandbox, account, sender, body } = scene;
  const { phone } = conversationFor(scene);
  const now = webhookDate(Date.now());
  const status = asString(body.status) ?? "CAPTURED";
  const sent = {
    from: sender.number,
    content: {
      from: phone.number,
      type: "payment",
      referenceId: asString(body.referenceId) ?? uuid(),
      paymentId: asString(body.paymentId) ?? graphId(),
      paymentStatus: status,
      currency: "BRL",
      totalAmountValue: typeof body.amountValue === "number" ? body.amountValue : 4990,
      totalAmountOffset: 100,
      transactions: [
        {
          id: graphId(),
          type: "BR",
          status: status === "CAPTURED" ? "SUCCESS" : "PENDING",
          createdTimestamp: now,
          updatedTimestamp: now,
        },
      ],
    },
    createdAt: now,
  };
  sandbox.webhooks.publishObject(account, "PAYMENT_STATUS", sender.number, sent);
  return sent;
}

function registration({ sandbox, account, waba, sender, body }: Scene): unknown {
  const status = asString(body.status) ?? "FINISHED";
  if (status !== "FINISHED" && status !== "FAILED" && status !== "IN_PROGRESS")
    throw invalid('"status" must be IN_PROGRESS, FAILED or FINISHED.');
  announceRegistration(sandbox, account, waba, status, [sender], asString(body.registrationInfo));
  return { status };
}
