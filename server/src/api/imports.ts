/** Imports of contacts: upload, mapping, progress, the rows that were left out. */
import type { Readable } from "node:stream";
import Type from "typebox";
import {
  cancelImport,
  getImport,
  type Import,
  type ImportError,
  type ImportOptions,
  importListAttribute,
  listImportErrors,
  listImports,
  startImport,
  storeImport,
  subscriptionGroupExists,
} from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { AppError, invalidInput, notFound } from "../lib/errors.ts";
import { createSegment } from "../segments/segments.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { personNames } from "../workspaces/people.ts";
import { csvLine } from "./csv.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, Page, PageQuery, Time, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const ImportSchema = named(
  "Import",
  Type.Object({
    id: Id,
    fileName: Type.String(),
    state: Type.Union([
      Type.Literal("uploaded"),
      Type.Literal("running"),
      Type.Literal("completed"),
      Type.Literal("canceled"),
      Type.Literal("failed"),
    ]),
    totalRows: Nullable(Type.Integer()),
    processedRows: Type.Integer(),
    createdContacts: Type.Integer(),
    updatedContacts: Type.Integer(),
    failedRows: Type.Integer(),
    error: Nullable(Type.String()),
    createdAt: Time,
    finishedAt: Nullable(Time),
    createdBy: Nullable(Type.String()),
    createdByName: Nullable(Type.String({ description: "null when it was not a person" })),
  }),
);

const ColumnMappingSchema = named(
  "ImportColumn",
  Type.Object({
    target: Type.String({ maxLength: 50, description: "a standard field, attribute or ignore" }),
    attribute: Type.Optional(Type.String({ maxLength: 300 })),
    type: Type.Optional(
      Type.Union([
        Type.Literal("string"),
        Type.Literal("number"),
        Type.Literal("boolean"),
        Type.Literal("date"),
      ]),
    ),
  }),
);
const Mapping = Type.Record(Type.String(), ColumnMappingSchema);

const NewImport = named(
  "NewImport",
  Type.Object({
    ...ImportSchema.properties,
    preview: Type.Object({
      headers: Type.Array(Type.String()),
      rows: Type.Array(Type.Array(Type.String())),
      delimiter: Type.String(),
      suggestedMapping: Mapping,
    }),
  }),
);

const StartImport = named(
  "StartImport",
  Type.Object({
    mapping: Mapping,
    options: Type.Object({
      defaultCountry: Type.String({ pattern: "^[A-Z]{2}$" }),
      subscriptionGroupId: Type.Optional(Nullable(Id)),
      subscriptionState: Type.Optional(
        Nullable(Type.Union([Type.Literal("subscribed"), Type.Literal("unsubscribed")])),
      ),
      segmentName: Type.Optional(Nullable(Type.String({ maxLength: 120 }))),
    }),
  }),
);

const ImportErrorSchema = named(
  "ImportRowError",
  Type.Object({
    rowNumber: Type.Integer({ description: "1 is the first line after the header" }),
    columnName: Nullable(Type.String()),
    value: Nullable(Type.String()),
    message: Type.String(),
  }),
);

const ImportQuery = Type.Object({ limit: PageQuery.properties.limit, cursor: Type.Optional(Id) });

const base = "/api/v1/workspaces/:workspace/imports";

export function importRoutes(server: ApiServer, ctx: Context): void {
  uploadRoute(server, ctx);
  readRoutes(server, ctx);
  changeRoutes(server, ctx);
  errorRoutes(server, ctx);
}

function uploadRoute(server: ApiServer, ctx: Context): void {
  server.post(
    base,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceParams, consumes: ["multipart/form-data"], response: { 201: NewImport } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const file = request.isMultipart() ? await request.file() : undefined;
      if (!file)
        throw invalidInput('Send the file as multipart/form-data, in a field named "file".', [
          { path: "file", code: "value_missing", message: "Choose a CSV file." },
        ]);
      const stored = await inTransaction(ctx.db, (tx) =>
        storeImport(
          tx,
          id,
          { name: file.filename || "contacts.csv", content: limited(file.file, ctx.config.importMaxBytes) },
          request.actor,
        ),
      );
      const { preview } = stored;
      return reply.status(201).send({
        ...(await present(ctx, stored)),
        preview: {
          headers: [...preview.headers],
          rows: preview.rows.map((row) => [...row]),
          delimiter: preview.delimiter,
          suggestedMapping: { ...preview.suggestedMapping },
        },
      });
    },
  );
}

async function* limited(content: Readable, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const bytes of content as AsyncIterable<Uint8Array>) {
    size += bytes.length;
    if (size > maxBytes) {
      const megabytes = Math.floor(maxBytes / 1024 / 1024);
      throw new AppError(
        "file_too_large",
        `Files of up to ${megabytes} MB can be imported (PONTE_IMPORT_MAX_MB). Split the file.`,
        { status: 413, params: { megabytes } },
      );
    }
    yield bytes;
  }
}

function readRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, querystring: ImportQuery, response: { 200: Page(ImportSchema) } },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const items = await listImports(ctx.db, workspaceOf(request).id, { limit, cursor });
      return {
        items: await presentAll(ctx, items),
        nextCursor: items.length === limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  );

  server.get(
    `${base}/:id`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: ImportSchema } },
    },
    async (request) => present(ctx, await required(ctx, workspaceOf(request).id, request.params.id)),
  );
}

