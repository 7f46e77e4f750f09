/**
 * `/assets-media/*`: files the seeded templates point at. Pictures (`.png`, any name) are drawn here; a video, an animation
 * (`animacao.mp4`), a document, a voice message and a sticker are the phones' own samples. Nothing is downloaded.
 */
import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import type { FastifyInstance } from "fastify";

const WIDTH = 800;
const HEIGHT = 418;
type Colour = [number, number, number];

const PALETTES: Record<string, [Colour, Colour]> = {
  oferta: [
    [12, 110, 105],
    [246, 190, 82],
  ],
  pedido: [
    [38, 70, 120],
    [150, 200, 220],
  ],
};
const OTHER: [Colour, Colour] = [
  [80, 60, 110],
  [230, 150, 130],
];

/** Extension → the file that stands for all of them, and its type. */
const FILES: Record<string, { file: string; type: string }> = {
  mp4: { file: "video.mp4", type: "video/mp4" },
  pdf: { file: "document.pdf", type: "application/pdf" },
  webp: { file: "sticker.webp", type: "image/webp" },
  ogg: { file: "voice.ogg", type: "audio/ogg" },
};
const ANIMATION = { file: "animation.mp4", type: "video/mp4" };

export function registerSampleMedia(app: FastifyInstance): void {
  const drawn = new Map<string, Buffer>();
  app.get("/assets-media/:name", (request, reply) => {
    const { name } = request.params as { name: string };
    const sample = sampleOf(name);
    if (sample) return reply.type(sample.type).send(readSample(sample.file));
    if (!/^[a-z0-9_-]{1,40}\.png$/.test(name)) return reply.callNotFound();
    const key = name.slice(0, -4) in PALETTES ? name : "other.png";
    const png = drawn.get(key) ?? drawPng(PALETTES[key.slice(0, -4)] ?? OTHER);
    drawn.set(key, png);
    return reply.type("image/png").header("cache-control", "public, max-age=3600").send(png);
  });
}

function sampleOf(name: string): { file: string; type: string } | undefined {
  if (/^(animacao|animation|gif)/.test(name)) return ANIMATION;
  return FILES[name.split(".").at(-1) ?? ""];
}

function readSample(file: string): Buffer {
  return readFileSync(new URL(`./pages/assets/samples/${file}`, import.meta.url));
}

/** A diagonal gradient with a bright disc: enough to see that an image arrived. */
function drawPng([from, to]: [Colour, Colour]): Buffer {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const inDisc = (x - 600) ** 2 + (y - 209) ** 2 < 120 ** 2;
      const stripe = (x + y) % 80 < 6 ? 14 : 0;
      const part = inDisc ? 1 : (x + y) / (WIDTH + HEIGHT) / 1.6;
      const at = y * (1 + WIDTH * 3) + 1 + x * 3;
      for (let c = 0; c < 3; c++) {
        const [low = 0, high = 0] = [from[c], to[c]];
        rows[at + c] = Math.min(255, Math.round(low + (high - low) * part + stripe));
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
