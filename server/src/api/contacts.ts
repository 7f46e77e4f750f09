/** Contacts in the dashboard: list, profile, changes, timeline, subscription state. */
import Type, { type Static } from "typebox";
import { listContactMessages, openWindowsOf } from "../analytics/contact-activity.ts";
import {
  type ContactWrite,
  countContacts,
  deleteContact,
  fieldNames,
  getContact,
  listContactEvents,
  listContacts,
  parseAttributes,
  parseFields,
  setSubscriptionStates,
  subscriptionsOf,
  writeContacts,
} from "../contacts/contacts.ts";
import type { WorkspaceAccess } from "../lib/access.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { invalidInput, notFound } from "../lib/errors.ts";
import { compileFilter, expandFilter, getSegment, segmentsOfContact } from "../segments/segments.ts";
import { recordAudit } from "../workspaces/audit.ts";
import {
  ContactEventSchema,
  ContactInput,
  ContactMessageSchema,
  ContactPage,
  ContactSchema,
  ContactSubscription,
  presentContact,
  presentListItem,
  presentMessage,
} from "./contact-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Page, PageQuery, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/contacts";
const cursorOfId = Type.Optional(Id);
const ListQuery = Type.Object({
  ...PageQuery.properties,
  cursor: cursorOfId,
  segmentId: Type.Optional(Id),
});
const HistoryQuery = Type.Object({ limit: PageQuery.properties.limit, cursor: cursorOfId });

export function contactRoutes(server: ApiServer, ctx: Context): void {
  readRoutes(server, ctx);
  changeRoutes(server, ctx);
  historyRoutes(server, ctx);
  subscriptionRoute(server, ctx);
}

function readRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, querystring: ListQuery, response: { 200: ContactPage } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { limit = 50, cursor, q, segmentId } = request.query;
      const query = {
        ...(q ? { q } : {}),
        ...(segmentId ? { predicate: await segmentPredicate(ctx, id, segmentId) } : {}),
      };
      const [items, count] = await Promise.all([
        listContacts(ctx.db, id, { ...query, limit, cursor }),
        countContacts(ctx.db, id, query),
      ]);
      return { items: items.map(presentListItem), nextCursor: nextCursor(items, limit), ...count };
    },
  );

  server.get(
    `${base}/:id`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: ContactSchema } },
    },
    async (request) => profile(ctx, workspaceOf(request).id, request.params.id),
  );
}

function changeRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    base,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceParams, body: ContactInput, response: { 201: ContactSchema } },
    },
    async (request, reply) => {
      const workspace = workspaceOf(request);
      const contactId = await write(ctx, workspace, { identifier: null }, request.body);
      return reply.status(201).send(await profile(ctx, workspace.id, contactId));
    },
  );

  server.patch(
    `${base}/:id`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, body: ContactInput, response: { 200: ContactSchema } },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      const identifier = { kind: "id", value: request.params.id } as const;
      await write(ctx, workspace, { identifier, updateOnly: true }, request.body);
      return profile(ctx, workspace.id, request.params.id);
    },
  );

  server.delete(
    `${base}/:id`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      await inTransaction(ctx.db, async (tx) => {
        if (!(await deleteContact(tx, id, request.params.id))) throw notFound("contact");
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "contact.deleted",
          subject: request.params.id,
        });
      });
      return reply.status(204).send(null);
    },
  );
}

function historyRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/:id/events`,
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
    `${base}/:id/messages`,
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
      const messages = await listContactMessages(ctx.db, workspaceOf(request).id, request.params.id, {
        limit,
        cursor,
      });
      return { items: messages.map(presentMessage), nextCursor: nextCursor(messages, limit) };
    },
  );
}

const SubscriptionParams = Type.Object({ ...WorkspaceIdParams.properties, subscriptionGroupId: Id });
const { state, source, changedAt } = ContactSubscription.properties;
const SubscriptionAnswer = Type.Object({ state, source, changedAt });
const SubscriptionInput = Type.Object({
  state: Type.Union([Type.Literal("subscribed"), Type.Literal("unsubscribed")]),
});

function subscriptionRoute(server: ApiServer, ctx: Context): void {
  server.put(
    `${base}/:id/subscriptions/:subscriptionGroupId`,
    {
      config: { permission: "contacts.write" },
      schema: {
        params: SubscriptionParams,
        body: SubscriptionInput,
        response: { 200: SubscriptionAnswer },
      },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const { id: contactId, subscriptionGroupId } = request.params;
      if (!(await getContact(ctx.db, workspaceId, contactId))) throw notFound("contact");
      await setSubscriptionStates(
        ctx.db,
        workspaceId,
        [{ contactId, subscriptionGroupId, state: request.body.state }],
        { source: "profile", actor: request.actor, at: ctx.clock.now() },
      );
      const [view] = await subscriptionsOf(ctx.db, workspaceId, [contactId], subscriptionGroupId);
      if (!view) throw notFound("subscription group");
      return { state: view.state, source: view.source, changedAt: view.changedAt?.toISOString() ?? null };
    },
  );
}

function nextCursor(items: readonly { id: string }[], limit: number): string | null {
  return items.length === limit ? (items.at(-1)?.id ?? null) : null;
}

async function segmentPredicate(ctx: Context, workspaceId: string, segmentId: string) {
  const segment = await getSegment(ctx.db, workspaceId, segmentId);
  if (!segment) throw notFound("segment");
  const filter = await expandFilter(ctx.db, workspaceId, segment.filter);
  return compileFilter(filter, { now: ctx.clock.now() });
}

async function write(
  ctx: Context,
  workspace: WorkspaceAccess,
  target: Pick<ContactWrite, "identifier" | "updateOnly">,
  input: Static<typeof ContactInput>,
): Promise<string> {
  const { attributes: rawAttributes, ...rawFields } = input;
  const given = fieldNames.filter((name) => name in rawFields);
  const { fields, problems } = parseFields(
    Object.fromEntries(given.map((name) => [name, rawFields[name as keyof typeof rawFields] ?? null])),
    workspace.defaultCountry,
  );
  const attributes = parseAttributes(rawAttributes ?? {});
  const found = [...problems, ...attributes.problems];
  if (found.length > 0) throw invalidInput("Some values are not valid; see details.", found);
  const [result] = await writeContacts(
    ctx.db,
    workspace.id,
    [{ ...target, fields, attributes: attributes.attributes }],
    { at: ctx.clock.now() },
  );
  if (result && result.problems.length > 0)
    throw invalidInput("Some values cannot be kept; see details.", result.problems);
  if (!result?.id) throw notFound("contact");
  return result.id;
}

async function profile(ctx: Context, workspaceId: string, contactId: string) {
  const now = ctx.clock.now();
  const contact = await getContact(ctx.db, workspaceId, contactId);
  if (!contact) throw notFound("contact");
  const [windows, segments] = await Promise.all([
    openWindowsOf(ctx.db, workspaceId, contactId, now),
    segmentsOfContact(ctx.db, workspaceId, contactId, now),
  ]);
  return {
    ...presentContact(contact),
    windows: windows.map(({ subscriptionGroupId, expiresAt }) => ({
      subscriptionGroupId,
      expiresAt: expiresAt.toISOString(),
    })),
    segments,
  };
}
