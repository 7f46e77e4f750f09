/** Resumable uploads: a session, then the bytes, then a handle that examples of templates and pictures name. */
import { createHash } from "node:crypto";
import { graphId } from "../ids.ts";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { GraphCall } from "./call.ts";
import { GraphError, invalidParameter } from "./errors.ts";
import type { MediaFile } from "./store.ts";

const SESSION = "upload:";
const HANDLE = "4::";
const DAY_MS = 86_400_000;

/** `POST /{APP}/uploads` → the id of the session. */
export function startUpload(sandbox: Sandbox, call: GraphCall): unknown {
  const length = Number(asText(call.input.file_length));
  const type = asText(call.input.file_type) ?? "";
  if (!(length > 0)) throw new GraphError(400, 100, "(#100) The parameter file_length is required.");
  if (!/^(image\/(jpeg|jpg|png)|video\/mp4|application\/pdf)$/.test(type))
    throw invalidParameter(
      "Param file_type must be image/jpeg, image/jpg, image/png, video/mp4 or application/pdf.",
    );
  const file: MediaFile = {
    id: graphId(),
    phoneNumberId: "",
    mimeType: type,
    filename: asText(call.input.file_name) ?? null,
    bytes: Buffer.alloc(0),
    sourceUrl: null,
    sha256: "",
    size: length,
    expiresAt: Date.now() + DAY_MS,
    links: new Map(),
  };
  sandbox.state.meta.media.set(file.id, file);
  return { id: `${SESSION}${file.id}` };
}

export function isUpload(id: string): boolean {
  return id.startsWith(SESSION);
}

function sessionFile({ state }: Sandbox, id: string): MediaFile {
  const file = state.meta.media.get(id.slice(SESSION.length).split("?")[0] ?? "");
  if (!file) throw invalidParameter("The upload session does not exist or has ended.");
  return file;
}

/** Bytes from `file_offset` on; when all are there, the handle. */
export function continueUpload(sandbox: Sandbox, call: GraphCall): unknown {
  const file = sessionFile(sandbox, call.id);
  const offset = Number(call.request.headers.file_offset ?? 0);
  const have = file.bytes ?? Buffer.alloc(0);
  if (offset !== have.length) throw invalidParameter(`The upload goes on at file_offset ${have.length}.`);
  const part = Buffer.isBuffer(call.request.body) ? call.request.body : Buffer.alloc(0);
  file.bytes = Buffer.concat([have, part]);
  if (file.bytes.length < file.size) return { id: call.id, file_offset: file.bytes.length };
  file.sha256 = createHash("sha256").update(file.bytes).digest("hex");
  return { h: `${HANDLE}${Buffer.from(file.id).toString("base64")}` };
}

export function uploadState(sandbox: Sandbox, call: GraphCall): unknown {
  return { id: call.id, file_offset: sessionFile(sandbox, call.id).bytes?.length ?? 0 };
}

/** The address of what a handle names; an address stays itself. */
export function handleUrl(sandbox: Sandbox, handle: string): string {
  if (!handle.startsWith(HANDLE)) return handle;
  return `${sandbox.url}/meta/media/${Buffer.from(handle.slice(HANDLE.length), "base64").toString()}`;
}
