/** The rows that an import left out, as a list and as a file. */
import { Readable } from "node:stream";
import Type from "typebox";
import { importErrorsCsv, importLanguages, listImportErrors } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Page, PageQuery, WorkspaceIdParams } from "../schemas.ts";
import { base, required } from "./imports.ts";
import { ImportErrorSchema, oneOf } from "./schemas.ts";

const FileQuery = Type.Object({
  language: Type.Optional(oneOf(importLanguages)),
});

export function importErrorRoutes(server: ApiServer, ctx: Context): void {
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
        items: items.map(({ id: _id, params, ...error }) => ({ ...error, params: { ...params } })),
        nextCursor: last ? `${last.rowNumber}.${last.id}` : null,
      };
    },
  );

  server.get(
    `${base}/:id/errors.csv`,
    {
      // Whole rows of the file, as many as failed: people leave in bulk here too.
      config: { permission: "contacts.export" },
      schema: { params: WorkspaceIdParams, querystring: FileQuery },
    },
    async (request, reply) => {
      const { id } = await required(ctx, workspaceOf(request).id, request.params.id);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="import-errors-${id}.csv"`)
        .header("cache-control", "private, no-store")
        .send(Readable.from(importErrorsCsv(ctx.db, id, request.query.language ?? "en")));
    },
  );
}

function parseCursor(cursor: string | undefined) {
  const parts = /^(\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor ?? "");
  return parts?.[1] && parts[2] ? { after: { rowNumber: Number(parts[1]), id: parts[2] } } : {};
}
