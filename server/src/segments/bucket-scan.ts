/**
 * Counting against the clock. Everything that can be counted is counted per bucket, and a contact's bucket is a random byte of
 * its id: the buckets seen until the time is up are a fair sample, whatever the filter. Planner estimates are not used: they are
 * off by orders of magnitude as soon as two conditions depend on one another.
 */
import { type Kysely, sql, type Transaction } from "kysely";
import { boundedRead, limitStatements, ReadTimeout } from "../lib/bounded-read.ts";
import { AppError } from "../lib/errors.ts";
import type { DB } from "../lib/schema.ts";

const bucketCount = 256;

/** First and last bucket. */
export type BucketRange = readonly [number, number];

export type CountPart<T> = (tx: Transaction<DB>, range: BucketRange) => Promise<T>;

export interface Scanned<T> {
  readonly parts: readonly T[];
  /** Of 256; 256: exact. */
  readonly buckets: number;
}

export interface Estimate {
  readonly count: number;
  readonly exact: boolean;
  /** The true count lies between low and high, both included, in 99 of 100 cases. */
  readonly low: number;
  readonly high: number;
}

/** For the whole, and for the buckets after it was too much: an answer takes at most twice that, and a bucket. */
const budgetMs = 300;
/** The first bucket gets this long: without it nothing is known. */
const firstBucketMs = 8_000;
/** On two cores simple filters count so many contacts within the budget. */
const wholeUpTo = 500_000;
const exactMs = 180_000;

/** Exact within the time, or else an estimate. `contacts`: about how many the workspace has. */
export async function scanQuickly<T>(
  db: Kysely<DB>,
  contacts: number,
  signal: AbortSignal | undefined,
  count: CountPart<T>,
): Promise<Scanned<T>> {
  if (contacts <= wholeUpTo) {
    const whole = await inTime(() =>
      boundedRead(db, { timeoutMs: budgetMs, signal }, (tx) => count(tx, [0, bucketCount - 1])),
    );
    if (whole) return { parts: [whole], buckets: bucketCount };
  }
  const parts: T[] = [];
  const end = performance.now() + budgetMs;
  await inTime(() =>
    boundedRead(db, { timeoutMs: firstBucketMs, signal }, async (tx) => {
      for (let bucket = 0; bucket < bucketCount; bucket++) {
        if (bucket === 1) await limitStatements(tx, budgetMs);
        if (bucket > 0 && performance.now() >= end) return true;
        parts.push(await count(tx, [bucket, bucket]));
      }
      return true;
    }),
  );
  if (parts.length === 0) throw tooSlow();
  return { parts, buckets: parts.length };
}

/** Two at a time: PostgreSQL does not spread what is looked up contact by contact over several cores. */
const halves: readonly BucketRange[] = [
  [0, bucketCount / 2 - 1],
  [bucketCount / 2, bucketCount - 1],
];

/** However long it takes, within minutes. `parts` of halves only add up where no contact of one concerns the other. */
export async function scanExactly<T>(
  db: Kysely<DB>,
  signal: AbortSignal | undefined,
  count: CountPart<T>,
  inHalves: boolean,
): Promise<Scanned<T>> {
  const ranges = inHalves ? halves : [[0, bucketCount - 1] as const];
  const parts = await inTime(() =>
    Promise.all(
      ranges.map((range) =>
        boundedRead(db, { timeoutMs: exactMs, signal }, async (tx) => {
          // Workers of both would build the same hashes twice: 5.5 s of processor time instead of 4.6 (bench, a million contacts).
          if (inHalves) await sql`set local max_parallel_workers_per_gather = 0`.execute(tx);
          return count(tx, range);
        }),
      ),
    ),
  );
  if (!parts) throw tooSlow();
  return { parts, buckets: bucketCount };
}

async function inTime<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReadTimeout) return null;
    throw error;
  }
}

function tooSlow(): AppError {
  return new AppError(
    "count_too_slow",
    "The count was given up because it took too long. Make the filter simpler, or try again when less is going on.",
    { status: 503 },
  );
}

/** Of 99 %. */
const z = 2.576;

/**
 * How many there are when `seen` are in `buckets` of 256. Pure. Whether one of M contacts is in the sample is a coin that falls
 * with p = buckets / 256; the interval holds every M for which `seen` is within z standard deviations of M·p (the score
 * interval: the two roots of (seen - M·p)² = z²·M·p·(1 - p)). Unlike seen ± z·s it also holds for rare things.
 */
export function estimate(seen: number, buckets: number): Estimate {
  if (buckets >= bucketCount) return { count: seen, exact: true, low: seen, high: seen };
  const p = buckets / bucketCount;
  const middle = 2 * seen + z * z * (1 - p);
  const spread = Math.sqrt(middle * middle - 4 * seen * seen);
  return {
    count: Math.round(seen / p),
    exact: false,
    low: Math.max(seen, Math.floor((middle - spread) / (2 * p))),
    high: Math.ceil((middle + spread) / (2 * p)),
  };
}
