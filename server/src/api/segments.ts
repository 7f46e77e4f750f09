/** Stored segments: lists, changes, deletion. What they hold is counted in segment-counts.ts, their page in segment-page.ts. */
import Type from "typebox";
import { campaignsOfSegments } from "../campaigns/campaigns.ts";
import type { Context } from "../lib/context.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import {
  createSegment,
  deleteSegment,
  listSegments,
  requireSegment,
  segmentPage,
  updateSegment,
  usedSegments,
} from "../segments/segments.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Page, PageQuery, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";
import { segmentCountRoutes } from "./segment-counts.ts";
import { segmentPageRoutes } from "./segment-page.ts";
import {
  NewSegment,
  presentListed,
  presentSegment,
  SegmentListItem,
  SegmentSchema,
} from "./segment-schemas.ts";

const base = "/api/v1/workspaces/:workspace/segments";

const SegmentQuery = Type.Object({
  ...PageQuery.properties,
  cursor: Type.Optional(Id),
  tag: Type.Optional(Type.String({ maxLength: 100 })),
});

export function segmentRoutes(server: ApiServer, ctx: Context): void {
  readRoutes(server, ctx);
  changeRoutes(server, ctx);
  deleteRoute(server, ctx);
  segmentCountRoutes(server, ctx);
  segmentPageRoutes(server, ctx);
}

function readRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "segments.read" },
      schema: {
        params: WorkspaceParams,
        querystring: SegmentQuery,
        response: { 200: Page(SegmentListItem) },
      },
    },
    async (request) => {
      const { limit = 50, cursor, q, tag } = request.query;
      const { id } = workspaceOf(request);
      const found = await segmentPage(ctx.db, id, { q, tag, after: cursor, limit: limit + 1 });
      const items = found.slice(0, limit);
      const users = await usersOf(
        ctx.db,
        id,
        items.map((item) => item.id),
      );
      return {
        items: items.map((item) => presentListed(item, users(item.id))),
        nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  );

  server.get(
    `${base}/:id`,
    {
      config: { permission: "segments.read" },
      schema: { params: WorkspaceIdParams, response: { 200: SegmentSchema } },
    },
    async (request) =>
      presentSegment(await requireSegment(ctx.db, workspaceOf(request).id, request.params.id)),
  );
}

/** How many campaigns and segments use each of these. */
async function usersOf(db: Db, workspaceId: string, ids: readonly string[]) {
  const [campaigns, segments] = await Promise.all([
    campaignsOfSegments(db, workspaceId, ids),
    listSegments(db, workspaceId),
  ]);
  const inCampaigns = Map.groupBy(campaigns, ({ segmentId }) => segmentId);
  const inSegments = usedSegments(segments);
  return (id: string) => ({
    campaigns: inCampaigns.get(id)?.length ?? 0,
    segments: inSegments.get(id)?.length ?? 0,
  });
}

function changeRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    base,
    {
      config: { permission: "segments.write" },
      schema: { params: WorkspaceParams, body: NewSegment, response: { 201: SegmentSchema } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const { description, ...rest } = request.body;
      const segment = await inTransaction(ctx.db, async (tx) => {
        const input = { ...rest, description: description ?? "" };
        const created = await createSegment(tx, id, input, request.actor);
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "segment.created",
          subject: created.id,
          details: { name: created.name },
        });
        return created;
      });
      return reply.status(201).send(presentSegment(segment));
    },
  );

  server.patch(
    `${base}/:id`,
    {
      config: { permission: "segments.write" },
      schema: { params: WorkspaceIdParams, body: Type.Partial(NewSegment), response: { 200: SegmentSchema } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { description, ...rest } = request.body;
      const change = { ...rest, ...(description === undefined ? {} : { description: description ?? "" }) };
      return inTransaction(ctx.db, async (tx) => {
        const segment = await updateSegment(tx, id, request.params.id, change, ctx.clock.now());
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "segment.changed",
          subject: segment.id,
          details: { name: segment.name, fields: Object.keys(change).join(", ") },
        });
        return presentSegment(segment);
      });
    },
  );
}

const DeleteQuery = Type.Object({
  confirm: Type.Optional(Type.Literal("drafts", { description: "drafts that use the segment may lose it" })),
});

function deleteRoute(server: ApiServer, ctx: Context): void {
  server.delete(
    `${base}/:id`,
    {
      config: { permission: "segments.write" },
      schema: { params: WorkspaceIdParams, querystring: DeleteQuery, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      await inTransaction(ctx.db, async (tx) => {
        const segment = await deleteSegment(tx, id, request.params.id, {
          at: ctx.clock.now(),
          campaigns: await campaignsOfSegments(tx, id, [request.params.id]),
          draftsConfirmed: request.query.confirm === "drafts",
        });
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "segment.deleted",
          subject: segment.id,
          details: { name: segment.name },
        });
      });
      return reply.status(204).send(null);
    },
  );
}
