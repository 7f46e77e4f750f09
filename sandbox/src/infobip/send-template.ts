/**
 * `POST /whatsapp/1/message/template`: many template messages in one call. One invalid message refuses the whole call
 * (400); whether template, placeholders and recipient fit is only told later, by delivery report.
 */
import type { FastifyInstance } from "fastify";
import { acceptMessage } from "../accept.ts";
import { uuid } from "../ids.ts";
import { isObject, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { answerAccepted } from "./answer.ts";
import { badRequest, type Call, endpoint } from "./endpoint.ts";
import type { Violations } from "./errors.ts";
import { messageInfo, toSubmission } from "./send-common.ts";
import { checkTemplateMessage } from "./template-message.ts";

const MAX_MESSAGES = 1000;

export function registerSendTemplate(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "POST /whatsapp/1/message/template", (call) => sendTemplates(sandbox, call));
}

function sendTemplates(sandbox: Sandbox, call: Call): unknown {
  const messages = readMessages(call.body);
  const bulkId = bulkIdOf(call.body, messages.length);
  const now = Date.now();
  let infos = "";
  for (const message of messages) {
    const submission = toSubmission(message, "template", bulkId);
    const accepted = acceptMessage(sandbox, call.account, submission, now);
    infos += (infos === "" ? "" : ",") + messageInfo(submission.to, accepted);
  }
  const bulk = messages.length > 1 && bulkId ? `,"bulkId":${JSON.stringify(bulkId)}` : "";
  return answerAccepted(sandbox, call.reply, `{"messages":[${infos}]${bulk}}`);
}

function readMessages(body: Json): Json[] {
  const violations: Violations = {};
  const messages: unknown = body.messages;
  if (!Array.isArray(messages) || messages.length === 0)
    throw badRequest({ messages: ["must not be empty"] });
  if (messages.length > MAX_MESSAGES)
    throw badRequest({ messages: [`size must be between 1 and ${MAX_MESSAGES}`] });
  for (let i = 0; i < messages.length; i++) checkTemplateMessage(messages[i], i, violations);
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  return messages.filter(isObject);
}

function bulkIdOf(body: Json, count: number): string | undefined {
  if (typeof body.bulkId === "string" && body.bulkId !== "") return body.bulkId.slice(0, 100);
  return count > 1 ? uuid() : undefined;
}
