/**
 * POST /users/external_ids/rename and /users/external_ids/remove. A renamed id is free at once: it leads nowhere until somebody
 * else takes it. Without its external id a user keeps everything else, and is found by its other identifiers.
 */
import Type from "typebox";
import { writeContacts } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Refused, requireNames, requireSome } from "./identity-input.ts";
import { externalIdsLimit } from "./rate-limits.ts";

const RenameInput = Type.Object({
  external_id_renames: Type.Array(
    Type.Object({ current_external_id: Type.String(), new_external_id: Type.String() }),
  ),
});
const RenameAnswer = Type.Object({
  message: Type.String(),
  external_ids: Type.Array(Type.String(), { description: "the new ids of those that were renamed" }),
  rename_errors: Type.Array(Type.String()),
});
const RemoveInput = Type.Object({ external_ids: Type.Array(Type.String()) });
const RemoveAnswer = Type.Object({
  message: Type.String(),
  removed_ids: Type.Array(Type.String()),
  removal_errors: Type.Array(Type.String()),
});

export function brazeExternalIdRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/users/external_ids/rename",
    {
      config: { apiPermission: "users.external_ids.rename", rateLimit: externalIdsLimit },
      schema: { body: RenameInput, response: { 201: RenameAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { external_id_renames: renames } = request.body;
      requireSome("external_id_renames", renames);
      for (const [index, one] of renames.entries()) requireNames({ ...one }, `external_id_renames[${index}]`);
      const errors: string[] = [];
      const done: string[] = [];
      for (const [index, { current_external_id: from, new_external_id: to }] of renames.entries()) {
        const problem = await change(ctx, workspaceOf(request).id, from, to);
        if (problem) errors.push(`external_id_renames[${index}]: ${problem}`);
        else done.push(to);
      }
      return reply.status(201).send({ message: "success", external_ids: done, rename_errors: errors });
    },
  );

  server.post(
    "/users/external_ids/remove",
    {
      config: { apiPermission: "users.external_ids.remove", rateLimit: externalIdsLimit },
      schema: { body: RemoveInput, response: { 201: RemoveAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { external_ids: ids } = request.body;
      requireSome("external_ids", ids);
      for (const [index, external_id] of ids.entries())
        requireNames({ external_id }, `external_ids[${index}]`);
      const errors: string[] = [];
      const done: string[] = [];
      for (const [index, from] of ids.entries()) {
        const problem = await change(ctx, workspaceOf(request).id, from, null);
        if (problem) errors.push(`external_ids[${index}]: ${problem}`);
        else done.push(from);
      }
      return reply.status(201).send({ message: "success", removed_ids: done, removal_errors: errors });
    },
  );
}

/** null: done. */
async function change(
  ctx: Context,
  workspaceId: string,
  from: string,
  to: string | null,
): Promise<string | null> {
  const [result] = await writeContacts(
    ctx.db,
    workspaceId,
    [{ identifier: { kind: "external_id", value: from }, updateOnly: true, fields: { externalId: to } }],
    { at: ctx.clock.now() },
  );
  if (result?.id) return null;
  return result?.problems[0]?.message ?? `no user has the external_id "${from}".`;
}
