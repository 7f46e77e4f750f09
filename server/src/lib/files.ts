/**
 * Files that belong to a workspace (media of inbound messages …): on this machine's disk, or in an S3-compatible store when
 * several machines share the work. Keys are made here, unguessable and never taken from a person or a provider; what a file is,
 * is told by its first bytes, not by its name or by what somebody said it was.
 */
import path from "node:path";
import type { Readable } from "node:stream";
import { fileTypeFromBuffer } from "file-type";
import { Disk } from "flydrive";
import type { Config } from "../config.ts";
import { randomToken } from "./secrets.ts";

export interface StoredFile {
  readonly key: string;
  readonly contentType: string;
  readonly bytes: number;
}

export interface Files {
  /** `claimedType` counts only where the bytes themselves tell nothing (plain text, for one). */
  store(folder: string, bytes: Buffer, claimedType?: string): Promise<StoredFile>;
  /** For files too large to hold: written while they are made, by us, so that their type needs no guessing. */
  storeStream(folder: string, bytes: Readable, contentType: string): Promise<{ readonly key: string }>;
  /** null: there is no such file. */
  open(key: string): Promise<Readable | null>;
  remove(key: string): Promise<void>;
}

export function createFiles(config: Config["files"]): Files {
  let opened: Promise<Disk> | null = null;
  const disk = () => {
    opened ??= openDisk(config);
    return opened;
  };
  return {
    async store(folder, bytes, claimedType) {
      const contentType = await typeOf(bytes, claimedType);
      const key = path.posix.join(folder, randomToken(24));
      await (await disk()).put(key, bytes, { contentType, contentLength: bytes.length });
      return { key, contentType, bytes: bytes.length };
    },
    async storeStream(folder, bytes, contentType) {
      const key = path.posix.join(folder, randomToken(24));
      const store = await disk();
      try {
        await store.putStream(key, bytes, { contentType });
      } catch (error) {
        await store.delete(key).catch(() => {}); // the half of a file that nobody knows the key of
        throw error;
      }
      return { key };
    },
    async open(key) {
      const store = await disk();
      return (await store.exists(key)) ? store.getStream(key) : null;
    },
    async remove(key) {
      await (await disk()).delete(key);
    },
  };
}

async function openDisk(config: Config["files"]): Promise<Disk> {
  if (config.store === "disk") {
    const { FSDriver } = await import("flydrive/drivers/fs");
    return new Disk(new FSDriver({ location: config.dir, visibility: "private" }));
  }
  const { bucket, region, endpoint, accessKey, secretKey } = config;
  const { S3Driver } = await import("flydrive/drivers/s3");
  return new Disk(
    new S3Driver({
      bucket,
      region,
      visibility: "private",
      supportsACL: false,
      ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
      // Without keys of its own the SDK takes the machine's role.
      ...(accessKey && secretKey
        ? { credentials: { accessKeyId: accessKey, secretAccessKey: secretKey } }
        : {}),
    }),
  );
}

/** Types that bytes do not show but that do no harm when believed. */
const believed = /^text\/(?:plain|csv|vcard|x-vcard)$/;

async function typeOf(bytes: Buffer, claimed = ""): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return audioInMp4(found.mime, claimed);
  const plain = claimed.split(";")[0]?.trim().toLowerCase() ?? "";
  return believed.test(plain) ? plain : "application/octet-stream";
}

/** A voice in an MP4 container has the bytes of a video: here the sender's word tells which of two harmless types it is. */
function audioInMp4(found: string, claimed: string): string {
  return found === "video/mp4" && claimed.startsWith("audio/") ? "audio/mp4" : found;
}
