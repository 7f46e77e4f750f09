/** Around a conversation: typing indicator, mark-as-read, the media of inbound messages. */
import type { FastifyInstance } from "fastify";
import { uuid } from "../ids.ts";
import { asArray, asObject, asString, asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { messageIdsOf } from "../state.ts";
import { statusOf } from "../statuses.ts";
import type { Message } from "../types.ts";
import { badRequest, type Call, endpoint, pathSender } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";

export function registerConversation(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "POST /whatsapp/1/events", ({ body }) => typing(body));
  endpoint(app, "POST /whatsapp/1/senders/:sender/message/:messageId/read", (call) =>
    markRead(sandbox, call),
  );
  const media = "/whatsapp/1/senders/:sender/media";
  endpoint(app, `GET ${media}/:mediaId`, (call) => sendMedia(sandbox, call));
  endpoint(app, `DELETE ${media}`, (call) => deleteMedia(sandbox, call));
}

function typing(body: Record<string, unknown>): unknown {
  const violations: Violations = {};
  const events = asArray(body.events).map(asObject);
  if (events.length === 0) violations.events = ["must not be empty"];
  events.forEach((event, i) => {
    if (!asText(event.sender)) violations[`events[${i}].sender`] = ["must not be blank"];
    if (asArray(event.destinations).length !== 1)
      violations[`events[${i}].destinations`] = ["size must be 1"];
    if (asObject(event.content).type !== "TYPING_INDICATOR") {
      violations[`events[${i}].content.type`] = ["must be TYPING_INDICATOR"];
    }
  });
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  const messages = events.map((event) => ({
    messageId: uuid(),
    status: statusOf(26),
    destination: asText(asObject(asArray(event.destinations)[0]).to) ?? "",
  }));
  return { bulkId: uuid(), messages };
}

function markRead(sandbox: Sandbox, call: Call): unknown {
  const sender = pathSender(sandbox, call);
  const message = messageIdsOf(sandbox.state, call.account.key).get(call.params.messageId ?? "");
  if (!message || message.conversation.sender !== sender) throw new InfobipError(404);
  if (!message.fromPhone)
    return call.reply.code(400).send({ error: "Only inbound messages can be marked as read" });
  message.state = "seen";
  message.seenAt = Date.now();
  sandbox.state.live.emit(() => ({
    type: "status",
    messageId: message.id,
    number: message.conversation.phone.number,
    sender: sender.number,
    status: "seen",
  }));
  return call.reply.code(204).send();
}

/** Inbound media are fetched from where the phone's file lies; a file that is gone is a 404 without a body. */
async function sendMedia(sandbox: Sandbox, call: Call): Promise<unknown> {
  const source = sourceOf(findMedia(sandbox, call, call.params.mediaId ?? ""));
  const file = source ? await fetch(source).catch(() => null) : null;
  if (!file?.ok) return call.reply.code(404).send();
  const bytes = Buffer.from(await file.arrayBuffer());
  return call.reply
    .type(file.headers.get("content-type") ?? "application/octet-stream")
    .header("content-length", bytes.length)
    .send(bytes);
}

function deleteMedia(sandbox: Sandbox, call: Call): unknown {
  const mediaId = decodeURIComponent((asString(call.body.url) ?? "").split("/media/")[1] ?? "");
  const message = findMedia(sandbox, call, mediaId);
  if (!message) return call.reply.code(404).send();
  message.content = JSON.stringify({ ...asObject(JSON.parse(message.content)), sourceUrl: "" });
  return call.reply.code(204).send();
}

/** A media id is the id of the inbound message that carried it. */
function findMedia(sandbox: Sandbox, call: Call, mediaId: string): Message | undefined {
  const sender = pathSender(sandbox, call);
  const message = messageIdsOf(sandbox.state, call.account.key).get(mediaId);
  return message?.fromPhone && message.conversation.sender === sender ? message : undefined;
}

function sourceOf(message: Message | undefined): string | undefined {
  return message ? asString(asObject(JSON.parse(message.content)).sourceUrl) : undefined;
}
