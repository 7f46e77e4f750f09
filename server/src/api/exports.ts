/** Exports of contacts to CSV: ask for one, follow it, fetch its file. All of it needs contacts.export. */
import Type, { type Static } from "typebox";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { exportFields } from "../segments/exports/columns.ts";
import {
  type ContactExport,
  cancelExport,
  createExport,
  type ExportSource,
  exportFile,
  exportStates,
  listExports,
  requireExport,
  type WantedColumn,
} from "../segments/exports/exports.ts";
import { filterSchema } from "../segments/segments.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { personNames } from "../workspaces/people.ts";
import type { ApiServer } from "./http-server.ts";
import { oneOf } from "./imports/schemas.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, Page, PageQuery, Time, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const ExportColumnSchema = named(
  "ExportColumn",
  Type.Union([
    Type.Object({ kind: Type.Literal("field"), name: oneOf(exportFields) }),
    Type.Object({ kind: Type.Literal("attribute"), name: Type.String({ minLength: 1, maxLength: 255 }) }),
    Type.Object({ kind: Type.Literal("subscription"), subscriptionGroupId: Id }),
  ]),
);

const NewExportSchema = named(
  "NewContactExport",
  Type.Object({
    name: Type.String({ minLength: 1, maxLength: 120, description: "the file is called after it" }),
    source: Type.Object(
      {
        segmentId: Type.Optional(Id),
        filter: Type.Optional(filterSchema),
        q: Type.Optional(Type.String({ maxLength: 200 })),
        contactIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 10_000 })),
      },
      { description: "all that is given holds at once; nothing given: every contact" },
    ),
    columns: Type.Array(ExportColumnSchema, { minItems: 1, maxItems: 300 }),
  }),
);

const ExportSchema = named(
  "ContactExport",
  Type.Object({
    id: Id,
    name: Type.String(),
    state: oneOf(exportStates),
    totalContacts: Nullable(Type.Integer()),
    writtenContacts: Type.Integer(),
    fileBytes: Nullable(Type.Integer()),
    errorCode: Nullable(Type.String()),
    createdBy: Nullable(Type.String()),
    createdByName: Nullable(Type.String({ description: "null when it was not a person" })),
    createdAt: Time,
    finishedAt: Nullable(Time),
    expiresAt: Nullable(Time),
  }),
);

const base = "/api/v1/workspaces/:workspace/exports";
const config = { permission: "contacts.export" } as const;

export function exportRoutes(server: ApiServer, ctx: Context): void {
  changeRoutes(server, ctx);
  readRoutes(server, ctx);
  fileRoute(server, ctx);
}

function changeRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    base,
    { config, schema: { params: WorkspaceParams, body: NewExportSchema, response: { 202: ExportSchema } } },
    async (request, reply) => {
      const { id, defaultCountry } = workspaceOf(request);
      const { name, source, columns } = request.body;
      const made = await inTransaction(ctx.db, async (tx) => {
        const entry = await createExport(tx, id, {
          name,
          source: source as ExportSource,
          columns: columns as WantedColumn[],
          defaultCountry,
          createdBy: request.actor,
          at: ctx.clock.now(),
        });
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "contacts.exported",
          subject: entry.id,
          details: { name: entry.name },
        });
        return entry;
      });
      return reply.status(202).send(await present(ctx, made));
    },
  );

  server.post(
    `${base}/:id/cancel`,
    { config, schema: { params: WorkspaceIdParams, response: { 200: ExportSchema } } },
    async (request) =>
      present(ctx, await cancelExport(ctx.db, workspaceOf(request).id, request.params.id, ctx.clock.now())),
  );
}

function readRoutes(server: ApiServer, ctx: Context): void {
  const querystring = Type.Object({ limit: PageQuery.properties.limit, cursor: Type.Optional(Id) });
  server.get(
    base,
    { config, schema: { params: WorkspaceParams, querystring, response: { 200: Page(ExportSchema) } } },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const items = await listExports(ctx.db, workspaceOf(request).id, { limit, cursor });
      return {
        items: await presentAll(ctx, items),
        nextCursor: items.length === limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  );

  server.get(
    `${base}/:id`,
    { config, schema: { params: WorkspaceIdParams, response: { 200: ExportSchema } } },
    async (request) => present(ctx, await requireExport(ctx.db, workspaceOf(request).id, request.params.id)),
  );
}

function fileRoute(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/:id/file`,
    { config, schema: { params: WorkspaceIdParams } },
    async (request, reply) => {
      const { key, name } = await exportFile(ctx.db, workspaceOf(request).id, request.params.id);
      const file = await ctx.files.open(key);
      if (!file) throw new Error("the file of a finished export is not in the store");
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", disposition(name))
        .header("cache-control", "private, no-store")
        .send(file);
    },
  );
}

/** The name in plain letters, and as it is for browsers that read RFC 5987. */
function disposition(name: string): string {
  const plain =
    name
      .normalize("NFD")
      .replace(/[^A-Za-z0-9 ._-]/g, "")
      .trim() || "contacts";
  const encoded = encodeURIComponent(`${name}.csv`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}.csv"; filename*=UTF-8''${encoded}`;
}

async function present(ctx: Context, item: ContactExport): Promise<Static<typeof ExportSchema>> {
  const [presented] = await presentAll(ctx, [item]);
  return presented as Static<typeof ExportSchema>;
}

async function presentAll(ctx: Context, items: readonly ContactExport[]) {
  const names = await personNames(ctx.db, [...new Set(items.flatMap((item) => item.createdBy ?? []))]);
  return items.map(({ columns: _columns, createdAt, finishedAt, expiresAt, ...item }) => ({
    ...item,
    createdByName: names.get(item.createdBy ?? "") ?? null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}
