/** POST /users/export/segment: everybody in a segment, in a file that a job writes; and the address it is fetched from. */
import Type, { type Static } from "typebox";
import type { Context } from "../../lib/context.ts";
import { inTransaction } from "../../lib/db.ts";
import { AppError, notFound } from "../../lib/errors.ts";
import { addJob } from "../../lib/jobs.ts";
import {
  type ExportRequest,
  fileOfToken,
  startExport,
} from "../../segments/segment-export/segment-export.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { downloadUrl, exportJob, tokenPurpose } from "./export-segment.job.ts";
import { generalLimit } from "./rate-limits.ts";
import { segmentOfCall } from "./segments.ts";

const maxCustomAttributes = 500;
const Names = Type.Array(Type.String({ maxLength: 255 }));

const ExportInput = Type.Object({
  segment_id: Type.Optional(Type.String()),
  callback_endpoint: Type.Optional(Type.String({ maxLength: 2000 })),
  fields_to_export: Type.Optional(Names),
  custom_attributes_to_export: Type.Optional(Names),
  output_format: Type.Optional(Type.String({ description: "zip (default) or gzip" })),
});
type ExportInput = Static<typeof ExportInput>;

const ExportAnswer = Type.Object({
  message: Type.String(),
  object_prefix: Type.String({ description: "how the names of the files begin" }),
  url: Type.String({ description: "404 until the file is written, and again some hours later" }),
});

export function brazeSegmentExportRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    "/users/export/segment",
    {
      config: { apiPermission: "users.export.segment", rateLimit: generalLimit },
      schema: { body: ExportInput, response: { 201: ExportAnswer } },
    },
    async (request, reply) => {
      const workspaceId = workspaceOf(request).id;
      const asked = requestOf(request.body);
      const segment = await segmentOfCall(ctx.db, workspaceId, request.body.segment_id);
      const by = { actor: request.actor, at: ctx.clock.now() };
      const { started, token } = await inTransaction(ctx.db, async (tx) => {
        const made = await startExport(tx, workspaceId, segment.id, asked, by);
        const sealed = ctx.secrets.encrypt(made.token, tokenPurpose).toString("base64");
        await addJob(tx, exportJob, { exportId: made.started.id, token: sealed }, { maxAttempts: 3 });
        return made;
      });
      return reply.status(201).send({
        message: "success",
        object_prefix: started.objectPrefix,
        url: downloadUrl(ctx, token),
      });
    },
  );

  server.get(
    "/downloads/segments/:token",
    {
      config: { public: true },
      schema: { hide: true, params: Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) }) },
    },
    async (request, reply) => {
      const found = await fileOfToken(ctx.db, request.params.token, ctx.clock.now());
      const file = found && (await ctx.files.open(found.key));
      if (!found || !file) throw notFound("file");
      const ending = found.format === "zip" ? "zip" : "json.gz";
      return reply
        .header("content-type", found.format === "zip" ? "application/zip" : "application/gzip")
        .header("content-disposition", `attachment; filename="${found.objectPrefix}.${ending}"`)
        .header("cache-control", "private, no-store")
        .send(file);
    },
  );
}

function requestOf(input: ExportInput): ExportRequest {
  const { fields_to_export: fields, custom_attributes_to_export: attributes = null } = input;
  if (!fields || (fields.length === 0 && !attributes?.length))
    throw bad(
      "fields_to_export_missing",
      "fields_to_export is required: name the fields of users to export.",
    );
  if (attributes && attributes.length > maxCustomAttributes)
    throw bad(
      "too_many_attributes",
      `custom_attributes_to_export may name at most ${maxCustomAttributes} attributes.`,
    );
  const format = input.output_format ?? "zip";
  if (format !== "zip" && format !== "gzip")
    throw bad("invalid_output_format", "output_format must be zip or gzip.");
  return { fields, customAttributes: attributes, format, callback: callbackOf(input.callback_endpoint) };
}

function callbackOf(address: string | undefined): string | null {
  if (!address) return null;
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol))
    throw bad(
      "invalid_callback",
      "callback_endpoint must be an address that begins with https:// or http://.",
    );
  return url.href;
}

function bad(code: string, message: string): AppError {
  return new AppError(code, `Bad Request: ${message}`);
}
