/** POST /messages/send: a message that the call brings with it. */
import Type, { type Static } from "typebox";
import { sendApiMessage } from "../../campaigns/campaigns.ts";
import { findContacts, type Identifier } from "../../contacts/contacts.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { expandFilter, type Filter, getSegment } from "../../segments/segments.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { audienceFilter } from "./audience.ts";
import type { BrazeRoutes } from "./braze.ts";
import { broadcastLimit, generalLimit } from "./rate-limits.ts";
import { aliasIdentifier, requireFewRecipients, UserAlias } from "./recipients.ts";
import { parseWhatsApp, type WhatsAppMessage } from "./whats-app.ts";

const SendInput = Type.Object({
  broadcast: Type.Optional(Type.Boolean()),
  external_user_ids: Type.Optional(Type.Array(Type.String())),
  user_aliases: Type.Optional(Type.Array(UserAlias)),
  segment_id: Type.Optional(Type.String()),
  audience: Type.Optional(Type.Unknown()),
  campaign_id: Type.Optional(Type.String()),
  send_id: Type.Optional(Type.String({ maxLength: 64 })),
  override_frequency_capping: Type.Optional(Type.Boolean()),
  recipient_subscription_state: Type.Optional(
    Type.Union([Type.Literal("opted_in"), Type.Literal("subscribed"), Type.Literal("all")]),
  ),
  messages: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
type SendInput = Static<typeof SendInput>;

export const DispatchAnswer = Type.Object({
  dispatch_id: Type.String(),
  message: Type.Literal("success"),
  send_id: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.String(), { description: "what was passed over" })),
});

export function brazeMessageRoutes(server: ApiServer, { ctx, limits }: BrazeRoutes): void {
  server.post(
    "/messages/send",
    {
      config: { apiPermission: "messages.send" },
      schema: { body: SendInput, response: { 201: DispatchAnswer } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const input = request.body;
      const named = recipientsOf(input);
      limits.spend(request, reply, named ? generalLimit : broadcastLimit);
      const now = ctx.clock.now();
      const { message, subscriptionGroupId, variantId, notes } = await messageOf(ctx.db, id, input);
      const filter = await filterOf(ctx.db, id, input, now);
      const found = named ? await findContacts(ctx.db, id, named) : null;
      const dispatchId = await sendApiMessage(ctx.db, id, {
        subscriptionGroupId,
        message,
        contactIds: found ? found.flatMap((contact) => contact?.id ?? []) : null,
        filter,
        requiresSubscription: input.recipient_subscription_state !== "all",
        campaign: campaignOf(input, variantId),
        at: now,
      });
      return reply.status(201).send({
        dispatch_id: dispatchId,
        message: "success",
        ...(input.send_id === undefined ? {} : { send_id: input.send_id }),
        ...(notes.length > 0 ? { errors: [...notes] } : {}),
      });
    },
  );
}

/** null: to everybody that segment and audience hold. */
function recipientsOf({
  broadcast,
  external_user_ids = [],
  user_aliases = [],
  segment_id,
  audience,
}: SendInput): Identifier[] | null {
  requireFewRecipients(external_user_ids.length + user_aliases.length);
  const named: Identifier[] = [
    ...external_user_ids.map((value): Identifier => ({ kind: "external_id", value })),
    ...user_aliases.map(aliasIdentifier),
  ];
  if (named.length > 0) return named;
  if (broadcast !== true)
    throw new AppError(
      "no_recipients",
      "No Recipients: name users, or set broadcast to true with a segment_id or an audience.",
    );
  if (segment_id === undefined && audience === undefined)
    throw new AppError("no_recipients", "No Recipients: a broadcast needs a segment_id or an audience.");
  return null;
}

async function messageOf(
  db: Db,
  workspaceId: string,
  { messages = {} }: SendInput,
): Promise<WhatsAppMessage> {
  const { whats_app: whatsApp, ...others } = messages;
  const [other] = Object.keys(others);
  if (whatsApp === undefined)
    throw new AppError(
      "no_message",
      other ? `No message to send: Ponte sends whats_app, not ${other}.` : "No message to send",
    );
  const parsed = await parseWhatsApp(db, workspaceId, whatsApp);
  return other
    ? { ...parsed, notes: [...parsed.notes, `messages.${other} was ignored: Ponte sends whats_app.`] }
    : parsed;
}

function campaignOf(
  { campaign_id: id }: SendInput,
  variantId: string | null,
): { id: string; variantId: string } | null {
  if (id === undefined) return null;
  if (!variantId)
    throw new AppError(
      "variant_unspecified",
      "Message Variant Unspecified: with campaign_id, the message needs message_variation_id.",
    );
  return { id, variantId };
}

/** Segment and audience together; null without either. */
async function filterOf(
  db: Db,
  workspaceId: string,
  { segment_id, audience }: SendInput,
  now: Date,
): Promise<Filter | null> {
  const filters: Filter[] = audience === undefined ? [] : [audienceFilter(audience, now)];
  if (segment_id !== undefined) filters.push(await segmentFilter(db, workspaceId, segment_id));
  const [first, second] = filters;
  return first && second ? { kind: "and", children: [first, second] } : (first ?? null);
}

async function segmentFilter(db: Db, workspaceId: string, id: string): Promise<Filter> {
  const segment = /^[0-9a-f-]{36}$/i.test(id) ? await getSegment(db, workspaceId, id) : null;
  if (!segment)
    throw new AppError(
      "invalid_segment",
      `Invalid Segment ID: there is no segment "${id}" in this workspace.`,
    );
  return expandFilter(db, workspaceId, segment.filter);
}
