/** What the integration's page shows: connections, WhatsApp Business groups and their numbers. */
import Type from "typebox";
import { Id, Nullable, named, Time } from "../schemas.ts";

export const base = "/api/v1/workspaces/:workspace";
export const integration = `${base}/integrations/whatsapp`;

/** One of these words. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>({ type: "string", enum: [...words] });

export const ConnectionSchema = named(
  "Connection",
  Type.Object({
    id: Id,
    provider: Type.Union([Type.Literal("infobip"), Type.Literal("meta"), Type.Literal("webhook")]),
    state: Type.Union([Type.Literal("ready"), Type.Literal("failing"), Type.Literal("disconnected")]),
    stateReason: Nullable(Type.String()),
    baseUrl: Type.String(),
    accountId: Nullable(Type.String()),
    accountName: Nullable(Type.String()),
    keyName: Nullable(Type.String()),
    keyExpiresAt: Nullable(Time),
    allowedIps: Type.Array(Type.String()),
    scopes: Type.Array(Type.Object({ name: Type.String(), granted: Type.Boolean() })),
    createdAt: Time,
  }),
);

export const SubscriptionGroup = named(
  "SubscriptionGroup",
  Type.Object({
    id: Id,
    phone: Type.String({ description: "E.164" }),
    displayName: Type.String(),
    quality: Type.String(),
    messagingLimit: Nullable(Type.String()),
    status: Type.String(),
    messagesPerSecond: Type.Integer(),
    archivedAt: Nullable(Time),
    archivedReason: Nullable(oneOf(["archived", "disconnected", "moved"])),
    qualityAt: Nullable(Time),
    /** Why its messages wait. */
    pause: Nullable(
      Type.Object({
        of: oneOf(["number", "connection"]),
        reason: oneOf(["trouble", "person"]),
        code: Nullable(Type.String({ description: "of the catalogue, or status:<word of the provider>" })),
        text: Nullable(Type.String({ description: "what the provider said" })),
        since: Time,
        retryAt: Nullable(Time),
      }),
    ),
    connectionId: Id,
    templates: Type.Object({ approved: Type.Integer(), total: Type.Integer() }),
    subscribed: Type.Integer(),
    wabaId: Type.String(),
    groupName: Type.String(),
    provider: Type.String(),
  }),
);

export const WhatsAppBusinessGroup = named(
  "WhatsAppBusinessGroup",
  Type.Object({
    id: Id,
    wabaId: Type.String(),
    name: Type.String(),
    connectionId: Id,
    provider: Type.String(),
    accountName: Nullable(Type.String({ description: "Infobip account; null for native groups" })),
    baseUrl: Nullable(Type.String()),
    subscriptionGroups: Type.Array(SubscriptionGroup),
  }),
);

const SignupSettings = Type.Object({
  configured: Type.Boolean(),
  missing: Type.Array(Type.String()),
  sdkUrl: Type.String(),
  appId: Nullable(Type.String()),
  configId: Nullable(Type.String()),
  solutionId: Nullable(Type.String()),
  graphVersion: Type.String(),
  allowedOrigins: Type.Array(Type.String()),
});

export const WhatsAppIntegration = named(
  "WhatsAppIntegration",
  Type.Object({
    connections: Type.Array(ConnectionSchema),
    groups: Type.Array(WhatsAppBusinessGroup),
    archived: Type.Array(SubscriptionGroup),
    signup: SignupSettings,
    hints: Type.Object({ infobipPortalUrl: Nullable(Type.String()) }),
  }),
);
