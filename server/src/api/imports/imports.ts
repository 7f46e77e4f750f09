/** Imports of contacts: upload, list, dry run, start, cancel. */
import type { Readable } from "node:stream";
import Type, { type Static } from "typebox";
import {
  cancelImport,
  checkImport,
  getImport,
  type Import,
  type ImportStart,
  importStates,
  listImports,
  previewImport,
  startImport,
  storeImport,
} from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import { inTransaction } from "../../lib/db.ts";
import { invalidInput, notFound } from "../../lib/errors.ts";
import { recordAudit } from "../../workspaces/audit.ts";
import { personNames } from "../../workspaces/people.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Id, Page, PageQuery, WorkspaceIdParams, WorkspaceParams } from "../schemas.ts";
import {
  ImportSchema,
  NewImport,
  oneOf,
  PreviewSchema,
  presentImport,
  presentPreview,
  StartImport,
} from "./schemas.ts";

export const base = "/api/v1/workspaces/:workspace/imports";

const ImportQuery = Type.Object({
  limit: PageQuery.properties.limit,
  q: PageQuery.properties.q,
  state: Type.Optional(oneOf(importStates)),
  cursor: Type.Optional(Id),
});

export function importRoutes(server: ApiServer, ctx: Context): void {
  uploadRoute(server, ctx);
  readRoutes(server, ctx);
  startRoutes(server, ctx);
  cancelRoute(server, ctx);
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
      const content = file.file as Readable & AsyncIterable<Uint8Array>;
      const stored = await storeImport(
        ctx,
        id,
        { name: file.filename || "contacts.csv", content },
        request.actor,
      );
      const preview = await previewImport(ctx.db, id, stored.id);
      return reply.status(201).send({ ...(await present(ctx, stored)), preview: presentPreview(preview) });
    },
  );
}

function readRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceParams, querystring: ImportQuery, response: { 200: Page(ImportSchema) } },
    },
    async (request) => {
      const { limit = 50 } = request.query;
      const items = await listImports(ctx.db, workspaceOf(request).id, { ...request.query, limit });
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

  server.get(
    `${base}/:id/preview`,
    {
      config: { permission: "contacts.read" },
      schema: { params: WorkspaceIdParams, response: { 200: PreviewSchema } },
    },
    async (request) =>
      presentPreview(await previewImport(ctx.db, workspaceOf(request).id, request.params.id)),
  );
}

function startRoutes(server: ApiServer, ctx: Context): void {
  const schema = { params: WorkspaceIdParams, body: StartImport, response: { 202: ImportSchema } };
  const config = { permission: "contacts.write" } as const;

  server.put(`${base}/:id/start`, { config, schema }, async (request, reply) => {
    const { id } = workspaceOf(request);
    const started = await inTransaction(ctx.db, async (tx) => {
      const entry = await startImport(tx, id, request.params.id, chosen(request.body), ctx.clock.now());
      await recordAudit(tx, id, {
        actor: request.actor,
        action: "import.started",
        subject: entry.id,
        details: { fileName: entry.fileName },
      });
      return entry;
    });
    return reply.status(202).send(await present(ctx, started));
  });

  server.put(`${base}/:id/check`, { config, schema }, async (request, reply) => {
    const { id } = workspaceOf(request);
    const started = await inTransaction(ctx.db, (tx) =>
      checkImport(tx, id, request.params.id, chosen(request.body), ctx.clock.now()),
    );
    return reply.status(202).send(await present(ctx, started));
  });
}

/** Without what was left empty. */
function chosen({ mapping, options }: Static<typeof StartImport>): ImportStart {
  const { subscriptionGroupId, subscriptionState, listName, ...rest } = options;
  return {
    mapping,
    options: {
      ...rest,
      ...(subscriptionGroupId && subscriptionState ? { subscriptionGroupId, subscriptionState } : {}),
      ...(listName?.trim() ? { listName: listName.trim() } : {}),
    },
  };
}

function cancelRoute(server: ApiServer, ctx: Context): void {
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

export async function required(ctx: Context, workspaceId: string, id: string): Promise<Import> {
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
  return items.map((item) => presentImport(item, names));
}
