/** Subscription states of the compatible API: set (v1, v2), get, and all groups of a user. */
import Type from "typebox";
import {
  activeSubscriptionGroups,
  exportContacts,
  findAllContacts,
  type Identifier,
  type SubscriptionChange,
  setSubscriptionStates,
  subscriptionsOf,
} from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { listOf, numberOf } from "./query.ts";
import { generalLimit, subscriptionSetLimit } from "./rate-limits.ts";
import { maxRecipients } from "./recipients.ts";

const Names = Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]));
const State = Type.Union([Type.Literal("subscribed"), Type.Literal("unsubscribed")]);

const SetInput = Type.Object({
  subscription_group_id: Type.String(),
  subscription_state: State,
  external_id: Names,
  phone: Names,
  email: Names,
});

const Lists = Type.Optional(Type.Array(Type.String()));
const SetInputV2 = Type.Object({
  subscription_groups: Type.Array(
    Type.Object({
      subscription_group_id: Type.String(),
      subscription_state: State,
      external_ids: Lists,
      phones: Lists,
      emails: Lists,
    }),
    { minItems: 1 },
  ),
});

const SetAnswer = Type.Object({ message: Type.String(), errors: Type.Optional(Type.Array(Type.String())) });

/** Users named for one group and state. */
interface GroupChange {
  readonly groupId: string;
  readonly state: "subscribed" | "unsubscribed";
  readonly users: Users;
}

interface Users {
  readonly externalIds: readonly string[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

export function brazeSubscriptionRoutes(server: ApiServer, ctx: Context): void {
  setRoutes(server, ctx);
  getRoutes(server, ctx);
}

function setRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/subscription/status/set",
    {
      config: { apiPermission: "subscription.status.set", rateLimit: subscriptionSetLimit },
      schema: { body: SetInput, response: { 201: SetAnswer } },
    },
    async (request, reply) => {
      const {
        subscription_group_id: groupId,
        subscription_state: state,
        external_id,
        phone,
        email,
      } = request.body;
      const users = { externalIds: list(external_id), phones: list(phone), emails: list(email) };
      const errors = await setStates(
        ctx,
        workspaceOf(request).id,
        [{ groupId, state, users }],
        request.actor,
      );
      return reply.status(201).send(success(errors));
    },
  );

  server.post(
    "/v2/subscription/status/set",
    {
      config: { apiPermission: "subscription.status.set", rateLimit: subscriptionSetLimit },
      schema: { body: SetInputV2, response: { 201: SetAnswer } },
    },
    async (request, reply) => {
      const changes = request.body.subscription_groups.map(
        ({ subscription_group_id: groupId, subscription_state: state, external_ids, phones, emails }) => ({
          groupId,
          state,
          users: { externalIds: external_ids ?? [], phones: phones ?? [], emails: emails ?? [] },
        }),
      );
      if (changes.length > maxRecipients)
        throw new AppError("too_many_groups", `At most ${maxRecipients} subscription_groups in one call.`);
      const errors = await setStates(ctx, workspaceOf(request).id, changes, request.actor);
      return reply.status(201).send(success(errors));
    },
  );
}

function list(names: string | readonly string[] | undefined): readonly string[] {
  return names === undefined ? [] : typeof names === "string" ? [names] : names;
}

function success(errors: readonly string[]) {
  return { message: "success", ...(errors.length > 0 ? { errors: [...errors] } : {}) };
}

/** Checks everything first, then changes everything; answers who was not found. */
async function setStates(
  ctx: Context,
  workspaceId: string,
  changes: readonly GroupChange[],
  actor: string,
): Promise<string[]> {
  for (const { users } of changes) checkUsers(users);
  await requireGroups(
    ctx,
    workspaceId,
    changes.map((change) => change.groupId),
  );
  const named = changes.flatMap(({ groupId, state, users }) =>
    identifiersOf(users).map((identifier) => ({ groupId, state, identifier })),
  );
  const found = await findAllContacts(
    ctx.db,
    workspaceId,
    named.map(({ identifier }) => identifier),
  );
  const wanted = named.flatMap(({ groupId, state }, index): SubscriptionChange[] =>
    (found[index] ?? []).map(({ id }) => ({ contactId: id, subscriptionGroupId: groupId, state })),
  );
  await setSubscriptionStates(ctx.db, workspaceId, wanted, { source: "api", actor, at: ctx.clock.now() });
  return named
    .filter((_, index) => found[index]?.length === 0)
    .map(({ identifier }) => `${identifier.kind} ${textOf(identifier)} was not found`);
}

