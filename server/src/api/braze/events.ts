/** GET /events (with details, by cursor), /events/list (names, by page), /events/data_series (occurrences by day). */
import Type from "typebox";
import { eventSeries } from "../../analytics/event-series.ts";
import { registeredEvents } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { CursorQuery } from "./custom-attributes.ts";
import { linkToNext, nameOfCursor } from "./name-cursor.ts";
import { numberOf } from "./query.ts";
import { eventListLimit, generalLimit } from "./rate-limits.ts";
import { parseTime } from "./time.ts";

const Answer = Type.Object({
  events: Type.Array(
    Type.Object({
      name: Type.String(),
      description: Type.String(),
      included_in_analytics_report: Type.Boolean(),
      status: Type.String({ description: "Active or Blocklisted" }),
      tag_names: Type.Array(Type.String()),
    }),
  ),
  message: Type.String(),
});

const perPage = 50;
const namesPerPage = 250;

export function brazeEventRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/events",
    {
      config: { apiPermission: "events.get", rateLimit: generalLimit },
      schema: { querystring: CursorQuery, response: { 200: Answer } },
    },
    async (request, reply) => {
      const page = { after: nameOfCursor(request.query.cursor), limit: perPage + 1 };
      const found = await registeredEvents(ctx.db, workspaceOf(request).id, page);
      const shown = found.slice(0, perPage);
      const last = shown.at(-1);
      if (last && found.length > perPage) linkToNext(reply, ctx, "/events", last.name);
      return {
        events: shown.map(({ name, description, blocklistedAt }) => ({
          name,
          description,
          included_in_analytics_report: blocklistedAt === null,
          status: blocklistedAt ? "Blocklisted" : "Active",
          tag_names: [],
        })),
        message: "success",
      };
    },
  );

  server.get(
    "/events/list",
    {
      config: { apiPermission: "events.list", rateLimit: eventListLimit },
      schema: {
        querystring: Type.Object({ page: Type.Optional(Type.String({ description: "from 0" })) }),
        response: { 200: Type.Object({ message: Type.String(), events: Type.Array(Type.String()) }) },
      },
    },
    async (request) => {
      const offset = Math.min(numberOf(request.query, "page", 0), 1_000_000) * namesPerPage;
      const found = await registeredEvents(ctx.db, workspaceOf(request).id, { limit: namesPerPage, offset });
      return { message: "success", events: found.map(({ name }) => name) };
    },
  );

  seriesRoute(server, ctx);
}

const SeriesQuery = Type.Object({
  event: Type.String(),
  length: Type.String({ description: "days, 1 to 100" }),
  unit: Type.Optional(Type.String({ description: "day" })),
  ending_at: Type.Optional(Type.String({ description: "ISO 8601; default: now" })),
});

const SeriesAnswer = Type.Object({
  message: Type.String(),
  data: Type.Array(Type.Object({ time: Type.String(), count: Type.Integer() })),
});

function seriesRoute(server: ApiServer, ctx: Context): void {
  server.get(
    "/events/data_series",
    {
      config: { apiPermission: "events.data_series", rateLimit: generalLimit },
      schema: { querystring: SeriesQuery, response: { 200: SeriesAnswer } },
    },
    async (request) => {
      const { event, length, unit = "day", ending_at: endingAt } = request.query;
      const days = Number(length);
      if (!Number.isInteger(days) || days < 1 || days > 100)
        throw new AppError("invalid_length", "length is the number of days, 1 to 100.");
      if (unit !== "day")
        throw new AppError("invalid_unit", 'Events are counted by day: leave unit out, or send "day".');
      const end = endingAt === undefined ? ctx.clock.now() : parseTime(endingAt);
      if (!end) throw new AppError("invalid_ending_at", "ending_at is not a time as ISO 8601 writes it.");
      return {
        message: "success",
        data: await eventSeries(ctx.db, workspaceOf(request).id, event, days, end),
      };
    },
  );
}
