/** Stored segments, and the live count while a filter is being built. */
import Type from "typebox";
import { countContacts } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { notFound } from "../lib/errors.ts";
import { audienceCounts } from "../messages/messages.ts";
import {
  createSegment,
  deleteSegment,
  expandFilter,
  filterSchema,
  getSegment,
  listSegments,
  requireValidFilter,
  type Segment,
  sampleSegment,
  updateSegment,
} from "../segments/segments.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { ContactListItemSchema, presentListItem } from "./contact-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, Page, PageQuery, Time, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const Filter = named("Filter", filterSchema);

const SegmentListItem = named(
  "SegmentListItem",
  Type.Object({
    id: Id,
    name: Type.String(),
    description: Type.String(),
    filter: Filter,
    createdAt: Time,
    updatedAt: Time,
  }),
);
const SegmentSchema = named("Segment", Type.Object(SegmentListItem.properties));

const NewSegment = Type.Object({
  name: Type.String({ maxLength: 200 }),
  description: Type.Optional(Nullable(Type.String({ maxLength: 2000 }))),
  filter: Filter,
});

const SegmentPreview = named(
  "SegmentPreview",
  Type.Object({
    count: Type.Integer(),
    reachable: Type.Optional(Type.Integer()),
    total: Type.Integer({ description: "contacts of the workspace; an estimate above 10,000" }),
    sample: Type.Array(ContactListItemSchema),
    tookMs: Type.Integer(),
  }),
);

const base = "/api/v1/workspaces/:workspace/segments";

export function segmentRoutes(server: ApiServer, ctx: Context): void {
  readRoutes(server, ctx);
  changeRoutes(server, ctx);
  previewRoute(server, ctx);
}

function readRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "segments.read" },
      schema: {
        params: WorkspaceParams,
        querystring: PageQuery,
        response: { 200: Page(SegmentListItem) },
      },
    },
    async (request) => {
      const { limit = 50, cursor, q } = request.query;
      const all = await listSegments(ctx.db, workspaceOf(request).id, q);
      const from = cursor ? all.findIndex((segment) => segment.id === cursor) + 1 : 0;
      const items = all.slice(from, from + limit);
      return {
        items: items.map(present),
        nextCursor: from + limit < all.length ? (items.at(-1)?.id ?? null) : null,
      };
    },
  );

  server.get(
    `${base}/:id`,
    {
      config: { permission: "segments.read" },
      schema: { params: WorkspaceIdParams, response: { 200: SegmentSchema } },
    },
    async (request) => {
      const segment = await getSegment(ctx.db, workspaceOf(request).id, request.params.id);
      if (!segment) throw notFound("segment");
      return present(segment);
    },
  );
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
      const { name, description, filter } = request.body;
      const segment = await inTransaction(ctx.db, async (tx) => {
        const created = await createSegment(
          tx,
          id,
          { name, description: description ?? "", filter },
          request.actor,
        );
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "segment.created",
          subject: created.id,
          details: { name },
        });
        return created;
      });
      return reply.status(201).send(present(segment));
    },
  );

  server.patch(
    `${base}/:id`,
    {
      config: { permission: "segments.write" },
      schema: {
        params: WorkspaceIdParams,
        body: Type.Partial(NewSegment),
        response: { 200: SegmentSchema },
      },
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
          details: { name: segment.name },
        });
        return present(segment);
      });
    },
  );

  server.delete(
    `${base}/:id`,
    {
      config: { permission: "segments.write" },
      schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      await inTransaction(ctx.db, async (tx) => {
        await deleteSegment(tx, id, request.params.id, ctx.clock.now());
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "segment.deleted",
          subject: request.params.id,
        });
      });
      return reply.status(204).send(null);
    },
  );
}

function previewRoute(server: ApiServer, ctx: Context): void {
  server.post(
    `${base}/preview`,
    {
      config: { permission: "segments.read" },
      schema: {
        params: WorkspaceParams,
        body: Type.Object({ filter: Filter, subscriptionGroupId: Type.Optional(Id) }),
        response: { 200: SegmentPreview },
      },
    },
    async (request) => {
      const started = performance.now();
      const { id } = workspaceOf(request);
      const now = ctx.clock.now();
      const valid = await requireValidFilter(ctx.db, id, request.body.filter);
      const filter = await expandFilter(ctx.db, id, valid);
      const { subscriptionGroupId } = request.body;
      const [selected, all, audience] = await Promise.all([
        sampleSegment(ctx.db, id, filter, now),
        countContacts(ctx.db, id),
        subscriptionGroupId
          ? audienceCounts(ctx.db, { workspaceId: id, subscriptionGroupId, filter, now })
          : null,
      ]);
      return {
        count: selected.count,
        ...(audience ? { reachable: audience.reachable } : {}),
        total: all.total,
        sample: selected.sample.map(presentListItem),
        tookMs: Math.round(performance.now() - started),
      };
    },
  );
}

function present(segment: Segment) {
  const { id, name, description, filter } = segment;
  return {
    id,
    name,
    description,
    filter,
    createdAt: segment.createdAt.toISOString(),
    updatedAt: segment.updatedAt.toISOString(),
  };
}
