/** What the page of one segment shows besides the segment: sizes over time, where it is used, who changed it. */
import Type from "typebox";
import { campaignsOfSegments } from "../campaigns/campaigns.ts";
import type { Context } from "../lib/context.ts";
import { lastExportOf } from "../segments/segment-export/segment-export.ts";
import { knownTags, listSegments, listSizes, requireSegment, usedSegments } from "../segments/segments.ts";
import { auditOf } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, List, Nullable, named, Time, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";
import { SegmentSizeSchema, SegmentUsage } from "./segment-schemas.ts";

const workspace = "/api/v1/workspaces/:workspace";
const base = `${workspace}/segments/:id`;

const SegmentChange = named(
  "SegmentChange",
  Type.Object({
    id: Id,
    at: Time,
    actorName: Nullable(Type.String({ description: "null: an API key, or Ponte itself" })),
    action: Type.String(),
    fields: Type.Array(Type.String()),
  }),
);

const KnownTag = named(
  "KnownTag",
  Type.Object({ name: Type.String(), campaigns: Type.Integer(), segments: Type.Integer() }),
);

const latestChanges = 20;

export function segmentPageRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/sizes`,
    {
      config: { permission: "segments.read" },
      schema: {
        params: WorkspaceIdParams,
        querystring: Type.Object({
          days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: 30 })),
        }),
        response: { 200: List(SegmentSizeSchema) },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const segment = await requireSegment(ctx.db, id, request.params.id);
      const sizes = await listSizes(ctx.db, id, segment.id, ctx.clock.now(), request.query.days ?? 30);
      return { items: sizes.map((size) => ({ ...size, countedAt: size.countedAt.toISOString() })) };
    },
  );

  server.get(
    `${base}/usage`,
    {
      config: { permission: "segments.read" },
      schema: { params: WorkspaceIdParams, response: { 200: SegmentUsage } },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const { id } = await requireSegment(ctx.db, workspaceId, request.params.id);
      const [campaigns, segments, lastExport] = await Promise.all([
        campaignsOfSegments(ctx.db, workspaceId, [id]),
        listSegments(ctx.db, workspaceId),
        lastExportOf(ctx.db, workspaceId, id),
      ]);
      return {
        campaigns: campaigns.map(({ segmentId: _, ...campaign }) => campaign),
        segments: (usedSegments(segments).get(id) ?? []).map((user) => ({ id: user.id, name: user.name })),
        lastExportAt: lastExport?.toISOString() ?? null,
      };
    },
  );

  server.get(
    `${base}/history`,
    {
      config: { permission: "segments.read" },
      schema: { params: WorkspaceIdParams, response: { 200: List(SegmentChange) } },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const { id } = await requireSegment(ctx.db, workspaceId, request.params.id);
      const entries = await auditOf(ctx.db, workspaceId, id, latestChanges);
      return {
        items: entries.map((entry) => ({
          id: entry.id,
          at: entry.at.toISOString(),
          actorName: entry.actorName,
          action: entry.action,
          fields: fieldsOf(entry.details),
        })),
      };
    },
  );

  server.get(
    `${workspace}/tags`,
    {
      config: { permission: "segments.read" },
      schema: { params: WorkspaceParams, response: { 200: List(KnownTag) } },
    },
    async (request) => ({ items: await knownTags(ctx.db, workspaceOf(request).id) }),
  );
}

function fieldsOf(details: unknown): string[] {
  const { fields } = details as { fields?: unknown };
  return typeof fields === "string" && fields !== "" ? fields.split(", ") : [];
}
