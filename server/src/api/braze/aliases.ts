/** POST /users/alias/new and /users/alias/update. */
import Type, { type Static } from "typebox";
import { type ContactFields, isStorable, renameAlias, writeContacts } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import {
  type PartialError,
  PartialErrors,
  partial,
  Refused,
  requireNames,
  requireSome,
} from "./identity-input.ts";
import { identityLimit } from "./rate-limits.ts";
import { aliasIdentifier } from "./recipients.ts";

const NewAlias = Type.Object({
  external_id: Type.Optional(Type.String()),
  alias_name: Type.String(),
  alias_label: Type.String(),
});
const NewInput = Type.Object({ user_aliases: Type.Array(NewAlias) });
const NewAnswer = Type.Object({
  message: Type.String(),
  aliases_processed: Type.Integer(),
  errors: PartialErrors,
});

const UpdateInput = Type.Object({
  alias_updates: Type.Array(
    Type.Object({ alias_label: Type.String(), old_alias_name: Type.String(), new_alias_name: Type.String() }),
  ),
});
const UpdateAnswer = Type.Object({ message: Type.String(), errors: PartialErrors });

export function brazeAliasRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/users/alias/new",
    {
      config: { apiPermission: "users.alias.new", rateLimit: identityLimit },
      schema: { body: NewInput, response: { 201: NewAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { user_aliases } = request.body;
      requireSome("user_aliases", user_aliases);
      for (const [index, alias] of user_aliases.entries())
        requireNames({ ...alias }, `user_aliases[${index}]`);
      const results = await writeContacts(ctx.db, workspaceOf(request).id, user_aliases.map(writeOf), {
        at: ctx.clock.now(),
      });
      const errors = results.flatMap(({ index, problems }) =>
        problems
          .slice(0, 1)
          .map((problem): PartialError => ({ type: problem.message, input_array: "user_aliases", index })),
      );
      const done = results.filter(({ id }) => id !== null).length;
      return reply.status(201).send({ message: "success", aliases_processed: done, ...partial(errors) });
    },
  );

  server.post(
    "/users/alias/update",
    {
      config: { apiPermission: "users.alias.update", rateLimit: identityLimit },
      schema: { body: UpdateInput, response: { 201: UpdateAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { alias_updates } = request.body;
      requireSome("alias_updates", alias_updates);
      for (const [index, update] of alias_updates.entries())
        requireNames({ ...update }, `alias_updates[${index}]`);
      const errors: PartialError[] = [];
      for (const [index, update] of alias_updates.entries()) {
        const type = await rename(ctx, workspaceOf(request).id, update);
        if (type) errors.push({ type, input_array: "alias_updates", index });
      }
      return reply.status(201).send({ message: "success", ...partial(errors) });
    },
  );
}

/** With an external id the user is made when it does not exist yet, as everywhere else; without one it has only the alias. */
function writeOf({ external_id, ...alias }: Static<typeof NewAlias>) {
  const identifier = aliasIdentifier(alias);
  if (external_id === undefined) return { identifier };
  const named = { kind: "external_id", value: external_id } as const;
  if (identifier.kind === "alias") return { identifier: named, aliases: [identifier] };
  const fields: ContactFields = { bsuid: alias.alias_name };
  return { identifier: named, fields };
}

/** null: done. Under the label of business-scoped ids the alias is a field of the user, and WhatsApp's to change. */
async function rename(
  ctx: Context,
  workspaceId: string,
  {
    alias_label: label,
    old_alias_name: from,
    new_alias_name: to,
  }: Static<typeof UpdateInput>["alias_updates"][number],
): Promise<string | null> {
  if (aliasIdentifier({ alias_label: label, alias_name: from }).kind !== "alias")
    return `Aliases with the label ${label} are WhatsApp's own ids and cannot be renamed.`;
  if (![label, from, to].every(isStorable)) return "The alias holds characters that are no text.";
  const outcome = await renameAlias(ctx.db, workspaceId, label, { from, to });
  if (outcome === "unknown") return `No user has the alias "${label}: ${from}".`;
  return outcome === "taken" ? `Another user has the alias "${label}: ${to}".` : null;
}
