/**
 * `npm run bench [-- --only <figure>] [-- --size <n>]`: measures on data it makes, in a database, a sandbox and worker
 * processes of its own, and prints one JSON line per figure.
 */
import { parseArgs } from "node:util";
import { audienceQueued } from "./audience.ts";
import { type Figure, printFigure } from "./figure.ts";
import { csvRows } from "./imports.ts";
import { receiptsCounted } from "./receipts.ts";
import { segmentFigures } from "./segments.ts";
import { bulkAccepted } from "./sending.ts";
import { type BenchSystem, startBenchSystem } from "./system.ts";
import { trackObjects, trackRequests } from "./track.ts";

interface Bench {
  readonly size: number;
  run(system: BenchSystem, size: number): Promise<Figure | readonly Figure[]>;
}

const benches: Readonly<Record<string, Bench>> = {
  audience_queued_per_s: { size: 100_000, run: audienceQueued },
  bulk_accepted_per_s: { size: 50_000, run: bulkAccepted },
  receipts_counted_per_s: { size: 50_000, run: receiptsCounted },
  track_objects_per_s: { size: 300_000, run: trackObjects },
  track_requests_per_s: { size: 30_000, run: trackRequests },
  csv_rows_per_s: { size: 1_000_000, run: csvRows },
  segments: { size: 1_000_000, run: segmentFigures },
};

const { values } = parseArgs({ options: { only: { type: "string" }, size: { type: "string" } } });
const chosen = values.only ? [values.only] : Object.keys(benches);
const size = values.size === undefined ? null : Number(values.size);
if (size !== null && !(Number.isInteger(size) && size > 0))
  fail(`--size must be a whole number, not "${values.size}".`);
for (const name of chosen) {
  const bench = benches[name];
  if (!bench) fail(`There is no figure "${name}". Figures: ${Object.keys(benches).join(", ")}.`);
  const system = await startBenchSystem();
  try {
    for (const figure of [await bench.run(system, size ?? bench.size)].flat()) printFigure(figure);
  } finally {
    await system.close();
  }
}

function fail(message: string): never {
  console.error(`bench: ${message}`);
  process.exit(1);
}
