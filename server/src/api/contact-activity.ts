/** What happened to one contact, part by part so that a profile shows at once what it has: timeline, messages, campaigns, segments. */
import Type from "typebox";
import { campaignSendsOf, listContactMessages } from "../analytics/contact-activity.ts";
import { segmentsHolding } from "../analytics/contact-segments.ts";
import { contactTimeline, type TimelineKind, timelineKinds } from "../analytics/contact-timeline.ts";
import { contactExists, eventSummaryOf, listContactEvents } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { notFound } from "../lib/errors.ts";
import { explainReason } from "../messages/messages.ts";
import { ContactEventSchema, ContactMessageSchema, JsonMembers, presentMessage } from "./contact-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, List, Nullable, named, Page, PageQuery, Time, WorkspaceIdParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/contacts/:id";
const HistoryQuery = Type.Object({ limit: PageQuery.properties.limit, cursor: Type.Optional(Id) });
const text = Nullable(Type.String());

const TimelineItemSchema = named(
  "ContactTimelineItem",
  Type.Object({
    id: Id,
    kind: Type.String({ description: timelineKinds.join(", ") }),
    at: Time,
    title: Type.String({
      description: "name of the event, the campaign, our number; empty where there is none",
    }),
    data: JsonMembers,
    actor: text,
    actorName: text,
    errorTitle: text,
  }),
);

const CampaignSendSchema = named(
  "ContactCampaignSend",
  Type.Object({
    id: Id,
    campaign: Type.Object({ id: Id, name: Type.String() }),
    variantName: text,
    state: Type.String(),
    at: Time,
    deliveredAt: Nullable(Time),
    readAt: Nullable(Time),
    clickedAt: Nullable(Time),
    repliedAt: Nullable(Time),
    failedAt: Nullable(Time),
    errorCode: text,
    errorText: text,
    errorTitle: text,
    advice: text,
  }),
);

const EventSummarySchema = Type.Object({
  name: Type.String(),
  count: Type.Integer(),
  first: Time,
  last: Time,
});

const SegmentsHolding = Type.Object({
  items: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  complete: Type.Boolean({
    description: "false: given up because it took too long; items says nothing then",
  }),
});

export function contactActivityRoutes(server: ApiServer, ctx: Context): void {
  timelineRoute(server, ctx);
  eventRoutes(server, ctx);
  messageRoutes(server, ctx);
  segmentsRoute(server, ctx);
}

async function requireContact(ctx: Context, workspaceId: string, id: string): Promise<void> {
  if (!(await contactExists(ctx.db, workspaceId, id))) throw notFound("contact");
}

const TimelineQuery = Type.Object({
  ...HistoryQuery.properties,
  q: PageQuery.properties.q,
  kinds: Type.Optional(
    Type.String({ maxLength: 100, description: `of ${timelineKinds.join(", ")}, comma between` }),
  ),
});

function timelineRoute(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/timeline`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceIdParams,
        querystring: TimelineQuery,
        response: { 200: Page(TimelineItemSchema) },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      await requireContact(ctx, id, request.params.id);
      const { limit = 50, cursor, q, kinds = "" } = request.query;
      const asked = kinds.split(",");
      const items = await contactTimeline(ctx.db, id, request.params.id, {
        limit,
        cursor,
        q,
        kinds: timelineKinds.filter((kind: TimelineKind) => asked.includes(kind)),
      });
      return {
        items: items.map((item) => ({
          ...item,
          data: { ...item.data },
          at: item.at.toISOString(),
          errorTitle:
            typeof item.data.errorCode === "string" ? explainReason(item.data.errorCode).title : null,
        })),
        nextCursor: nextCursor(items, limit),
      };
    },
  );
}

function eventRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/events`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceIdParams,
        querystring: HistoryQuery,
        response: { 200: Page(ContactEventSchema) },
      },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const events = await listContactEvents(ctx.db, workspaceOf(request).id, request.params.id, {
        limit,
        cursor,
      });
      return {
        items: events.map((event) => ({ ...event, occurredAt: event.occurredAt.toISOString() })),
        nextCursor: nextCursor(events, limit),
      };
    },
  );

  server.get(
    `${base}/event-summary`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: List(EventSummarySchema) } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      await requireContact(ctx, id, request.params.id);
      const summary = await eventSummaryOf(ctx.db, id, request.params.id);
      return {
        items: summary.map(({ name, count, first, last }) => ({
          name,
          count,
          first: first.toISOString(),
          last: last.toISOString(),
        })),
      };
    },
  );
}

function messageRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/messages`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceIdParams,
        querystring: HistoryQuery,
        response: { 200: Page(ContactMessageSchema) },
      },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const { id } = workspaceOf(request);
      const messages = await listContactMessages(ctx.db, id, request.params.id, { limit, cursor });
      return { items: messages.map(presentMessage), nextCursor: nextCursor(messages, limit) };
    },
  );

  server.get(
    `${base}/campaigns`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceIdParams,
        querystring: HistoryQuery,
        response: { 200: Page(CampaignSendSchema) },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      await requireContact(ctx, id, request.params.id);
      const { limit = 50, cursor } = request.query;
      const sends = await campaignSendsOf(ctx.db, id, request.params.id, { limit, cursor });
      return { items: sends.map(presentSend), nextCursor: nextCursor(sends, limit) };
    },
  );
}

function presentSend(send: Awaited<ReturnType<typeof campaignSendsOf>>[number]) {
  const { id, campaignId, campaignName, variantName, state, errorCode, errorText } = send;
  const explained = errorCode ? explainReason(errorCode) : null;
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id,
    campaign: { id: campaignId, name: campaignName },
    variantName,
    state,
    at: send.at.toISOString(),
    deliveredAt: time(send.deliveredAt),
    readAt: time(send.readAt),
    clickedAt: time(send.clickedAt),
    repliedAt: time(send.repliedAt),
    failedAt: time(send.failedAt),
    errorCode,
    errorText,
    errorTitle: explained?.title ?? null,
    advice: explained?.advice ?? null,
  };
}

function segmentsRoute(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/segments`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: SegmentsHolding } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      await requireContact(ctx, id, request.params.id);
      const { items, complete } = await segmentsHolding(ctx.db, id, request.params.id, ctx.clock.now());
      return { items: items.map(({ id: segmentId, name }) => ({ id: segmentId, name })), complete };
    },
  );
}

function nextCursor(items: readonly { id: string }[], limit: number): string | null {
  return items.length === limit ? (items.at(-1)?.id ?? null) : null;
}
