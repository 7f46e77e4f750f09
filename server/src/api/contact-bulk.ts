/** One act on up to 1,000 chosen contacts: their subscription, a list they are on, or deleting them. */
import Type, { type Static } from "typebox";
import {
  activeSubscriptionGroups,
  contactsById,
  importListAttribute,
  setSubscriptionStates,
  writeContacts,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { invalidInput, notFound } from "../lib/errors.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { deleteAndRecord } from "./contact-removal.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, WorkspaceParams } from "./schemas.ts";

const BulkInput = Type.Object({
  ids: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }),
  action: Type.Union([
    Type.Literal("subscribe"),
    Type.Literal("unsubscribe"),
    Type.Literal("add_to_list"),
    Type.Literal("remove_from_list"),
    Type.Literal("delete"),
  ]),
  subscriptionGroupId: Type.Optional(Id),
  list: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: "an element of import_lists" }),
  ),
});
type BulkInput = Static<typeof BulkInput>;

const BulkAnswer = Type.Object({
  done: Type.Integer({ description: "contacts that were there" }),
});

/** Deleting takes several statements for each batch; a transaction of its own keeps the locks short. */
const deletedAtOnce = 100;

export function contactBulkRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/api/v1/workspaces/:workspace/contacts/bulk",
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceParams, body: BulkInput, response: { 200: BulkAnswer } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const done = await act(ctx, id, request.body, request.actor);
      const { action, list = "", subscriptionGroupId = "" } = request.body;
      await recordAudit(ctx.db, id, {
        actor: request.actor,
        action: "contacts.bulk",
        subject: id,
        details: {
          action,
          contacts: done,
          ...(list ? { list } : {}),
          ...(subscriptionGroupId ? { subscriptionGroupId } : {}),
        },
      });
      return { done };
    },
  );
}

async function act(ctx: Context, workspaceId: string, input: BulkInput, actor: string): Promise<number> {
  switch (input.action) {
    case "subscribe":
    case "unsubscribe":
      return subscribe(ctx, workspaceId, input, actor);
    case "add_to_list":
    case "remove_from_list":
      return changeLists(ctx, workspaceId, input);
    case "delete":
      return remove(ctx, workspaceId, input.ids, actor);
  }
}

async function subscribe(
  ctx: Context,
  workspaceId: string,
  input: BulkInput,
  actor: string,
): Promise<number> {
  const subscriptionGroupId = input.subscriptionGroupId ?? "";
  if (!(await activeSubscriptionGroups(ctx.db, workspaceId, [subscriptionGroupId])).has(subscriptionGroupId))
    throw notFound("subscription group");
  const state = input.action === "subscribe" ? "subscribed" : "unsubscribed";
  const there = await contactsById(ctx.db, workspaceId, input.ids);
  await setSubscriptionStates(
    ctx.db,
    workspaceId,
    there.map(({ id }) => ({ contactId: id, subscriptionGroupId, state })),
    { source: "profile", actor, at: ctx.clock.now() },
  );
  return there.length;
}

async function changeLists(ctx: Context, workspaceId: string, input: BulkInput): Promise<number> {
  const list = input.list?.trim();
  if (!list)
    throw invalidInput("Name the list.", [{ path: "list", code: "value_missing", message: "is empty" }]);
  const kind = input.action === "add_to_list" ? ("add" as const) : ("remove" as const);
  const writes = input.ids.map((id) => ({
    identifier: { kind: "id", value: id } as const,
    attributes: { [importListAttribute]: { kind, values: [list] } },
  }));
  const results = await inTransaction(ctx.db, (tx) =>
    writeContacts(tx, workspaceId, writes, { at: ctx.clock.now(), updateOnly: true }),
  );
  const refused = results.find(({ problems }) => problems.length > 0);
  if (refused) throw invalidInput("The list cannot be kept; see details.", refused.problems);
  return results.filter(({ id }) => id !== null).length;
}

async function remove(
  ctx: Context,
  workspaceId: string,
  ids: readonly string[],
  actor: string,
): Promise<number> {
  let done = 0;
  for (let from = 0; from < ids.length; from += deletedAtOnce)
    done += (await deleteAndRecord(ctx, workspaceId, ids.slice(from, from + deletedAtOnce), actor)).length;
  return done;
}
