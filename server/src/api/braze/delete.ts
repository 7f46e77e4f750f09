/** POST /users/delete: users named in any of five ways are forgotten for good; docs/contacts.md says what goes. */
import Type, { type Static } from "typebox";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { deleteAndRecord } from "../contact-removal.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { maxObjects, Refused } from "./identity-input.ts";
import { type FoundUser, findNamedUsers, type NamedUser, parsePrioritization } from "./prioritization.ts";
import { identityLimit } from "./rate-limits.ts";
import { aliasIdentifier, UserAlias } from "./recipients.ts";

const prioritization = Type.Optional(Type.Unknown());
const DeleteInput = Type.Object({
  external_ids: Type.Optional(Type.Array(Type.String())),
  user_aliases: Type.Optional(Type.Array(UserAlias)),
  braze_ids: Type.Optional(Type.Array(Type.String())),
  email_addresses: Type.Optional(Type.Array(Type.Object({ email: Type.String(), prioritization }))),
  phone_numbers: Type.Optional(Type.Array(Type.Object({ phone: Type.String(), prioritization }))),
});

const DeleteAnswer = Type.Object({
  message: Type.String(),
  deleted: Type.Integer({ description: "users that were there" }),
});

export function brazeDeleteRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/users/delete",
    {
      config: { apiPermission: "users.delete", rateLimit: identityLimit },
      schema: { body: DeleteInput, response: { 201: DeleteAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const names = namesOf(request.body);
      const found = await findNamedUsers(ctx.db, id, names);
      const ids = [
        ...new Set(found.flatMap((user, at) => (user && isMeant(names[at], user) ? [user.id] : []))),
      ];
      const deleted = await deleteAndRecord(ctx, id, ids, request.actor);
      return reply.status(201).send({ message: "success", deleted: deleted.length });
    },
  );
}

/** The id of a user who was merged away leads to the one who was kept; but to forget that one nobody has asked. */
function isMeant(name: NamedUser | undefined, user: FoundUser): boolean {
  return name?.identifier.kind !== "id" || name.identifier.value.toLowerCase() === user.id;
}

function namesOf(input: Static<typeof DeleteInput>): NamedUser[] {
  const plain = (identifier: NamedUser["identifier"]): NamedUser => ({ identifier, prioritization: [] });
  const names = [
    ...(input.external_ids ?? []).map((value) => plain({ kind: "external_id", value })),
    ...(input.user_aliases ?? []).map((alias) => plain(aliasIdentifier(alias))),
    ...(input.braze_ids ?? []).map((value) => plain({ kind: "id", value })),
    ...(input.email_addresses ?? []).map((one) => ({
      identifier: { kind: "email", value: one.email } as const,
      prioritization: parsePrioritization(one.prioritization),
    })),
    ...(input.phone_numbers ?? []).map((one) => ({
      identifier: { kind: "phone", value: one.phone } as const,
      prioritization: parsePrioritization(one.prioritization),
    })),
  ];
  if (names.length === 0)
    throw new AppError(
      "no_ids",
      "Bad Request: name the users by external_ids, user_aliases, braze_ids, email_addresses or phone_numbers.",
    );
  if (names.length > maxObjects)
    throw new AppError(
      "too_many_ids",
      `Too many ids in the request: ${names.length}; at most ${maxObjects} are possible.`,
    );
  return names;
}