function checkUsers({ externalIds, phones, emails }: Users): void {
  if (phones.length > 0 && emails.length > 0)
    throw new AppError(
      "mixed_identifiers",
      "Bad Request: either an email address or a phone number can be given, not both.",
    );
  if (externalIds.length + phones.length + emails.length === 0)
    throw new AppError("no_users", "Bad Request: name users by external_id, phone or email.");
  if ([externalIds, phones, emails].some((names) => names.length > maxRecipients))
    throw new AppError("too_many_ids", `Too many ids in the request: at most ${maxRecipients} of each kind.`);
}

function identifiersOf({ externalIds, phones, emails }: Users): Identifier[] {
  return [
    ...externalIds.map((value) => ({ kind: "external_id", value }) as const),
    ...phones.map((value) => ({ kind: "phone", value }) as const),
    ...emails.map((value) => ({ kind: "email", value }) as const),
  ];
}

function textOf(identifier: Identifier): string {
  return identifier.kind === "alias" ? `${identifier.label}:${identifier.name}` : identifier.value;
}

async function requireGroups(ctx: Context, workspaceId: string, ids: readonly string[]): Promise<void> {
  const known = await activeSubscriptionGroups(ctx.db, workspaceId, ids);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new AppError(
      "unknown_subscription_group",
      `Invalid subscription_group_id: ${unknown.slice(0, 60)} is not a number of this workspace.`,
    );
}

const Query = Type.Record(Type.String(), Type.Unknown());
const words = { subscribed: "Subscribed", unsubscribed: "Unsubscribed", unknown: "Unknown" } as const;

const StatusAnswer = Type.Object({
  status: Type.Record(Type.String(), Type.String()),
  message: Type.String(),
});

const UserStatusAnswer = Type.Object({
  users: Type.Array(
    Type.Object({
      email: Type.Union([Type.String(), Type.Null()]),
      phone: Type.Union([Type.String(), Type.Null()]),
      external_id: Type.Union([Type.String(), Type.Null()]),
      subscription_groups: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          channel: Type.String(),
          status: Type.String(),
        }),
      ),
    }),
  ),
  total_count: Type.Integer(),
  message: Type.String(),
});

function getRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/subscription/status/get",
    {
      config: { apiPermission: "subscription.status.get", rateLimit: generalLimit },
      schema: { querystring: Query, response: { 200: StatusAnswer } },
    },
    async (request) => {
      const groupId = listOf(request.query, "subscription_group_id")[0] ?? "";
      const users = usersOf(request.query);
      return { status: await statusOf(ctx, workspaceOf(request).id, groupId, users), message: "success" };
    },
  );

  server.get(
    "/subscription/user/status",
    {
      config: { apiPermission: "subscription.groups.get", rateLimit: generalLimit },
      schema: { querystring: Query, response: { 200: UserStatusAnswer } },
    },
    async (request) => {
      const limit = Math.min(numberOf(request.query, "limit", 100), 100);
      const offset = numberOf(request.query, "offset", 0);
      const all = await userGroups(ctx, workspaceOf(request).id, usersOf(request.query));
      return { users: all.slice(offset, offset + limit), total_count: all.length, message: "success" };
    },
  );
}

function usersOf(query: Readonly<Record<string, unknown>>): Users {
  const users = {
    externalIds: listOf(query, "external_id"),
    phones: listOf(query, "phone"),
    emails: listOf(query, "email"),
  };
  checkUsers(users);
  return users;
}

/** By the name the caller used; where a number or an e-mail has several contacts, the most recently updated one speaks. */
async function statusOf(
  ctx: Context,
  workspaceId: string,
  groupId: string,
  users: Users,
): Promise<Record<string, string>> {
  await requireGroups(ctx, workspaceId, [groupId]);
  const identifiers = identifiersOf(users);
  const found = await findAllContacts(ctx.db, workspaceId, identifiers);
  const ids = found.flatMap(([first]) => (first ? [first.id] : []));
  const views = await subscriptionsOf(ctx.db, workspaceId, [...new Set(ids)], groupId);
  const states = new Map(views.map((view) => [view.contactId, view.state]));
  return Object.fromEntries(
    identifiers.map((identifier, index) => [
      textOf(identifier),
      words[states.get(found[index]?.[0]?.id ?? "") ?? "unknown"],
    ]),
  );
}

async function userGroups(ctx: Context, workspaceId: string, users: Users) {
  const found = await findAllContacts(ctx.db, workspaceId, identifiersOf(users));
  const ids = [...new Set(found.flat().map((contact) => contact.id))];
  const [contacts, views] = await Promise.all([
    exportContacts(ctx.db, workspaceId, ids, []),
    subscriptionsOf(ctx.db, workspaceId, ids),
  ]);
  return contacts.map(({ id, email, phone, externalId }) => ({
    email,
    phone,
    external_id: externalId,
    subscription_groups: views
      .filter((view) => view.contactId === id && view.state !== "unknown")
      .map((view) => ({
        id: view.subscriptionGroupId,
        name: view.displayName,
        channel: "whats_app",
        status: words[view.state],
      })),
  }));
}
