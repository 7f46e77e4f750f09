/** GET /segments/list, /segments/details, /segments/data_series: stored segments and how large they were. */
import Type from "typebox";
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { numbersOf } from "../../messages/messages.ts";
import {
  describeFilter,
  getSegment,
  listSegments,
  listSizes,
  type Segment,
  segmentPage,
} from "../../segments/segments.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { numberOf } from "./query.ts";
import { generalLimit } from "./rate-limits.ts";

const pageSize = 100;
const maxLength = 100;

const Tags = Type.Array(Type.String());

const SegmentListAnswer = Type.Object({
  message: Type.String(),
  segments: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      analytics_tracking_enabled: Type.Boolean({ description: "always: every segment is counted every day" }),
      tags: Tags,
    }),
  ),
});

const DetailsAnswer = Type.Object({
  message: Type.String(),
  created_at: Type.String(),
  updated_at: Type.String(),
  name: Type.String(),
  description: Type.String(),
  text_description: Type.String({ description: "the filters in English" }),
  tags: Tags,
  teams: Type.Array(Type.String()),
});

const SeriesAnswer = Type.Object({
  message: Type.String(),
  data: Type.Array(
    Type.Object({
      time: Type.String({ description: "YYYY-MM-DD, in the workspace's time zone" }),
      size: Type.Integer(),
    }),
  ),
});

const Text = Type.Optional(Type.String());

export function brazeSegmentRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/segments/list",
    {
      config: { apiPermission: "segments.list", rateLimit: generalLimit },
      schema: {
        querystring: Type.Object({ page: Text, sort_direction: Text }),
        response: { 200: SegmentListAnswer },
      },
    },
    async (request) => {
      const segments = await segmentPage(ctx.db, workspaceOf(request).id, {
        order: request.query.sort_direction === "desc" ? "newest" : "oldest",
        limit: pageSize,
        offset: Math.min(numberOf(request.query, "page", 0), 1_000_000) * pageSize,
      });
      return {
        message: "success",
        segments: segments.map(({ id, name, tags }) => ({
          id,
          name,
          analytics_tracking_enabled: true,
          tags: [...tags],
        })),
      };
    },
  );

  server.get(
    "/segments/details",
    {
      config: { apiPermission: "segments.details", rateLimit: generalLimit },
      schema: { querystring: Type.Object({ segment_id: Text }), response: { 200: DetailsAnswer } },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const segment = await segmentOfCall(ctx.db, workspaceId, request.query.segment_id);
      return {
        message: "success",
        created_at: segment.createdAt.toISOString(),
        updated_at: segment.updatedAt.toISOString(),
        name: segment.name,
        description: segment.description,
        text_description: describeFilter(segment.filter, await namesFor(ctx.db, workspaceId)),
        tags: [...segment.tags],
        teams: [],
      };
    },
  );

  server.get(
    "/segments/data_series",
    {
      config: { apiPermission: "segments.data_series", rateLimit: generalLimit },
      schema: {
        querystring: Type.Object({ segment_id: Text, length: Text, ending_at: Text }),
        response: { 200: SeriesAnswer },
      },
    },
    async (request) => {
      const { segment_id, length, ending_at } = request.query;
      const workspaceId = workspaceOf(request).id;
      const { id } = await segmentOfCall(ctx.db, workspaceId, segment_id);
      const days = daysOf(length);
      const sizes = await listSizes(ctx.db, workspaceId, id, endOf(ending_at, ctx.clock.now()), days);
      return { message: "success", data: sizes.map(({ day, size }) => ({ time: day, size })) };
    },
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** 400 when the call names none, or one that is not there. */
export async function segmentOfCall(db: Db, workspaceId: string, id: string | undefined): Promise<Segment> {
  if (!id) throw new AppError("segment_id_missing", "Bad Request: segment_id is required.");
  const segment = uuid.test(id) ? await getSegment(db, workspaceId, id) : null;
  if (!segment)
    throw new AppError("invalid_segment_id", "Invalid Segment ID: this workspace has no such segment.");
  return segment;
}

function daysOf(length: string | undefined): number {
  const days = Number(length);
  if (length === undefined || !Number.isInteger(days) || days < 1 || days > maxLength)
    throw new AppError("invalid_length", `Bad Request: length must be a number from 1 to ${maxLength}.`);
  return days;
}

function endOf(text: string | undefined, now: Date): Date {
  if (text === undefined) return now;
  const end = new Date(text);
  if (Number.isNaN(end.getTime()) || !/^\d{4}-\d\d-\d\d/.test(text))
    throw new AppError("invalid_time", "Bad Request: ending_at must be a time as ISO 8601 writes it.");
  return end;
}

/** What a tree may refer to by id. */
async function namesFor(db: Db, workspaceId: string) {
  const [segments, numbers, campaigns] = await Promise.all([
    listSegments(db, workspaceId),
    numbersOf(db, workspaceId),
    db.selectFrom("campaigns").select(["id", "name"]).where("workspaceId", "=", workspaceId).execute(),
  ]);
  return {
    segments: new Map(segments.map(({ id, name }) => [id, name])),
    numbers: new Map(numbers.map(({ id, phone }) => [id, phone])),
    campaigns: new Map(campaigns.map(({ id, name }) => [id, name])),
  };
}
