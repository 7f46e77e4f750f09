/** What all message bodies share: the common fields, their limits, and the answer for one message. */
import type { Accepted, Submission } from "../accept.ts";
import { asObject, asString, asText, type Json } from "../json.ts";
import { statusOf } from "../statuses.ts";
import type { MessageExtra } from "../types.ts";
import type { Violations } from "./errors.ts";

const RECIPIENT = /^\+?\d{5,20}$|^[A-Z]{2}\.(?:ENT\.)?\d+$/;

/** Checks sizes and shapes of from, to, messageId, callbackData, notifyUrl; adds what is wrong under `prefix`. */
export function checkCommon(message: Json, prefix: string, violations: Violations): void {
  checkSize(message.from, `${prefix}from`, 1, 24, violations);
  checkSize(message.to, `${prefix}to`, 1, 150, violations);
  const to = asText(message.to);
  if (to && to.length <= 150 && !RECIPIENT.test(to))
    add(violations, `${prefix}to`, "is not a valid recipient");
  if (message.messageId !== undefined) checkSize(message.messageId, `${prefix}messageId`, 0, 200, violations);
  if (message.callbackData !== undefined)
    checkSize(message.callbackData, `${prefix}callbackData`, 0, 4000, violations);
  if (message.notifyUrl !== undefined) {
    checkSize(message.notifyUrl, `${prefix}notifyUrl`, 0, 2048, violations);
    if (message.notifyUrl !== "" && !isUrl(message.notifyUrl)) {
      add(violations, `${prefix}notifyUrl`, "is not a valid url");
    }
  }
}

export function add(violations: Violations, path: string, violation: string): void {
  const found = violations[path];
  if (found) found.push(violation);
  else violations[path] = [violation];
}

/** A required string between two lengths. */
export function checkSize(
  value: unknown,
  path: string,
  low: number,
  high: number,
  violations: Violations,
): void {
  const text = asText(value);
  if (text === undefined || (text.trim() === "" && low > 0)) add(violations, path, "must not be blank");
  else if (text.length < low || text.length > high)
    add(violations, path, `size must be between ${low} and ${high}`);
}

/** An optional string between two lengths. */
export function checkOptionalSize(
  value: unknown,
  path: string,
  low: number,
  high: number,
  found: Violations,
): void {
  if (value !== undefined && value !== null) checkSize(value, path, low, high, found);
}

export function isUrl(value: unknown): boolean {
  return typeof value === "string" && /^https?:\/\/\S+$/i.test(value) && URL.canParse(value);
}

/** A media address: required, at most 2,048 characters, a URL. */
export function checkUrl(value: unknown, path: string, violations: Violations): void {
  checkSize(value, path, 1, 2048, violations);
  if (asString(value) && !isUrl(value)) add(violations, path, "is not a valid url");
}

/** The common fields of a validated message. */
export function toSubmission(message: Json, kind: string, bulkId: string | undefined): Submission {
  const to = asText(message.to) ?? "";
  return {
    from: asText(message.from) ?? "",
    to: to.charAt(0) === "+" ? to.slice(1) : to,
    messageId: asString(message.messageId) || undefined,
    kind,
    content: asObject(message.content),
    callbackData: asString(message.callbackData),
    notifyUrl: asString(message.notifyUrl) || undefined,
    bulkId,
    replyTo: message.context === undefined ? undefined : asString(asObject(message.context).replyToMessageId),
    extra: platformOf(message),
  };
}

function platformOf({ entityId, applicationId }: Json): MessageExtra | undefined {
  if (entityId === undefined && applicationId === undefined) return undefined;
  const entity = asString(entityId);
  const application = asString(applicationId);
  return {
    ...(entity ? { entityId: entity } : {}),
    ...(application ? { applicationId: application } : {}),
  };
}

const statusTexts = new Map<number, string>();

/** The answer for one message, as JSON text. */
export function messageInfo(to: string, { messageId, statusId }: Accepted): string {
  let status = statusTexts.get(statusId);
  if (!status) {
    status = JSON.stringify(statusOf(statusId));
    statusTexts.set(statusId, status);
  }
  return `{"to":${JSON.stringify(to)},"messageCount":1,"messageId":${JSON.stringify(messageId)},"status":${status}}`;
}