function changeRoutes(server: ApiServer, ctx: Context): void {
  server.put(
    `${base}/:id/start`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, body: StartImport, response: { 202: ImportSchema } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const { mapping, options } = request.body;
      const segmentName = options.segmentName?.trim();
      const started = await inTransaction(ctx.db, async (tx) => {
        const groupId = options.subscriptionGroupId ?? undefined;
        if (groupId && !(await subscriptionGroupExists(tx, id, groupId)))
          throw notFound("subscription group");
        if (segmentName) await createSegment(tx, id, segmentOf(segmentName), request.actor);
        const chosen: ImportOptions = {
          defaultCountry: options.defaultCountry,
          ...(groupId ? { subscriptionGroupId: groupId } : {}),
          ...(options.subscriptionState ? { subscriptionState: options.subscriptionState } : {}),
          ...(segmentName ? { listName: segmentName } : {}),
        };
        const entry = await startImport(
          tx,
          id,
          request.params.id,
          { mapping, options: chosen },
          ctx.clock.now(),
        );
        await recordAudit(tx, id, {
          actor: request.actor,
          action: "import.started",
          subject: entry.id,
          details: { fileName: entry.fileName },
        });
        return entry;
      });
      return reply.status(202).send(await present(ctx, started));
    },
  );

  server.post(
    `${base}/:id/cancel`,
    {
      config: { permission: "contacts.write" },
      schema: { params: WorkspaceIdParams, response: { 200: ImportSchema } },
    },
    async (request) =>
      present(
        ctx,
        await inTransaction(ctx.db, (tx) =>
          cancelImport(tx, workspaceOf(request).id, request.params.id, ctx.clock.now()),
        ),
      ),
  );
}

/** The contacts of the import: they carry its name in an array attribute. */
function segmentOf(name: string) {
  const child = {
    kind: "attribute",
    custom: true,
    name: importListAttribute,
    type: "array",
    operator: "includes",
    value: name,
  };
  return { name, description: "", filter: { kind: "and", children: [child] } };
}

function errorRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/:id/errors`,
    {
      config: { permission: "contacts.read" },
      schema: {
        params: WorkspaceIdParams,
        querystring: PageQuery,
        response: { 200: Page(ImportErrorSchema) },
      },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const { id } = await required(ctx, workspaceOf(request).id, request.params.id);
      const items = await listImportErrors(ctx.db, id, { limit, ...parseCursor(cursor) });
      const last = items.length === limit ? items.at(-1) : undefined;
      return {
        items: items.map(({ id: _id, ...error }) => error),
        nextCursor: last ? `${last.rowNumber}.${last.id}` : null,
      };
    },
  );

  server.get(
    `${base}/:id/errors.csv`,
    { config: { permission: "contacts.read" }, schema: { params: WorkspaceIdParams } },
    async (request, reply) => {
      const { id } = await required(ctx, workspaceOf(request).id, request.params.id);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="import-errors-${id}.csv"`)
        .send(await errorsCsv(ctx, id));
    },
  );
}

function parseCursor(cursor: string | undefined) {
  const parts = /^(\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor ?? "");
  return parts?.[1] && parts[2] ? { after: { rowNumber: Number(parts[1]), id: parts[2] } } : {};
}

async function errorsCsv(ctx: Context, importId: string): Promise<string> {
  const lines = [csvLine(["row", "column", "value", "message"])];
  let last: ImportError | undefined;
  do {
    const page = await listImportErrors(ctx.db, importId, { limit: 5000, ...(last ? { after: last } : {}) });
    lines.push(
      ...page.map(({ rowNumber, columnName, value, message }) =>
        csvLine([String(rowNumber), columnName ?? "", value ?? "", message]),
      ),
    );
    last = page.length === 5000 ? page.at(-1) : undefined;
  } while (last);
  // The mark tells spreadsheets that this is UTF-8.
  return `\uFEFF${lines.join("")}`;
}

async function required(ctx: Context, workspaceId: string, id: string): Promise<Import> {
  const found = await getImport(ctx.db, workspaceId, id);
  if (!found) throw notFound("import");
  return found;
}

async function present(ctx: Context, item: Import) {
  const [presented] = await presentAll(ctx, [item]);
  if (!presented) throw notFound("import");
  return presented;
}

async function presentAll(ctx: Context, items: readonly Import[]) {
  const people = [...new Set(items.flatMap((item) => item.createdBy ?? []))];
  const names = await personNames(ctx.db, people);
  return items.map((item) => presentOne(item, names));
}

function presentOne(item: Import, names: ReadonlyMap<string, string>) {
  const { id, fileName, state, totalRows, processedRows, createdContacts, updatedContacts } = item;
  return {
    id,
    fileName,
    state,
    totalRows,
    processedRows,
    createdContacts,
    updatedContacts,
    failedRows: item.failedRows,
    error: item.error,
    createdAt: item.createdAt.toISOString(),
    finishedAt: item.finishedAt?.toISOString() ?? null,
    createdBy: item.createdBy,
    createdByName: names.get(item.createdBy ?? "") ?? null,
  };
}
