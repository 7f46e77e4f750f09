/** `POST /messages-api/1/messages` and `/validate` for the channel WHATSAPP: one request, many messages and destinations. */
import type { FastifyInstance } from "fastify";
import { acceptMessage, type Submission } from "../../accept.ts";
import { uuid } from "../../ids.ts";
import { asArray, asObject, asString, asText, isObject, type Json } from "../../json.ts";
import type { Sandbox } from "../../sandbox.ts";
import { statusOf } from "../../statuses.ts";
import type { MessageExtra } from "../../types.ts";
import { answerAccepted } from "../answer.ts";
import { badRequest, type Call, endpoint } from "../endpoint.ts";
import type { Violations } from "../errors.ts";
import { FREEFORM_RULES } from "../freeform-rules.ts";
import { add, checkCommon } from "../send-common.ts";
import { checkTemplateContent } from "../template-message.ts";
import { type Translated, translateMessage } from "./content.ts";

const MESSAGES = "/messages-api/1/messages";
const MAX_MESSAGES = 1000;
const MAX_SCHEDULE_MS = 180 * 86_400_000;
const MESSAGE_FIELDS = new Set([
  "channel",
  "sender",
  "destinations",
  "template",
  "content",
  "options",
  "webhooks",
  "failover",
]);
/** Infobip's name for status 26 in this API. */
const ACCEPTED = { ...statusOf(26), name: "MESSAGE_ACCEPTED", description: "Message sent to next instance" };

interface Planned {
  submission: Submission;
  destination: string;
}

export function registerUnifiedMessages(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, `POST ${MESSAGES}`, (call) => send(sandbox, call));
  endpoint(app, `POST ${MESSAGES}/validate`, ({ body, reply }) => {
    const { violations } = plan(body);
    const skippable = skippableViolations(body);
    const skipped = skippable.length > 0 ? { skippableViolations: skippable } : {};
    if (Object.keys(violations).length === 0) {
      return {
        description: "The request can be sent to the messages endpoint.",
        action: "Nothing needs to be done; look at the violations that are skipped, if there are any.",
        ...skipped,
      };
    }
    return reply.code(400).send({
      description: "Request cannot be processed.",
      action: "Check the syntax, violations and adjust the request.",
      violations: Object.entries(violations).flatMap(([property, found]) =>
        found.map((violation) => ({ property, violation })),
      ),
      ...skipped,
    });
  });
}

function send(sandbox: Sandbox, { account, body, reply }: Call): unknown {
  const { planned, violations } = plan(body);
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  const schedule = asObject(asObject(body.options).schedule);
  const bulkId = asString(schedule.bulkId) ?? uuid();
  const sendAt = Date.parse(asString(schedule.sendAt) ?? "");
  const accept = () => {
    const now = Date.now();
    return planned.map(({ submission, destination }) => {
      const accepted = acceptMessage(sandbox, account, { ...submission, bulkId }, now);
      const status = accepted.statusId === 7 ? ACCEPTED : statusOf(accepted.statusId);
      return { messageId: accepted.messageId, status, destination };
    });
  };
  if (!(sendAt > Date.now()))
    return answerAccepted(sandbox, reply, JSON.stringify({ bulkId, messages: accept() }));
  const messages = planned.map(({ submission, destination }) => {
    submission.messageId ??= uuid();
    return { messageId: submission.messageId, status: ACCEPTED, destination };
  });
  sandbox.tasks.add(sendAt, accept);
  return answerAccepted(sandbox, reply, JSON.stringify({ bulkId, messages }));
}

/** The messages of a request with everything that is wrong with it, under `messages[i].…`. */
function plan(body: Json): { planned: Planned[]; violations: Violations } {
  const violations: Violations = {};
  const planned: Planned[] = [];
  const messages = asArray(body.messages);
  if (messages.length === 0) add(violations, "messages", "must not be empty");
  if (messages.length > MAX_MESSAGES)
    add(violations, "messages", `size must be between 1 and ${MAX_MESSAGES}`);
  messages.forEach((message, i) => {
    planMessage(asObject(message), `messages[${i}].`, planned, violations);
  });
  const sendAt = asString(asObject(asObject(body.options).schedule).sendAt);
  if (sendAt !== undefined && !(Date.parse(sendAt) < Date.now() + MAX_SCHEDULE_MS))
    add(violations, "options.schedule.sendAt", "must be a date within 180 days");
  return { planned, violations };
}

function planMessage(message: Json, prefix: string, planned: Planned[], violations: Violations): void {
  if (message.channel !== "WHATSAPP") add(violations, `${prefix}channel`, "must be WHATSAPP in this sandbox");
  const translated = translateMessage(message);
  if (translated) checkTranslated(translated, prefix, violations);
  else add(violations, `${prefix}content.body`, "invalid value");
  const destinations = asArray(message.destinations).map(asObject);
  if (destinations.length === 0) add(violations, `${prefix}destinations`, "must not be empty");
  destinations.forEach((destination, i) => {
    const submission = toSubmission(message, destination, translated);
    const common = { ...submission, notifyUrl: submission.notifyUrl };
    const found: Violations = {};
    checkCommon(common, "", found);
    for (const [path, words] of Object.entries(found))
      violations[`${prefix}${PATHS[path]?.replace("#", String(i)) ?? path}`] = words;
    planned.push({ submission, destination: submission.to });
  });
}

/** Where the fields of a WhatsApp message stand in this API. */
const PATHS: Record<string, string> = {
  from: "sender",
  to: "destinations[#].to",
  messageId: "destinations[#].messageId",
  callbackData: "webhooks.callbackData",
  notifyUrl: "webhooks.delivery.url",
};

function checkTranslated({ kind, content }: Translated, prefix: string, violations: Violations): void {
  const found: Violations = {};
  if (kind === "template") checkTemplateContent(content, found);
  else FREEFORM_RULES[kind]?.(content, found);
  for (const [path, words] of Object.entries(found)) violations[prefix + path] = words;
}

function toSubmission(message: Json, destination: Json, translated: Translated | null): Submission {
  const webhooks = asObject(message.webhooks);
  const byChannel = asArray(destination.byChannel)
    .map(asObject)
    .find(({ channel }) => channel === "WHATSAPP");
  const to = asText(destination.to) ?? asText(byChannel?.to) ?? "";
  return {
    from: asText(message.sender) ?? "",
    to: to.startsWith("+") ? to.slice(1) : to,
    messageId: asString(destination.messageId),
    kind: translated?.kind ?? "text",
    content: translated?.content ?? {},
    callbackData: asString(webhooks.callbackData),
    notifyUrl: asString(asObject(webhooks.delivery).url),
    bulkId: undefined,
    replyTo: undefined,
    extra: extraOf(message),
  };
}

function extraOf(message: Json): MessageExtra {
  const options = asObject(message.options);
  const platform = asObject(options.platform);
  const fields = {
    entityId: asString(platform.entityId),
    applicationId: asString(platform.applicationId),
    campaignReferenceId: asString(options.campaignReferenceId),
    seenUrl: asString(asObject(asObject(message.webhooks).seen).url),
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  return { unified: true, ...Object.fromEntries(given) };
}

/** Fields nobody knows are ignored by a send, and told by the validation. */
function skippableViolations(body: Json): { property: string; violation: string }[] {
  return asArray(body.messages).flatMap((message, i) =>
    Object.keys(isObject(message) ? message : {})
      .filter((name) => !MESSAGE_FIELDS.has(name))
      .map((name) => ({ property: `messages[${i}].${name}`, violation: "Unknown property" })),
  );
}
