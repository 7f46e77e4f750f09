/** GET /subscription/status/get: users in one group. GET /subscription/user/status: all groups of users. */
import Type from "typebox";
import { exportContacts, findAllContacts, subscriptionsOf } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Nullable } from "../schemas.ts";
import { presentSubscriptions } from "./exported-user.ts";
import { checkUsers, type NamedUsers, namesOf, requireGroups } from "./named-users.ts";
import { listOf, numberOf, type Query, UsersQuery } from "./query.ts";
import { generalLimit } from "./rate-limits.ts";

const words = { subscribed: "Subscribed", unsubscribed: "Unsubscribed", unknown: "Unknown" } as const;

const StatusQuery = Type.Object({ ...UsersQuery.properties, subscription_group_id: Type.String() });
const UserStatusQuery = Type.Object({
  ...UsersQuery.properties,
  limit: Type.Optional(Type.String({ description: "at most 100" })),
  offset: Type.Optional(Type.String()),
});

const StatusAnswer = Type.Object({
  status: Type.Record(Type.String(), Type.String(), { description: "by the name the caller used" }),
  message: Type.String(),
});

const UserStatusAnswer = Type.Object({
  users: Type.Array(
    Type.Object({
      email: Nullable(Type.String()),
      phone: Nullable(Type.String()),
      external_id: Nullable(Type.String()),
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

const maxUsers = 100;

export function subscriptionGetRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/subscription/status/get",
    {
      config: { apiPermission: "subscription.status.get", rateLimit: generalLimit },
      schema: { querystring: StatusQuery, response: { 200: StatusAnswer } },
    },
    async (request) => {
      const groupId = request.query.subscription_group_id.toLowerCase();
      const users = usersOf(request.query);
      const status = await statusOf(ctx.db, workspaceOf(request).id, groupId, users);
      return { status, message: "success" };
    },
  );

  server.get(
    "/subscription/user/status",
    {
      config: { apiPermission: "subscription.groups.get", rateLimit: generalLimit },
      schema: { querystring: UserStatusQuery, response: { 200: UserStatusAnswer } },
    },
    async (request) => {
      const limit = Math.min(numberOf(request.query, "limit", maxUsers), maxUsers);
      const offset = numberOf(request.query, "offset", 0);
      const all = await groupsOf(ctx.db, workspaceOf(request).id, usersOf(request.query));
      return { users: all.slice(offset, offset + limit), total_count: all.length, message: "success" };
    },
  );
}

function usersOf(query: Query): NamedUsers {
  const users = {
    externalIds: listOf(query, "external_id"),
    // A plus that the caller did not encode arrives as a space.
    phones: listOf(query, "phone").map((phone) => phone.replace(/^ (?=\d)/, "+")),
    emails: listOf(query, "email"),
  };
  checkUsers(users);
  return users;
}

/** Where a number or an e-mail has several contacts, the most recently updated one speaks. */
async function statusOf(
  db: Db,
  workspaceId: string,
  groupId: string,
  users: NamedUsers,
): Promise<Record<string, string>> {
  await requireGroups(db, workspaceId, [groupId]);
  const named = namesOf(users);
  const identifiers = named.map(({ identifier }) => identifier);
  const found = await findAllContacts(db, workspaceId, identifiers);
  const ids = found.flatMap(([first]) => (first ? [first.id] : []));
  const views = await subscriptionsOf(db, workspaceId, [...new Set(ids)], groupId);
  const states = new Map(views.map((view) => [view.contactId, view.state]));
  return Object.fromEntries(
    named.map(({ name }, index) => [name, words[states.get(found[index]?.[0]?.id ?? "") ?? "unknown"]]),
  );
}

/** Every contact behind the names, in their order. */
async function groupsOf(db: Db, workspaceId: string, users: NamedUsers) {
  const identifiers = namesOf(users).map(({ identifier }) => identifier);
  const found = await findAllContacts(db, workspaceId, identifiers);
  const ids = [...new Set(found.flat().map((contact) => contact.id))];
  const [contacts, views] = await Promise.all([
    exportContacts(db, workspaceId, ids, []),
    subscriptionsOf(db, workspaceId, ids),
  ]);
  return contacts.map(({ id, email, phone, externalId }) => ({
    email,
    phone,
    external_id: externalId,
    subscription_groups: presentSubscriptions(views.filter((view) => view.contactId === id)),
  }));
}
