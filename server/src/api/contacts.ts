/** Contacts in the dashboard: list, profile, changes, subscription state. What happened to them: contact-activity.ts. */
import Type, { type Static } from "typebox";
import { openWindowsOf } from "../analytics/contact-activity.ts";
import {
  contactExists,
  editContact,
  fieldNames,
  getContact,
  listContacts,
  parseAttributes,
  parseFields,
  setSubscriptionStates,
  subscriptionsOf,
  undoChange,
  writeContacts,
} from "../contacts/contacts.ts";
import type { WorkspaceAccess } from "../lib/access.ts";
import type { Context } from "../lib/context.ts";
import { invalidInput, notFound } from "../lib/errors.ts";
import { compileFilter, expandFilter, getSegment, optionsOf } from "../segments/segments.ts";
import { deleteAndRecord } from "./contact-removal.ts";
import {
  ContactChange,
  ContactInput,
  ContactPage,
  ContactSchema,
  ContactSubscription,
  presentContact,
  presentListItem,
} from "./contact-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, PageQuery, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/contacts";
const ListQuery = Type.Object({
  ...PageQuery.properties,
  cursor: Type.Optional(Id),
  segmentId: Type.Optional(Id),
  order: Type.Optional(Type.Union([Type.Literal("newest"), Type.Literal("oldest")])),
  attributes: Type.Optional(
    Type.String({
      maxLength: 3000,
      description: "custom attributes to bring along: a JSON array of up to 10 names",
    }),
  ),
});

export function contactRoutes(server: ApiServer, ctx: Context): void {
  readRoutes(server, ctx);
  writeRoutes(server, ctx);
  undoRoute(server, ctx);
  deleteRoute(server, ctx);
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
      const { id, defaultCountry } = workspaceOf(request);
      const { limit = 50, cursor, q, segmentId, order = "newest", attributes } = request.query;
      const { items, ...count } = await listContacts(ctx.db, id, {
        limit,
        cursor,
        order,
        defaultCountry,
        attributes: namesOf(attributes),
        ...(q ? { q } : {}),
        ...(segmentId ? { predicate: await segmentPredicate(ctx, id, segmentId) } : {}),
      });
      const last = items.length === limit ? items.at(-1) : undefined;
      return { items: items.map(presentListItem), nextCursor: last?.id ?? null, ...count };
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

/** Names may hold any character, so they come as JSON. */
function namesOf(text: string | undefined): string[] {
  if (!text) return [];
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names) && names.length <= 10 && names.every((name) => typeof name === "string"))
      return names;
  } catch {
    // said below
  }
  throw invalidInput("attributes takes a JSON array of up to 10 names.", [
    { path: "attributes", message: "is not a JSON array of names" },
  ]);
}

function writeRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    base,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceParams, body: ContactInput, response: { 201: ContactSchema } },
    },
    async (request, reply) => {
      const workspace = workspaceOf(request);
      const write = { identifier: null, ...parsed(workspace, request.body) };
      const [result] = await writeContacts(ctx.db, workspace.id, [write], { at: ctx.clock.now() });
      if (!result?.id) throw invalidInput("Some values cannot be kept; see details.", result?.problems ?? []);
      return reply.status(201).send(await profile(ctx, workspace.id, result.id));
    },
  );

  server.patch(
    `${base}/:id`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, body: ContactChange, response: { 200: ContactSchema } },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      const { expected, ...input } = request.body;
      await editContact(ctx.db, workspace.id, {
        contactId: request.params.id,
        actor: request.actor,
        at: ctx.clock.now(),
        ...parsed(workspace, input),
        ...(expected ? { expected: expectation(expected) } : {}),
      });
      return profile(ctx, workspace.id, request.params.id);
    },
  );
}

type ExpectedInput = NonNullable<Static<typeof ContactChange>["expected"]>;

function expectation({ updatedAt, fields, attributes }: ExpectedInput) {
  type Values = Readonly<Record<string, string | null>>;
  return {
    updatedAt: new Date(updatedAt),
    ...(fields ? { fields: fields as Values } : {}),
    ...(attributes ? { attributes: attributes as Values } : {}),
  };
}

function undoRoute(server: ApiServer, ctx: Context): void {
  server.post(
    `${base}/:id/changes/:changeId/undo`,
    {
      config: { permission: "contacts.write" },
      schema: {
        params: Type.Object({ ...WorkspaceIdParams.properties, changeId: Id }),
        response: { 200: ContactSchema },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { id: contactId, changeId } = request.params;
      await undoChange(ctx.db, id, { contactId, changeId, actor: request.actor, at: ctx.clock.now() });
      return profile(ctx, id, contactId);
    },
  );
}

function deleteRoute(server: ApiServer, ctx: Context): void {
  server.delete(
    `${base}/:id`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const deleted = await deleteAndRecord(ctx, id, [request.params.id], request.actor);
      if (deleted.length === 0) throw notFound("contact");
      return reply.status(204).send(null);
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
      if (!(await contactExists(ctx.db, workspaceId, contactId))) throw notFound("contact");
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

async function segmentPredicate(ctx: Context, workspaceId: string, segmentId: string) {
  const segment = await getSegment(ctx.db, workspaceId, segmentId);
  if (!segment) throw notFound("segment");
  const filter = await expandFilter(ctx.db, workspaceId, segment.filter);
  return compileFilter(filter, await optionsOf(ctx.db, workspaceId, ctx.clock.now()));
}

/** The fields and attributes given, checked; throws invalid_input with a detail for each that is wrong. */
function parsed(workspace: WorkspaceAccess, input: Static<typeof ContactInput>) {
  const { attributes: rawAttributes, ...rawFields } = input;
  const given = fieldNames.filter((name) => name in rawFields);
  const { fields, problems } = parseFields(
    Object.fromEntries(given.map((name) => [name, rawFields[name as keyof typeof rawFields] ?? null])),
    workspace.defaultCountry,
  );
  const attributes = parseAttributes(rawAttributes ?? {});
  const found = [...problems, ...attributes.problems];
  if (found.length > 0) throw invalidInput("Some values are not valid; see details.", found);
  return { fields, attributes: attributes.attributes };
}

async function profile(ctx: Context, workspaceId: string, contactId: string) {
  const contact = await getContact(ctx.db, workspaceId, contactId);
  if (!contact) throw notFound("contact");
  const windows = await openWindowsOf(ctx.db, workspaceId, contact.id, ctx.clock.now());
  return {
    ...presentContact(contact),
    windows: windows.map(({ subscriptionGroupId, expiresAt }) => ({
      subscriptionGroupId,
      expiresAt: expiresAt.toISOString(),
    })),
  };
}
