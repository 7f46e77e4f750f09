import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieceBytes, pieces } from "./pieces.ts";
import { unpacked } from "./unpack.ts";

const megabyte = 1024 * 1024;
const limits = { maxBytes: 10 * megabyte, maxUnpackedBytes: 64 * megabyte };

async function* inSteps(bytes: Uint8Array, step: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += step) yield bytes.subarray(from, from + step);
}

async function read(bytes: Uint8Array, step = 1000, given = limits): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of unpacked(inSteps(bytes, step), given)) parts.push(part);
  return Buffer.concat(parts);
}

const csv = Buffer.from("nome,fone\nJoão,11988887777\n");

describe("an upload", () => {
  it.each([
    ["as it is", csv],
    ["gzipped", gzipSync(csv)],
    [
      "two gzip files one after the other",
      Buffer.concat([gzipSync(csv.subarray(0, 9)), gzipSync(csv.subarray(9))]),
    ],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${csv}`, "utf16le")],
    ["gzipped UTF-16, other byte order", gzipSync(Buffer.from(`\uFEFF${csv}`, "utf16le").swap16())],
  ])("is the same text: %s", async (_label, bytes) => {
    for (const step of [1, 7, 1000]) expect((await read(bytes, step)).toString()).toBe(csv.toString());
  });

  it.each([
    ["file_too_large", Buffer.alloc(2000), { maxBytes: 1000, maxUnpackedBytes: megabyte }],
    [
      "file_unpacks_too_large",
      gzipSync(Buffer.alloc(3 * megabyte)),
      { ...limits, maxUnpackedBytes: 2 * megabyte },
    ],
    ["file_unpacks_suspiciously", gzipSync(Buffer.alloc(40 * megabyte)), limits],
    ["file_damaged", gzipSync(csv).subarray(0, 20), limits],
    ["file_damaged", Buffer.concat([gzipSync(csv).subarray(0, 12), Buffer.alloc(30, 255)]), limits],
    ["file_not_csv", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), limits],
    ["file_not_csv", gzipSync(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0])), limits],
  ])("is refused: %s", async (code, bytes, given) => {
    await expect(read(bytes, 500, given)).rejects.toMatchObject({ code });
  });

  it("of nothing is nothing", async () => {
    expect(await read(Buffer.alloc(0))).toHaveLength(0);
  });
});

describe("pieces", () => {
  it("have one size but the last, whatever comes in", async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 3 * pieceBytes }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lengths, async (sizes) => {
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const found: number[] = [];
        const source = (async function* () {
          for (const size of sizes) yield Buffer.alloc(size);
        })();
        for await (const piece of pieces(source)) found.push(piece.length);
        expect(found.reduce((sum, size) => sum + size, 0)).toBe(total);
        expect(found.slice(0, -1).every((size) => size === pieceBytes)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
