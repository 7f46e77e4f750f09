/** What a messaging connector needs of an Infobip API key. */
export const CONNECTOR_SCOPES = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
];

/** A choice of the many others, so that the list has to be read as in the real portal. */
const OTHER_SCOPES = [
  "2fa:manage",
  "application-entity:manage",
  "audit-logs:read",
  "conversations:manage",
  "email:message:send",
  "inbound-message:read",
  "messages-api:manage",
  "messages-api:message:send",
  "numbers:manage",
  "people:manage",
  "rcs:message:send",
  "sms:inbound-message:read",
  "sms:message:send",
  "viber:message:send",
  "voice:manage",
  "whatsapp:inbound-message:read",
  "whatsapp:logs:read",
];

export const ALL_SCOPES = [...CONNECTOR_SCOPES, ...OTHER_SCOPES].sort();
