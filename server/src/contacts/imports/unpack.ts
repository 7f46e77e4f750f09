/**
 * The bytes of an upload -> the bytes of a text file: gzip is told by its first bytes and inflated within limits, UTF-16
 * becomes UTF-8. Workbooks and zip archives are refused with what to do instead. A stream in, a stream out; nothing is held.
 */
import { createGunzip } from "node:zlib";
import { AppError } from "../../lib/errors.ts";

export interface UnpackLimits {
  /** Of the file as it comes. */
  readonly maxBytes: number;
  /** Of the text inside a gzip file. */
  readonly maxUnpackedBytes: number;
}

/** Lists of people shrink to a fifth or a twentieth; what shrinks to less than this is made to fill a disk. */
const maxRatio = 200;
const ratioCountsFrom = 16 * 1024 * 1024;

export async function* unpacked(
  content: AsyncIterable<Uint8Array>,
  limits: UnpackLimits,
): AsyncGenerator<Uint8Array> {
  const seen = { bytes: 0 };
  const source = limited(content, limits.maxBytes, seen);
  const first = await beginningOf(source);
  if (first.length === 0) return;
  const whole = joined(first, source);
  if (first[0] === 0x1f && first[1] === 0x8b) yield* withoutUtf16(inflated(whole, limits, seen));
  else yield* withoutUtf16(whole);
}

async function* limited(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  seen: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const bytes of content) {
    seen.bytes += bytes.length;
    if (seen.bytes > maxBytes) throw tooLarge(maxBytes);
    yield bytes;
  }
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new AppError(
    "file_too_large",
    `Files of up to ${megabytes} MB can be imported (PONTE_IMPORT_MAX_MB). Split the file.`,
    { status: 413, params: { megabytes } },
  );
}

/** At least four bytes where there are so many: enough to tell what the file is. */
async function beginningOf(source: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let first = new Uint8Array();
  while (first.length < 4) {
    const { value, done } = await source.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  return first;
}

async function* joined(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* inflated(
  packed: AsyncIterable<Uint8Array>,
  limits: UnpackLimits,
  seen: { readonly bytes: number },
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  const feeding = feed(packed, gunzip);
  let size = 0;
  try {
    for await (const bytes of gunzip as AsyncIterable<Uint8Array>) {
      size += bytes.length;
      checkSize(size, seen.bytes, limits);
      yield bytes;
    }
    await feeding;
  } catch (error) {
    throw isZlibError(error) ? damaged(error) : error;
  } finally {
    gunzip.destroy();
    await feeding.catch(() => {});
  }
}

async function feed(
  packed: AsyncIterable<Uint8Array>,
  gunzip: ReturnType<typeof createGunzip>,
): Promise<void> {
  try {
    for await (const bytes of packed) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(bytes)) await drained(gunzip);
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
  }
}

function drained(gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      gunzip.off("drain", done).off("close", done);
      resolve();
    };
    gunzip.on("drain", done).on("close", done);
  });
}

function checkSize(size: number, packedBytes: number, limits: UnpackLimits): void {
  if (size > limits.maxUnpackedBytes) {
    const megabytes = Math.floor(limits.maxUnpackedBytes / 1024 / 1024);
    throw new AppError(
      "file_unpacks_too_large",
      `Unpacked, this file is larger than ${megabytes} MB (PONTE_IMPORT_MAX_UNPACKED_MB). Split it into smaller files.`,
      { status: 413, params: { megabytes } },
    );
  }
  if (size > ratioCountsFrom && size > packedBytes * maxRatio)
    throw new AppError(
      "file_unpacks_suspiciously",
      `This file unpacks to more than ${maxRatio} times its size, which lists of contacts do not. Upload the CSV file itself.`,
      { params: { ratio: maxRatio } },
    );
}

function isZlibError(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" && code.startsWith("Z_");
}

function damaged(cause: unknown): AppError {
  return new AppError(
    "file_damaged",
    "This gzip file is damaged or incomplete. Pack it again, or upload the CSV file itself.",
    { cause },
  );
}

async function* withoutUtf16(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | null | undefined;
  for await (const bytes of whole(content)) {
    decoder ??= decoder === undefined ? decoderFor(bytes) : null;
    if (decoder) yield Buffer.from(decoder.decode(bytes, { stream: true }));
    else yield bytes;
  }
  if (decoder) yield Buffer.from(decoder.decode());
}

/** The first piece has four bytes or more where the file has. */
async function* whole(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = content[Symbol.asyncIterator]() as AsyncGenerator<Uint8Array>;
  const first = await beginningOf(source);
  if (first.length > 0) yield first;
  yield* { [Symbol.asyncIterator]: () => source };
}

/** null: bytes stay as they are. Throws for what is no text file at all. */
function decoderFor(first: Uint8Array): InstanceType<typeof TextDecoder> | null {
  if (first[0] === 0x50 && first[1] === 0x4b && (first[2] === 3 || first[2] === 5))
    throw notText(
      "This is a workbook or a zip archive, not a CSV file. Save the sheet as CSV and upload that.",
    );
  if (first[0] === 0xd0 && first[1] === 0xcf && first[2] === 0x11 && first[3] === 0xe0)
    throw notText("This is an old Excel workbook, not a CSV file. Save the sheet as CSV and upload that.");
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder("utf-16le");
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder("utf-16be");
  return null;
}

function notText(message: string): AppError {
  return new AppError("file_not_csv", message);
}
