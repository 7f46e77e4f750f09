/**
 * `POST /control/senders/:number/foreign-messages`: another system sends through the same account and sender. Its receipts
 * go where all receipts go, with message ids nobody of ours made.
 */
import type { FastifyInstance } from "fastify";
import { acceptMessage } from "../accept.ts";
import { uuid } from "../ids.ts";
import { asObject, asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { invalid, requireNumber } from "./http.ts";
import { findSender } from "./senders.ts";
import { holderOf } from "./webhook-events.ts";

const MAX_COUNT = 10_000;

export function registerForeign(app: FastifyInstance, sandbox: Sandbox): void {
  app.post("/control/senders/:number/foreign-messages", (request, reply) => {
    const sender = findSender(sandbox, request.params);
    const { account } = holderOf(sandbox, sender);
    const body = asObject(request.body);
    const count = body.count ?? 1;
    if (typeof count !== "number" || count < 1 || count > MAX_COUNT)
      throw invalid(`"count" must be between 1 and ${MAX_COUNT}.`);
    const to = requireNumber(body, "to");
    const messages = Array.from({ length: count }, () =>
      acceptMessage(
        sandbox,
        account,
        { ...messageOf(body), from: sender.number, to, messageId: `other-${uuid()}` },
        Date.now(),
      ),
    );
    return reply.code(201).send({ messages });
  });
}

/** A template without data, or a text. */
function messageOf(body: Record<string, unknown>) {
  const templateName = asString(body.templateName);
  const content = templateName
    ? {
        templateName,
        language: asString(body.language) ?? "pt_BR",
        templateData: { body: { placeholders: [] }, ...asObject(body.templateData) },
      }
    : { text: asString(body.text) ?? "Mensagem de outro sistema" };
  return {
    kind: templateName ? "template" : "text",
    content,
    callbackData: undefined,
    notifyUrl: undefined,
    bulkId: undefined,
    replyTo: undefined,
    extra: { foreign: true },
  };
}
