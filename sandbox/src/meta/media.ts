/** Media over Graph: upload, a five-minute address, the bytes behind it (with the token), deletion. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asObject, asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { callNumber, type GraphCall, inputOf, MESSAGING, type Route, success, tokenText } from "./call.ts";
import { catalogued, GraphError, invalidParameter, unknownNode } from "./errors.ts";
import { bytesOf, mediaLink, storeUpload } from "./media-store.ts";
import { numberById } from "./numbers.ts";
import { checkToken, opens } from "./oauth.ts";
import type { MediaFile } from "./store.ts";

const MB = 1024 * 1024;
const UPLOAD_LIMIT = 100 * MB;

/** Largest size by type; any other type is a document of at most 100 MB. */
const LIMITS: [test: RegExp, bytes: number][] = [
  [/^image\/(jpeg|png)$/, 5 * MB],
  [/^image\/webp$/, 500 * 1024],
  [/^video\/(mp4|3gpp)$/, 16 * MB],
  [/^audio\/(aac|amr|mpeg|mp4|ogg)/, 16 * MB],
  [/^(text\/plain|application\/)/, 100 * MB],
];

export function registerMedia(route: Route, sandbox: Sandbox): void {
  route("POST", "/:id/media", (call) => upload(sandbox, call), MESSAGING);
}

async function upload(sandbox: Sandbox, call: GraphCall): Promise<unknown> {
  const number = callNumber(sandbox, call);
  const form = await readForm(call.request);
  const file = form.get("file");
  if ((form.get("messaging_product") ?? call.input.messaging_product) !== "whatsapp")
    throw new GraphError(400, 100, "(#100) The parameter messaging_product is required.");
  if (!(file instanceof File)) throw new GraphError(400, 100, "(#100) The parameter file is required.");
  const given = file.type || asText(form.get("type")) || asText(call.input.type) || "";
  const mimeType = given === "application/octet-stream" ? (asText(form.get("type")) ?? given) : given;
  const limit = LIMITS.find(([test]) => test.test(mimeType))?.[1];
  if (limit === undefined)
    throw invalidParameter(
      `Param file must be a file with one of the supported types: ${mimeType || "(none)"} is none.`,
    );
  if (file.size > Math.min(limit, UPLOAD_LIMIT))
    throw catalogued(131053, `The file has ${file.size} bytes; ${mimeType} files may have ${limit}.`);
  if (file.size === 0) throw catalogued(131053, "The file is empty.");
  const bytes = Buffer.from(await file.arrayBuffer());
  return { id: storeUpload(sandbox, number, bytes, mimeType, file.name || null).id };
}

/** The multipart body of a call; empty when it is none. */
export async function readForm(request: FastifyRequest): Promise<FormData> {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data") || !Buffer.isBuffer(request.body)) return new FormData();
  return new Response(new Uint8Array(request.body), { headers: { "content-type": type } })
    .formData()
    .catch(() => {
      throw invalidParameter("The multipart body cannot be read.");
    });
}

/** The file of a node id, when the token opens the number it belongs to. */
export function callMedia(sandbox: Sandbox, call: GraphCall): MediaFile | null {
  const file = sandbox.state.meta.media.get(call.id);
  if (!file || file.expiresAt <= Date.now()) return null;
  const asked = asText(call.input.phone_number_id);
  if (asked && asked !== file.phoneNumberId) throw unknownNode(call.id);
  return mayOpen(sandbox, call.token, file) ? file : null;
}

function mayOpen({ state }: Sandbox, token: GraphCall["token"], file: MediaFile): boolean {
  const number = numberById(state, file.phoneNumberId);
  const waba = number && state.wabas.get(number.sender.wabaId);
  return Boolean(waba && opens(state, token, waba));
}

export function mediaNode(sandbox: Sandbox, file: MediaFile): unknown {
  return {
    messaging_product: "whatsapp",
    url: mediaLink(sandbox, file),
    mime_type: file.mimeType,
    sha256: file.sha256,
    file_size: file.size,
    id: file.id,
  };
}

export function deleteMedia(sandbox: Sandbox, file: MediaFile): unknown {
  sandbox.state.meta.media.delete(file.id);
  return success(sandbox);
}

/** The addresses that media nodes give out, and the sandbox's own for its phones. */
export function registerMediaFiles(app: FastifyInstance, sandbox: Sandbox): void {
  app.get("/whatsapp_business/attachments", (request, reply) => download(sandbox, request, reply));
  app.get("/meta/media/:id", async (request, reply) => {
    const { id } = request.params as { id: string };
    const file = sandbox.state.meta.media.get(id);
    return file ? sendFile(file, reply) : reply.callNotFound();
  });
}

async function download(sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { mid, hash } = asObject(request.query);
  try {
    const token = checkToken(sandbox.state, tokenText(request, inputOf(request)));
    const file = sandbox.state.meta.media.get(asText(mid) ?? "");
    const endsAt = file?.links.get(asText(hash) ?? "") ?? 0;
    if (!file || endsAt <= Date.now() || !mayOpen(sandbox, token, file))
      return reply.code(404).send("URL signature expired");
    return sendFile(file, reply);
  } catch (error) {
    if (error instanceof GraphError) return reply.code(401).send("Unauthorized");
    throw error;
  }
}

async function sendFile(file: MediaFile, reply: FastifyReply): Promise<unknown> {
  const bytes = await bytesOf(file);
  if (!bytes) return reply.code(404).send("The file is gone");
  return reply.type(file.mimeType).header("content-length", bytes.length).send(bytes);
}
