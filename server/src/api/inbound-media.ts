/** Files that people sent, for those who may see the contact. What a browser could run is never shown, only downloaded. */
import Type from "typebox";
import { findMedia, type StoredMedia } from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import { AppError, notFound } from "../lib/errors.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, WorkspaceIdParams } from "./schemas.ts";

const Params = Type.Object({ ...WorkspaceIdParams.properties, message: Id });

/** Shown in the page; everything else is a download. The type was read from the bytes when the file was stored. */
const shown = /^(?:image\/(?:jpeg|png|webp|gif)|video\/(?:mp4|3gpp)|audio\/[a-z0-9.+-]+|application\/ogg)$/;

export function inboundMediaRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/api/v1/workspaces/:workspace/contacts/:id/messages/:message/media",
    {
      config: { permission: "contacts.read" },
      schema: {
        summary: "The file of an inbound message",
        params: Params,
        response: { 200: { content: { "application/octet-stream": { schema: Type.Any() } } } },
      },
    },
    async (request, reply) => {
      const { id, message } = request.params;
      const media = await findMedia(ctx.db, workspaceOf(request).id, id, message);
      const file = await openFile(ctx, media);
      return reply
        .header("content-type", media?.contentType ?? "application/octet-stream")
        .header("content-length", media?.bytes ?? undefined)
        .header("content-disposition", disposition(media))
        .header("content-security-policy", "default-src 'none'; sandbox")
        .header("x-content-type-options", "nosniff")
        .header("cache-control", "private, max-age=86400, immutable")
        .send(file);
    },
  );
}

async function openFile(ctx: Context, media: StoredMedia | null) {
  if (!media) throw notFound("file");
  if (media.state === "waiting")
    throw new AppError(
      "media_waiting",
      "The file is still being fetched from WhatsApp. Try again in a moment.",
      {
        status: 409,
      },
    );
  const file = media.fileKey ? await ctx.files.open(media.fileKey) : null;
  if (!file)
    throw new AppError(
      "media_gone",
      "WhatsApp no longer had this file when it was fetched, or it was removed from Ponte's storage.",
      { status: 410 },
    );
  return file;
}

function disposition(media: StoredMedia | null): string {
  const kind = shown.test(media?.contentType ?? "") ? "inline" : "attachment";
  if (!media?.filename) return kind;
  const ascii = media.filename.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(media.filename)}`;
}
