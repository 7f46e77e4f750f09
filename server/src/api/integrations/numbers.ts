/** A number's life: pause, resume, archive, restore, move to another workspace, and what each would do. */
import Type from "typebox";
import { loadConnection } from "../../connectors/connections.ts";
import { holdNumber, releaseNumber } from "../../connectors/health/number-pause.ts";
import { archiveNumber, restoreNumber } from "../../connectors/numbers/leaving.ts";
import { moveNumber } from "../../connectors/numbers/move.ts";
import type { Context } from "../../lib/context.ts";
import { AppError, notFound } from "../../lib/errors.ts";
import { roleAllows } from "../../lib/permissions.ts";
import { membershipOf } from "../../workspaces/workspaces.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Id, named, WorkspaceIdParams } from "../schemas.ts";
import { consequencesOf } from "./consequences.ts";
import { base, integration } from "./schemas.ts";

const ConsequencesSchema = named(
  "LeavingConsequences",
  Type.Object({
    phones: Type.Array(Type.String()),
    pendingSends: Type.Integer(),
    subscribed: Type.Integer(),
    campaigns: Type.Array(Type.Object({ id: Id, name: Type.String(), state: Type.String() })),
  }),
);

const Target = Type.Object({
  workspace: Type.String({ maxLength: 64, description: "slug or id of the other workspace" }),
});

const read = { permission: "integrations.read" } as const;
const write = { permission: "integrations.write" } as const;

export function numberRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/subscription-groups/:id/consequences`,
    {
      config: read,
      schema: {
        params: WorkspaceIdParams,
        querystring: Type.Object({
          of: Type.Union([Type.Literal("archive"), Type.Literal("move")], {
            description: "move: all active numbers of the same WhatsApp Business account go together",
          }),
        }),
        response: { 200: ConsequencesSchema },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const numbers = await leavers(ctx, id, request.params.id, request.query.of);
      return present(await consequencesOf(ctx.db, id, numbers));
    },
  );

  server.get(
    `${integration}/connections/:id/consequences`,
    { config: read, schema: { params: WorkspaceIdParams, response: { 200: ConsequencesSchema } } },
    async (request) => {
      const { id } = workspaceOf(request);
      await loadConnection(ctx, id, request.params.id); // not of this workspace: not found
      const numbers = await ctx.db
        .selectFrom("subscriptionGroups")
        .select(["id", "phone"])
        .where("workspaceId", "=", id)
        .where("connectionId", "=", request.params.id)
        .where("archivedAt", "is", null)
        .orderBy("phone")
        .execute();
      return present(await consequencesOf(ctx.db, id, numbers));
    },
  );

  for (const [verb, act] of [
    ["archive", archiveNumber],
    ["restore", restoreNumber],
    ["pause", holdNumber],
    ["resume", releaseNumber],
  ] as const)
    server.post(
      `${base}/subscription-groups/:id/${verb}`,
      { config: write, schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await act(ctx, workspaceOf(request).id, request.params.id, request.actor);
        return reply.status(204).send(null);
      },
    );

  server.post(
    `${base}/subscription-groups/:id/move`,
    {
      config: write,
      schema: {
        params: WorkspaceIdParams,
        body: Target,
        response: { 200: Type.Object({ subscriptionGroupIds: Type.Array(Id) }) },
      },
    },
    async (request) => ({
      subscriptionGroupIds: await moveNumber(ctx, {
        workspaceId: workspaceOf(request).id,
        subscriptionGroupId: request.params.id,
        targetWorkspaceId: await targetOf(ctx, request.person?.id, request.body.workspace),
        actor: request.actor,
      }),
    }),
  );
}

/** The person must be allowed to manage connections on both sides; a workspace they are no member of does not exist for them. */
async function targetOf(ctx: Context, personId: string | undefined, workspace: string): Promise<string> {
  const membership = personId ? await membershipOf(ctx.db, personId, workspace) : null;
  if (!membership) throw notFound("workspace");
  if (roleAllows(membership.role, "integrations.write")) return membership.workspace.id;
  throw new AppError(
    "forbidden_in_target",
    `Your role in ${membership.workspace.name} (${membership.role}) does not include managing numbers. Ask an owner or admin of that workspace.`,
    { status: 403, params: { workspace: membership.workspace.name, role: membership.role } },
  );
}

async function leavers(ctx: Context, workspaceId: string, id: string, of: "archive" | "move") {
  const numbers = await ctx.db
    .selectFrom("subscriptionGroups as s")
    .innerJoin("subscriptionGroups as one", "one.whatsappBusinessGroupId", "s.whatsappBusinessGroupId")
    .select(["s.id", "s.phone"])
    .where("one.workspaceId", "=", workspaceId)
    .where("s.workspaceId", "=", workspaceId)
    .where("one.id", "=", id)
    .where("s.archivedAt", "is", null)
    .orderBy("s.phone")
    .execute();
  const chosen = of === "move" ? numbers : numbers.filter((number) => number.id === id);
  if (!numbers.some((number) => number.id === id)) throw notFound("number");
  return chosen;
}

function present({ phones, campaigns, ...counts }: Awaited<ReturnType<typeof consequencesOf>>) {
  return { ...counts, phones: [...phones], campaigns: campaigns.map((campaign) => ({ ...campaign })) };
}
