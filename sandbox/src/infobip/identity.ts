/** `/whatsapp/1/{sender}/contacts/{userNumber}/identity`: reading, acknowledging and forgetting a person's identity. */
import type { FastifyInstance } from "fastify";
import { identityOf } from "../identity.ts";
import { asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { webhookDate } from "../time.ts";
import type { Conversation } from "../types.ts";
import { badRequest, type Call, endpoint, pathSender } from "./endpoint.ts";

const IDENTITY = "/whatsapp/1/:sender/contacts/:userNumber/identity";

export function registerIdentity(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, `GET ${IDENTITY}`, (call) => {
    const identity = identityOfPath(sandbox, call);
    if (!identity) return call.reply.code(404).send();
    const { acknowledged, hash, createdAt } = identity;
    return { acknowledged, hash, createdAt: webhookDate(createdAt) };
  });
  endpoint(app, `PUT ${IDENTITY}`, (call) => {
    const identity = identityOfPath(sandbox, call);
    if (!identity) return call.reply.code(404).send();
    const hash = asString(call.body.hash);
    if (!hash) throw badRequest({ hash: ["must not be blank"] });
    if (hash !== identity.hash) return call.reply.code(409).send();
    identity.acknowledged = true;
    return call.reply.code(204).send();
  });
  endpoint(app, `DELETE ${IDENTITY}`, (call) => {
    const conversation = conversationOfPath(sandbox, call);
    if (!conversation || !identityOf(sandbox, conversation)) return call.reply.code(404).send();
    delete conversation.identity;
    return call.reply.code(204).send();
  });
}

function identityOfPath(sandbox: Sandbox, call: Call) {
  const conversation = conversationOfPath(sandbox, call);
  return conversation ? identityOf(sandbox, conversation) : null;
}

function conversationOfPath(sandbox: Sandbox, call: Call): Conversation | undefined {
  const sender = pathSender(sandbox, call);
  const phone = sandbox.state.phones.get(call.params.userNumber ?? "");
  return phone?.conversations.find((conversation) => conversation.sender === sender);
}
