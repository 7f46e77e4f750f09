/**
 * POST /subscription/status/set and its version 2: consent of up to 50 users of each kind, at the time of the call. A word of the
 * person that is newer (a STOP that arrives later but was sent later, too) wins over it; see contacts/consent/subscriptions.ts.
 */
import Type, { type Static } from "typebox";
import { findAllContacts, type SubscriptionChange, setSubscriptionStates } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { checkUsers, type NamedUsers, namesOf, requireGroups } from "./named-users.ts";
import { subscriptionSetLimit } from "./rate-limits.ts";
import { maxRecipients } from "./recipients.ts";

const State = Type.Union([Type.Literal("subscribed"), Type.Literal("unsubscribed")]);
const Names = Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]));

const SetInput = Type.Object({
  subscription_group_id: Type.String(),
  subscription_state: State,
  external_id: Names,
  phone: Names,
  email: Names,
});

const SetInputV2 = Type.Object({
  subscription_groups: Type.Array(
    Type.Object({
      subscription_group_id: Type.String(),
      subscription_state: State,
      external_ids: Names,
      phones: Names,
      emails: Names,
      use_double_opt_in_logic: Type.Optional(
        Type.Boolean({
          description:
            "For SMS groups; groups here are WhatsApp numbers: taken and without effect, the state is set at once. Double opt-in is what opt-in forms do.",
        }),
      ),
    }),
    { minItems: 1 },
  ),
});

const SetAnswer = Type.Object({
  message: Type.String(),
  errors: Type.Optional(Type.Array(Type.String(), { description: "users who were not found" })),
});

interface GroupChange {
  readonly groupId: string;
  readonly state: Static<typeof State>;
  readonly users: NamedUsers;
}

export function subscriptionSetRoutes(server: ApiServer, ctx: Context): void {
  const config = { apiPermission: "subscription.status.set", rateLimit: subscriptionSetLimit } as const;

  server.post(
    "/subscription/status/set",
    { config, schema: { body: SetInput, response: { 201: SetAnswer } } },
    async (request, reply) => {
      const change = changeOf({
        ...request.body,
        external_ids: request.body.external_id,
        phones: request.body.phone,
        emails: request.body.email,
      });
      const by = { actor: request.actor, at: ctx.clock.now() };
      return reply.status(201).send(await setStates(ctx.db, workspaceOf(request).id, [change], by));
    },
  );

  server.post(
    "/v2/subscription/status/set",
    { config, schema: { body: SetInputV2, response: { 201: SetAnswer } } },
    async (request, reply) => {
      const changes = request.body.subscription_groups.map(changeOf);
      if (changes.length > maxRecipients)
        throw new AppError("too_many_groups", `At most ${maxRecipients} subscription_groups in one call.`);
      const by = { actor: request.actor, at: ctx.clock.now() };
      return reply.status(201).send(await setStates(ctx.db, workspaceOf(request).id, changes, by));
    },
  );
}

function changeOf(entry: Static<typeof SetInputV2>["subscription_groups"][number]): GroupChange {
  const { subscription_group_id, subscription_state: state, external_ids, phones, emails } = entry;
  return {
    groupId: subscription_group_id.toLowerCase(),
    state,
    users: { externalIds: list(external_ids), phones: list(phones), emails: list(emails) },
  };
}

function list(names: string | readonly string[] | undefined): readonly string[] {
  return names === undefined ? [] : typeof names === "string" ? [names] : names;
}

/** Checks everything first, then changes everything. Users who are not found are named, the others go through. */
async function setStates(
  db: Db,
  workspaceId: string,
  changes: readonly GroupChange[],
  by: { readonly actor: string; readonly at: Date },
): Promise<Static<typeof SetAnswer>> {
  for (const { users } of changes) checkUsers(users);
  const groups = changes.map((change) => change.groupId);
  await requireGroups(db, workspaceId, groups);
  const named = changes.flatMap(({ users, ...change }) =>
    namesOf(users).map((one) => ({ ...one, ...change })),
  );
  const identifiers = named.map(({ identifier }) => identifier);
  const found = await findAllContacts(db, workspaceId, identifiers);
  const wanted = named.flatMap(({ groupId, state }, index): SubscriptionChange[] =>
    (found[index] ?? []).map(({ id }) => ({ contactId: id, subscriptionGroupId: groupId, state })),
  );
  await setSubscriptionStates(db, workspaceId, wanted, { source: "api", ...by });
  const errors = named
    .filter((_, index) => found[index]?.length === 0)
    .map(({ name, identifier }) => `There is no user with the ${identifier.kind} "${name.slice(0, 100)}".`);
  return { message: "success", ...(errors.length > 0 ? { errors } : {}) };
}
