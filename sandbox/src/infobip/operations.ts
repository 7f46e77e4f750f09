/**
 * Every operation the sandbox offers in Infobip's name, in one table: the family of its errors, the scopes of which one is
 * enough, and its published rate per key. A test walks it, and compares it with Infobip's own list where that is at hand.
 */
import type { Family } from "./errors.ts";

export interface Rate {
  limit: number;
  windowMs: number;
}

export interface Operation {
  family: Family;
  /** One of these opens it. */
  scopes: readonly string[];
  rate: Rate | null;
}

const SEND = ["message:send", "whatsapp:message:send", "whatsapp:manage"];
const WHATSAPP = ["whatsapp:manage"];
const INBOUND_MEDIA = ["inbound-message:read", "whatsapp:inbound-message:read", "whatsapp:manage"];
const IDENTITY = ["whatsapp:manage", "whatsapp:message:send"];
const CONVERSIONS = ["whatsapp:conversions"];
const UNIFIED = ["message:send", "messages-api:message:send", "messages-api:manage"];
const UNIFIED_INBOUND = ["inbound-message:read", "messages-api:manage"];
const ACCOUNT = ["account-management:manage"];
const SUBSCRIPTIONS = ["subscriptions:manage"];
const METRICS = ["metrics:manage"];
const NUMBERS = ["numbers:manage"];

const SENDERS = "/whatsapp/1/senders";
const FLOWS = `${SENDERS}/:sender/flows`;
const TEMPLATES = "/whatsapp/2/senders/:sender/templates";
const REGISTRATIONS = "/whatsapp/1/embedded-signup/registrations";
const SUBSCRIPTION = "/subscriptions/1/subscription/:channel";
const ACCOUNT_KEYS = "/settings/1/accounts/:accountKey/api-keys";
const MESSAGE_KINDS = [
  "audio",
  "contact",
  "document",
  "image",
  "location",
  "sticker",
  "template",
  "text",
  "video",
  "interactive/buttons",
  "interactive/call-permission-request",
  "interactive/flow",
  "interactive/in-thread-authentication-request",
  "interactive/list",
  "interactive/location-request",
  "interactive/media-carousel",
  "interactive/multi-product",
  "interactive/order-details",
  "interactive/order-status",
  "interactive/product",
  "interactive/request-contact-info",
  "interactive/url-button",
  "interactive/voice-button",
];

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Names of operations with what they share; a rate is written like `15/s`. */
function group(family: Family, scopes: readonly string[], rate: string | null, names: string[]) {
  const [limit, unit] = rate?.split("/") ?? [];
  const parsed = limit && unit ? { limit: Number(limit), windowMs: UNIT_MS[unit] ?? 1000 } : null;
  return Object.fromEntries(
    names.map((name): [string, Operation] => [name, { family, scopes, rate: parsed }]),
  );
}

/** A resource under `/subscriptions/1` with the five usual calls. */
function crud(url: string, id: string): string[] {
  return [`GET ${url}`, `POST ${url}`, `GET ${url}/:${id}`, `PUT ${url}/:${id}`, `DELETE ${url}/:${id}`];
}

