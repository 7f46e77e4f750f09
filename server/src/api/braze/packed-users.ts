/** Users as newline-delimited JSON in a ZIP of files or as one gzip, streamed: nothing is held but what is being packed. */
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { Zip, ZipDeflate } from "fflate";

const usersPerFile = 5000;

type Pages = AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;

export function packed(pages: Pages, format: "zip" | "gzip", prefix: string): Readable {
  if (format === "zip") return Readable.from(zipped(pages, prefix), { objectMode: false });
  const lines = Readable.from(jsonLines(pages), { objectMode: false });
  const gzip = createGzip();
  lines.on("error", (error) => gzip.destroy(error));
  return lines.pipe(gzip);
}

async function* jsonLines(pages: Pages): AsyncGenerator<Buffer> {
  for await (const users of pages) yield lines(users);
}

function lines(users: readonly unknown[]): Buffer {
  return Buffer.from(users.map((user) => `${JSON.stringify(user)}\n`).join(""));
}

/** A segment of nobody is a ZIP with one empty file: some programs take a ZIP without any for a broken one. */
async function* zipped(pages: Pages, prefix: string): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    out.push(chunk);
  });
  let file = 0;
  let inFile = 0;
  let open: ZipDeflate | null = null;
  const begin = () => {
    file++;
    inFile = 0;
    open = new ZipDeflate(`${prefix}-${String(file).padStart(5, "0")}.json`, { level: 6 });
    zip.add(open);
    return open;
  };
  for await (const users of pages) {
    for (let from = 0; from < users.length; ) {
      const into: ZipDeflate = open ?? begin();
      const some = users.slice(from, from + usersPerFile - inFile);
      from += some.length;
      inFile += some.length;
      into.push(lines(some), inFile === usersPerFile);
      if (inFile === usersPerFile) open = null;
    }
    yield* out.splice(0);
  }
  const last: ZipDeflate | null = open ?? (file === 0 ? begin() : null);
  last?.push(new Uint8Array(0), true);
  zip.end();
  yield* out.splice(0);
}
