/** The registry of events: how often they happen, what they carry, where they are used; describing and blocking. */
import Type from "typebox";
import { type EventFigures, eventFiguresOf, eventPropertiesOf } from "../analytics/attribute-usage.ts";
import { references } from "../analytics/registry-references.ts";
import {
  changeEvent,
  type RegisteredEvent,
  registeredEvent,
  registeredEvents,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { presentReferences, RegistryEvent, RegistryEventDetail } from "./registry-schemas.ts";
import { Page, PageQuery, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/data/events";
const NameParams = Type.Object({ ...WorkspaceParams.properties, name: Type.String({ maxLength: 255 }) });

const ListQuery = Type.Object({
  ...PageQuery.properties,
  status: Type.Optional(
    Type.Union([Type.Literal("active"), Type.Literal("blocklisted"), Type.Literal("quiet")], {
      description: "quiet: none in 30 days",
    }),
  ),
});

const EventChange = Type.Object({
  description: Type.Optional(Type.String({ maxLength: 1000 })),
  blocklisted: Type.Optional(Type.Boolean()),
});

export function eventRegistryRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceParams,
        querystring: ListQuery,
        response: { 200: Type.Object({ ...Page(RegistryEvent).properties, total: Type.Integer() }) },
      },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { limit = 50, cursor, q = "", status } = request.query;
      const [events, { figures, exact }, used] = await Promise.all([
        registeredEvents(ctx.db, id),
        eventFiguresOf(ctx.db, id, ctx.clock.now()),
        references(ctx.db, id),
      ]);
      const words = q.trim().toLowerCase();
      const matching = events
        .filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(words))
        .filter((event) => hasStatus(event, figures.get(event.name), status));
      const from = cursor ? matching.findIndex(({ name }) => name === cursor) + 1 : 0;
      const items = matching.slice(from, from + limit);
      return {
        items: items.map((event) => ({
          ...present(event, figures.get(event.name), exact),
          usedBy: used.get(`event:${event.name}`)?.length ?? 0,
        })),
        nextCursor: matching.length > from + limit ? (items.at(-1)?.name ?? null) : null,
        total: matching.length,
      };
    },
  );

  server.get(
    `${base}/:name`,
    {
      config: { permission: "contacts.read" },
      schema: { params: NameParams, response: { 200: RegistryEventDetail } },
    },
    (request) => detail(ctx, workspaceOf(request).id, request.params.name),
  );

  server.patch(
    `${base}/:name`,
    {
      config: { permission: "contacts.write" },
      schema: { params: NameParams, body: EventChange, response: { 200: RegistryEventDetail } },
    },
    async (request) => {
      const { id } = workspaceOf(request);
      const { name } = request.params;
      await inTransaction(ctx.db, async (tx) => {
        await changeEvent(tx, id, name, request.body, ctx.clock.now());
        const { blocklisted, description } = request.body;
        const action = blocklisted === undefined ? "changed" : blocklisted ? "blocklisted" : "allowed";
        await recordAudit(tx, id, {
          actor: request.actor,
          action: `event.${action}`,
          subject: name,
          details: { name, ...(description === undefined ? {} : { description }) },
        });
      });
      return detail(ctx, id, name);
    },
  );
}

function hasStatus(event: RegisteredEvent, figures: EventFigures | undefined, status?: string): boolean {
  switch (status) {
    case "active":
      return event.blocklistedAt === null;
    case "blocklisted":
      return event.blocklistedAt !== null;
    case "quiet":
      return !figures;
    default:
      return true;
  }
}

function present(event: RegisteredEvent, figures: EventFigures | undefined, exact: boolean) {
  return {
    name: event.name,
    description: event.description,
    createdAt: event.createdAt.toISOString(),
    blocklistedAt: event.blocklistedAt?.toISOString() ?? null,
    total: figures?.total ?? 0,
    exact,
    days: [...(figures?.days ?? [])],
  };
}

async function detail(ctx: Context, workspaceId: string, name: string) {
  const event = await registeredEvent(ctx.db, workspaceId, name);
  const [{ figures, exact }, seen, used] = await Promise.all([
    eventFiguresOf(ctx.db, workspaceId, ctx.clock.now(), [name]),
    eventPropertiesOf(ctx.db, workspaceId, name),
    references(ctx.db, workspaceId),
  ]);
  const where = used.get(`event:${name}`) ?? [];
  return {
    ...present(event, figures.get(name), exact),
    usedBy: where.length,
    lookedAt: seen.lookedAt,
    lastSeen: seen.lastSeen?.toISOString() ?? null,
    properties: seen.properties.map((property) => ({
      ...property,
      types: [...property.types],
      examples: [...property.examples],
    })),
    references: presentReferences(where),
  };
}
