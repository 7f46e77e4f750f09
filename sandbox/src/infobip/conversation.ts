/** Around a conversation: typing indicator, mark-as-read, permission to call. */
import type { FastifyInstance } from "fastify";
import { uuid } from "../ids.ts";
import { asArray, asObject, asText } from "../json.ts";
import { showTyping } from "../phone/typing.ts";
import type { Sandbox } from "../sandbox.ts";
import { messageIdsOf } from "../state.ts";
import { statusOf } from "../statuses.ts";
import { badRequest, type Call, endpoint, pathSender } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";

export function registerConversation(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "POST /whatsapp/1/events", ({ body }) => typing(sandbox, body));
  endpoint(app, "POST /whatsapp/1/senders/:sender/message/:messageId/read", (call) =>
    markRead(sandbox, call),
  );
  endpoint(app, "GET /whatsapp/1/senders/:sender/calls/:userNumber/permissions", () => ({
    status: "NO_PERMISSION",
    actions: [
      { name: "START_CALL", canPerformAction: false, limits: [] },
      {
        name: "SEND_CALL_PERMISSION_REQUEST",
        canPerformAction: true,
        limits: [{ timePeriod: "PT24H", maxAllowed: 1, currentUsage: 0 }],
      },
    ],
  }));
}

function typing(sandbox: Sandbox, body: Record<string, unknown>): unknown {
  const violations: Violations = {};
  const events = asArray(body.events).map(asObject);
  if (events.length === 0) violations.events = ["must not be empty"];
  events.forEach((event, i) => {
    const destinations = asArray(event.destinations);
    if (!asText(event.sender)) violations[`events[${i}].sender`] = ["must not be blank"];
    if (destinations.length !== 1) violations[`events[${i}].destinations`] = ["size must be 1"];
    else if (!asText(asObject(destinations[0]).to))
      violations[`events[${i}].destinations[0].to`] = ["must not be blank"];
    if (asObject(event.content).type !== "TYPING_INDICATOR")
      violations[`events[${i}].content.type`] = ["must be TYPING_INDICATOR"];
  });
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  const messages = events.map((event) => {
    const destination = asText(asObject(asArray(event.destinations)[0]).to) ?? "";
    showTyping(sandbox.state, asText(event.sender) ?? "", destination);
    return { messageId: uuid(), status: statusOf(26), destination };
  });
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
