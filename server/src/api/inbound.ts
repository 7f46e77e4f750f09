/**
 * What people sent: its files, for those who may see the contact (what a browser could run is never shown, only downloaded), and
 * the signs that it was read or is being answered.
 */
import type { FastifyRequest } from "fastify";
import Type, { type Static } from "typebox";
import { findMedia, markMessageRead, type StoredMedia, showTyping } from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import { AppError, notFound } from "../lib/errors.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Time, WorkspaceIdParams } from "./schemas.ts";

const Params = Type.Object({ ...WorkspaceIdParams.properties, message: Id });

/** Shown in the page; everything else is a download. The type was read from the bytes when the file was stored. */
const shown = /^(?:image\/(?:jpeg|png|webp|gif)|video\/(?:mp4|3gpp)|audio\/[a-z0-9.+-]+|application\/ogg)$/;

const message = "/api/v1/workspaces/:workspace/contacts/:id/messages/:message";

export function inboundRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${message}/media`,
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

  server.put(
    `${message}/read`,
    {
      config: { permission: "messages.reply" },
      schema: {
        summary: "Turns the person's ticks blue, for this message and those before it",
        params: Params,
        response: { 200: Type.Object({ readAt: Time }) },
      },
    },
    async (request) => ({ readAt: (await markMessageRead(ctx, addressOf(request))).toISOString() }),
  );

  server.post(
    `${message}/typing`,
    {
      config: { permission: "messages.reply" },
      schema: {
        summary: "Shows the person that an answer is being typed, for up to 25 seconds",
        params: Params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await showTyping(ctx, addressOf(request));
      return reply.status(204).send(null);
    },
  );
}

function addressOf(request: FastifyRequest & { readonly params: Static<typeof Params> }) {
  const { id, message } = request.params;
  return { workspaceId: workspaceOf(request).id, contactId: id, messageId: message };
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