/** `METHOD /path` → what stands before it. A path with `:sender` answers 404 for a number of somebody else. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...group("A", ACCOUNT, null, [
    "GET /account/1/balance",
    "GET /account/1/total-balance",
    "GET /account/1/free-messages",
    "GET /settings/1/accounts",
    "PUT /settings/1/accounts/:accountKey",
  ]),
  ...group("B", ACCOUNT, null, [
    `GET ${ACCOUNT_KEYS}`,
    `GET ${ACCOUNT_KEYS}/:key`,
    `PUT ${ACCOUNT_KEYS}/:key`,
  ]),
  ...group("B", ACCOUNT, "40/d", [
    `POST ${ACCOUNT_KEYS}`,
    "POST /settings/2/api-keys",
    "PUT /settings/2/api-keys/:apiKeyId",
  ]),
  ...group("B", ACCOUNT, "10/s", ["GET /settings/2/api-keys", "GET /settings/2/api-keys/:apiKeyId"]),
  ...group(
    "A",
    SEND,
    "4000/s",
    MESSAGE_KINDS.map((kind) => `POST /whatsapp/1/message/${kind}`),
  ),
  ...group("B", SEND, "2500/s", ["POST /whatsapp/1/events"]),
  ...group("A", WHATSAPP, "10/s", [
    `GET ${SENDERS}`,
    `GET ${SENDERS}/quality`,
    `POST ${SENDERS}/:sender/message/:messageId/read`,
  ]),
  ...group("B", WHATSAPP, "10/s", [
    `GET ${SENDERS}/:sender/business-info`,
    `PATCH ${SENDERS}/:sender/business-info`,
    `GET ${SENDERS}/:sender/business-info/logo`,
    `GET ${SENDERS}/:sender/public-key`,
    `POST ${SENDERS}/:sender/public-key`,
    `GET ${SENDERS}/:sender/calls/:userNumber/permissions`,
  ]),
  ...group("A", INBOUND_MEDIA, "15/s", [`GET ${SENDERS}/:sender/media/:mediaId`]),
  ...group("A", WHATSAPP, "15/s", [
    `HEAD ${SENDERS}/:sender/media/:mediaId`,
    "GET /whatsapp/1/senders/:sender/templates",
    `POST ${REGISTRATIONS}/share-waba`,
    `POST ${REGISTRATIONS}/business-account/:businessAccountId/senders`,
    `PUT ${REGISTRATIONS}/senders/:number/verification`,
    `POST ${REGISTRATIONS}/senders/:number/verification`,
  ]),
  ...group("A", WHATSAPP, "30/m", [`DELETE ${SENDERS}/:sender/media`]),
  ...group("B", WHATSAPP, "15/s", ["GET /whatsapp/1/templates"]),
  ...group("A", WHATSAPP, "2500/s", [`GET ${TEMPLATES}`, `GET ${TEMPLATES}/:id`]),
  ...group("A", WHATSAPP, "1000/h", [`POST ${TEMPLATES}`]),
  ...group("A", WHATSAPP, "100/h", [`PATCH ${TEMPLATES}/:id`]),
  ...group("A", WHATSAPP, "200/h", [`DELETE ${TEMPLATES}/:id`]),
  ...group("B", WHATSAPP, "1000/h", [`GET ${FLOWS}`, `GET ${FLOWS}/:flowId/json`]),
  ...group("B", WHATSAPP, "100/h", [
    `POST ${FLOWS}`,
    `PATCH ${FLOWS}/:flowId`,
    `DELETE ${FLOWS}/:flowId`,
    `POST ${FLOWS}/:flowId/publish`,
    `POST ${FLOWS}/:flowId/deprecate`,
    `PUT ${FLOWS}/:flowId/json`,
    `GET ${FLOWS}/:flowId/preview`,
    `POST ${FLOWS}/generate`,
  ]),
  ...group(
    "A",
    IDENTITY,
    "10/s",
    ["GET", "PUT", "DELETE"].map((method) => `${method} /whatsapp/1/:sender/contacts/:userNumber/identity`),
  ),
  ...group("B", CONVERSIONS, "10/s", ["POST /whatsapp/1/conversions", "POST /whatsapp/1/conversions/waba"]),
  ...group("B", UNIFIED, null, [
    "POST /messages-api/1/messages",
    "POST /messages-api/1/events",
    "GET /messages-api/1/reports",
  ]),
  ...group("B", UNIFIED, "10/s", ["POST /messages-api/1/messages/validate"]),
  ...group("B", UNIFIED_INBOUND, null, ["GET /messages-api/1/inbound"]),
  ...group("A", SUBSCRIPTIONS, null, [
    ...crud(SUBSCRIPTION, "subscriptionId"),
    ...crud("/subscriptions/1/profiles", "id"),
    ...crud("/subscriptions/1/security", "id"),
  ]),
  ...group("B", METRICS, "60/s", [
    "POST /metrics/1/query-aggregate-data",
    "GET /metrics/1/requests/:requestId",
  ]),
  ...group("A", NUMBERS, null, ["GET /numbers/1/numbers", "DELETE /numbers/1/numbers/:numberKey"]),
  ...group("B", NUMBERS, "2/s", [
    "GET /resource-management/1/inbound-message-configurations",
    "POST /resource-management/1/inbound-message-configurations",
  ]),
  ...group("B", NUMBERS, "1/s", [
    "DELETE /resource-management/1/inbound-message-configurations/:configurationKey",
  ]),
};
