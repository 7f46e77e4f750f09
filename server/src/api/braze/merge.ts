/**
 * POST /users/merge: each pair becomes one user, the one to keep. The whole call is checked first; what it names is merged before
 * it is answered. Users that do not exist, or where several share an e-mail or phone and no word says which, are passed over.
 */
import Type from "typebox";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { isObject, type Json } from "../../lib/json.ts";
import { mergeAndRecord } from "../contact-removal.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { maxObjects, Refused } from "./identity-input.ts";
import { findNamedUsers, type NamedUser, parsePrioritization } from "./prioritization.ts";
import { identityLimit } from "./rate-limits.ts";
import { aliasIdentifier } from "./recipients.ts";
import { isName } from "./user-identifier.ts";

const MergeInput = Type.Object({
  merge_updates: Type.Optional(
    Type.Unknown({
      description:
        "up to 50 {identifier_to_merge, identifier_to_keep}; each {external_id}, {user_alias}, {email, prioritization} or {phone, prioritization}",
    }),
  ),
});

interface Pair {
  readonly merge: NamedUser;
  readonly keep: NamedUser;
}

export function brazeMergeRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/users/merge",
    {
      config: { apiPermission: "users.merge", rateLimit: identityLimit },
      schema: { body: MergeInput, response: { 202: Type.Object({ message: Type.String() }), 400: Refused } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      for (const { merge, keep } of pairsOf(request.body.merge_updates)) {
        // Looked up one pair after the other: an earlier pair may have moved what a later one names.
        const [mergeUser, keepUser] = await findNamedUsers(ctx.db, id, [merge, keep]);
        if (mergeUser && keepUser && mergeUser.id !== keepUser.id)
          await mergeAndRecord(ctx, id, { mergeId: mergeUser.id, keepId: keepUser.id }, request.actor);
      }
      return reply.status(202).send({ message: "success" });
    },
  );
}

function pairsOf(updates: unknown): Pair[] {
  if (!Array.isArray(updates) || updates.length === 0 || !updates.every(isObject))
    throw new AppError("merge_updates", "'merge_updates' must be an array of objects.");
  if (updates.length > maxObjects)
    throw new AppError("too_many_merges", `A request may hold at most ${maxObjects} merge updates.`);
  return updates.map(pairOf);
}

function pairOf(update: Json): Pair {
  const { identifier_to_merge, identifier_to_keep, ...rest } = update;
  if (Object.keys(rest).length > 0)
    throw new AppError(
      "merge_update_fields",
      "The objects of 'merge_updates' may only have 'identifier_to_merge' and 'identifier_to_keep'.",
    );
  return {
    merge: userOf("identifier_to_merge", identifier_to_merge),
    keep: userOf("identifier_to_keep", identifier_to_keep),
  };
}

const kinds = ["external_id", "user_alias", "email", "phone"] as const;

function userOf(field: string, raw: unknown): NamedUser {
  if (!isObject(raw)) throw new AppError("identifier_objects", `'${field}' must be an object.`);
  const { prioritization, ...named } = raw;
  const [kind, ...more] = Object.keys(named);
  if (!kinds.some((one) => one === kind) || more.length > 0) throw unsupported(field);
  const value = named[kind ?? ""];
  if (kind === "user_alias") {
    const { alias_name, alias_label } = isObject(value) ? value : {};
    if (!isName(alias_name) || !isName(alias_label)) throw unsupported(field);
    return { identifier: aliasIdentifier({ alias_name, alias_label }), prioritization: [] };
  }
  if (!isName(value)) throw unsupported(field);
  if (kind === "external_id") return { identifier: { kind, value }, prioritization: [] };
  return {
    identifier: { kind: kind as "email" | "phone", value },
    prioritization: parsePrioritization(prioritization),
  };
}

function unsupported(field: string): AppError {
  return new AppError(
    "identifier_keys",
    `'${field}' must have exactly one of 'external_id', 'email' or 'phone', a text of 1 to 255 characters, or 'user_alias' with 'alias_name' and 'alias_label'.`,
  );
}
