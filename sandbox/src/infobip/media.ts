/**
 * `/whatsapp/1/senders/{sender}/media`: the files of inbound messages. A media id is the id of the message that carried
 * the file. With `mediaRedirect` the bytes lie on "another host", which refuses a call that still carries the API key.
 */
import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { asObject, asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { messageIdsOf } from "../state.ts";
import type { Message } from "../types.ts";
import { type Call, endpoint, pathSender } from "./endpoint.ts";

const MEDIA = "/whatsapp/1/senders/:sender/media";
const LINK_MS = 300_000;

/** Redirect addresses given out: where the file lies, and when the link ends. */
export type MediaLinks = Map<string, { source: string; endsAt: number }>;

export function registerMedia(app: FastifyInstance, sandbox: Sandbox, links: MediaLinks): void {
  const file = `${MEDIA}/:mediaId`;
  endpoint(app, `GET ${file}`, (call) => sendMedia(sandbox, links, call));
  endpoint(app, `HEAD ${file}`, (call) => sendMetadata(sandbox, call));
  endpoint(app, `DELETE ${MEDIA}`, (call) => deleteMedia(sandbox, call));
}

/** The host of the redirects: no key opens it, and none may be shown to it. */
export function registerMediaHost(app: FastifyInstance): MediaLinks {
  const links: MediaLinks = new Map();
  app.get("/media-host/:token", async (request, reply) => {
    if (request.headers.authorization !== undefined) {
      return reply.code(400).send({ error: "Only one way of authorisation is allowed: leave the key out." });
    }
    const link = links.get((request.params as { token: string }).token);
    if (!link || link.endsAt < Date.now()) return reply.code(404).send();
    const found = await fetchFile(link.source);
    return found ? reply.type(found.contentType).send(found.bytes) : reply.code(404).send();
  });
  return links;
}

async function sendMedia(sandbox: Sandbox, links: MediaLinks, call: Call): Promise<unknown> {
  const source = sourceOf(sandbox, findMedia(sandbox, call, call.params.mediaId ?? ""));
  if (!source) return call.reply.code(404).send();
  if (sandbox.state.settings.mediaRedirect) {
    const token = randomBytes(16).toString("hex");
    links.set(token, { source, endsAt: Date.now() + LINK_MS });
    return call.reply.redirect(`${otherHost(sandbox.url)}/media-host/${token}`, 302);
  }
  const found = await fetchFile(source);
  if (!found) return call.reply.code(404).send();
  return call.reply.type(found.contentType).header("content-length", found.bytes.length).send(found.bytes);
}

async function sendMetadata(sandbox: Sandbox, call: Call): Promise<unknown> {
  const source = sourceOf(sandbox, findMedia(sandbox, call, call.params.mediaId ?? ""));
  const found = source ? await fetchFile(source) : null;
  if (!found) return call.reply.code(404).send();
  return call.reply.type(found.contentType).header("content-length", found.bytes.length).send();
}

function deleteMedia(sandbox: Sandbox, call: Call): unknown {
  const mediaId = decodeURIComponent((asString(call.body.url) ?? "").split("/media/")[1] ?? "");
  const message = findMedia(sandbox, call, mediaId);
  if (!message || !sourceOf(sandbox, message)) return call.reply.code(404).send();
  message.content = JSON.stringify({ ...asObject(JSON.parse(message.content)), sourceUrl: "" });
  return call.reply.code(204).send();
}

function findMedia(sandbox: Sandbox, call: Call, mediaId: string): Message | undefined {
  const sender = pathSender(sandbox, call);
  const message = messageIdsOf(sandbox.state, call.account.key).get(mediaId);
  return message?.fromPhone && message.conversation.sender === sender ? message : undefined;
}

/** Where the phone's file lies; nothing once it was deleted or is too old. */
function sourceOf({ state }: Sandbox, message: Message | undefined): string | undefined {
  if (!message || message.sentAt + state.settings.mediaLifeMs < Date.now()) return undefined;
  return asString(asObject(JSON.parse(message.content)).sourceUrl) || undefined;
}

async function fetchFile(source: string): Promise<{ contentType: string; bytes: Buffer } | null> {
  const file = await fetch(source).catch(() => null);
  if (!file?.ok) return null;
  const contentType = file.headers.get("content-type") ?? "application/octet-stream";
  return { contentType, bytes: Buffer.from(await file.arrayBuffer()) };
}

/** The same process under its other name, so that a client sees the host change. */
function otherHost(url: string): string {
  return url.includes("//localhost")
    ? url.replace("//localhost", "//127.0.0.1")
    : url.replace("//127.0.0.1", "//localhost");
}
