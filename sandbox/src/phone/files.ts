/**
 * Files a person sends from a phone. They are kept in memory, a bounded amount of them, and served where the phone page
 * and the provider's media address find them.
 */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { invalid } from "../control/http.ts";

interface PhoneFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** The largest file WhatsApp takes from a person is a document; here it is what one request may carry. */
const KEPT_BYTES = 256 * 1024 * 1024;
const SAFE_TYPE =
  /^(image\/(jpeg|png|webp|gif)|video\/(mp4|3gpp|webm)|audio\/[\w.+-]+|application\/[\w.+-]+|text\/plain)$/;
/** Types a browser would run as a page of the sandbox itself. */
const ACTIVE_TYPE = /xml|html|javascript|ecmascript/;

/** `POST /control/uploads`: the bytes as the body, `x-file-name` (URI-encoded) and `x-file-type` beside it → `{url, name}`. */
export function registerFiles(app: FastifyInstance): void {
  const files = new Map<string, PhoneFile>();
  app.post("/control/uploads", (request, reply) => {
    const bytes = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0)
      throw invalid("The file is empty. Choose another one.");
    const id = randomUUID();
    const name = decodeURIComponent(String(request.headers["x-file-name"] ?? "file")).slice(0, 240);
    files.set(id, { name, type: safeType(String(request.headers["x-file-type"] ?? "")), bytes });
    forgetOldest(files);
    return reply.code(201).send({ url: `/control/uploads/${id}`, name });
  });
  app.get("/control/uploads/:id", (request, reply) => {
    const file = files.get((request.params as { id: string }).id);
    if (!file) return reply.callNotFound();
    return reply.type(file.type).header("x-content-type-options", "nosniff").send(file.bytes);
  });
}

function safeType(type: string): string {
  const plain = type.split(";")[0]?.trim() ?? "";
  return SAFE_TYPE.test(plain) && !ACTIVE_TYPE.test(plain) ? plain : "application/octet-stream";
}

function forgetOldest(files: Map<string, PhoneFile>): void {
  let kept = 0;
  for (const file of files.values()) kept += file.bytes.length;
  for (const [id, file] of files) {
    if (kept <= KEPT_BYTES) return;
    files.delete(id);
    kept -= file.bytes.length;
  }
}
