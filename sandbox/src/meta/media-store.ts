/** Files: uploaded ones (30 days, bound to a number), those phones sent (7 days), and the five-minute addresses to both. */
import { createHash, randomBytes } from "node:crypto";
import { graphId } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Message } from "../types.ts";
import type { MediaFile, MetaNumber } from "./store.ts";

const DAY_MS = 86_400_000;
const UPLOAD_DAYS = 30;
const INBOUND_DAYS = 7;

export function storeUpload(
  sandbox: Sandbox,
  number: MetaNumber,
  bytes: Buffer,
  mimeType: string,
  filename: string | null,
): MediaFile {
  const file: MediaFile = {
    id: graphId(),
    phoneNumberId: number.id,
    mimeType,
    filename,
    bytes,
    sourceUrl: null,
    sha256: sha256(bytes),
    size: bytes.length,
    expiresAt: Date.now() + UPLOAD_DAYS * DAY_MS,
    links: new Map(),
  };
  sandbox.state.meta.media.set(file.id, file);
  sandbox.state.onChange();
  return file;
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A fresh address of a file; it needs the token as well. */
export function mediaLink(sandbox: Sandbox, file: MediaFile): string {
  const hash = randomBytes(12).toString("hex");
  const expiresAt = Date.now() + sandbox.state.meta.settings.mediaLinkMs;
  file.links.set(hash, expiresAt);
  return `${sandbox.url}/whatsapp_business/attachments/?mid=${file.id}&ext=${Math.floor(expiresAt / 1000)}&hash=${hash}`;
}

/** The bytes, wherever they lie; null when they are gone. */
export async function bytesOf(file: MediaFile): Promise<Buffer | null> {
  if (file.bytes) return file.bytes;
  const answer = file.sourceUrl ? await fetch(file.sourceUrl).catch(() => null) : null;
  return answer?.ok ? Buffer.from(await answer.arrayBuffer()) : null;
}

const GUESSES: Record<string, string> = {
  IMAGE: "image/jpeg",
  VIDEO: "video/mp4",
  DOCUMENT: "application/pdf",
  AUDIO: "audio/mpeg",
  VOICE: "audio/ogg; codecs=opus",
  STICKER: "image/webp",
};

/** The file of an inbound message, with an address to begin with. */
export async function inboundMedia(
  sandbox: Sandbox,
  message: Message,
  sourceUrl: string,
  type: string,
): Promise<MediaFile & { url: string }> {
  const answer = await fetch(sourceUrl).catch(() => null);
  const bytes = answer?.ok ? Buffer.from(await answer.arrayBuffer()) : Buffer.alloc(0);
  const file: MediaFile = {
    id: graphId(),
    phoneNumberId: message.conversation.sender.phoneNumberId,
    mimeType:
      (answer?.ok && answer.headers.get("content-type")) || (GUESSES[type] ?? "application/octet-stream"),
    filename: URL.canParse(sourceUrl) ? (new URL(sourceUrl).pathname.split("/").at(-1) ?? null) : null,
    bytes: null,
    sourceUrl,
    sha256: sha256(bytes),
    size: bytes.length,
    expiresAt: Date.now() + INBOUND_DAYS * DAY_MS,
    links: new Map(),
  };
  sandbox.state.meta.media.set(file.id, file);
  return { ...file, url: mediaLink(sandbox, file) };
}
