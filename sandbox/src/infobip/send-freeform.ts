/** `POST /whatsapp/1/message/{type}` for everything that is no template: one message a call, inside the 24-hour window. */
import type { FastifyInstance } from "fastify";
import { acceptMessage } from "../accept.ts";
import { isObject } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { answerAccepted } from "./answer.ts";
import { badRequest, type Call, endpoint } from "./endpoint.ts";
import type { Violations } from "./errors.ts";
import { FREEFORM_RULES } from "./freeform-rules.ts";
import { add, checkCommon, messageInfo, toSubmission } from "./send-common.ts";

const WITHOUT_CONTENT = new Set([
  "interactive/call-permission-request",
  "interactive/in-thread-authentication-request",
]);

export function registerSendFreeform(app: FastifyInstance, sandbox: Sandbox): void {
  for (const kind of Object.keys(FREEFORM_RULES)) {
    endpoint(app, `POST /whatsapp/1/message/${kind}`, (call) => send(sandbox, call, kind));
  }
}

function send(sandbox: Sandbox, { account, body, reply }: Call, kind: string): unknown {
  const violations: Violations = {};
  checkCommon(body, "", violations);
  if (isObject(body.content)) FREEFORM_RULES[kind]?.(body.content, violations);
  else if (!WITHOUT_CONTENT.has(kind)) add(violations, "content", "must not be null");
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  const submission = toSubmission(body, kind, undefined);
  const accepted = acceptMessage(sandbox, account, submission, Date.now());
  return answerAccepted(sandbox, reply, messageInfo(submission.to, accepted));
}
