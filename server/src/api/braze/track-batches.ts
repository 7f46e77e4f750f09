/**
 * Joins calls of one workspace that come at the same time into one transaction: a commit costs as much for one event as for
 * hundreds. No call waits for a timer: what arrives while transactions run is the next batch. A call is answered when its
 * transaction is committed.
 */
import type { Db } from "../../lib/db.ts";
import { AppError } from "../../lib/errors.ts";
import { type TrackCall, type Tracked, track } from "./track.ts";

export interface TrackBatches {
  /** Does what one call asks for, perhaps together with others. Rejects with the error of this call alone. */
  track(workspaceId: string, call: TrackCall): Promise<Tracked>;
}

interface Waiting {
  readonly call: TrackCall;
  resolve(tracked: Tracked): void;
  reject(error: unknown): void;
}

interface Lane {
  readonly waiting: Waiting[];
  /** Objects of the calls that wait. */
  objects: number;
  running: number;
}

/** Two: while one transaction is in the database, the other one's statements are made here. More only wait for locks. */
const atOnce = 2;
/** The second one begins when this many objects wait: small transactions cost as much as larger ones. */
const worthASecond = 150;
/**
 * Objects of one workspace that wait; beyond that calls are refused. Where the database is slow or gone, callers that try again
 * would otherwise fill the memory of the server, for everybody.
 */
const maxWaiting = 10_000;
/** Objects of one transaction; a call with more of them goes alone. */
const maxObjects = 600;

/** `most`: objects that may wait, of each workspace. */
export function createTrackBatches(db: Db, most = maxWaiting): TrackBatches {
  const lanes = new Map<string, Lane>();

  async function run(workspaceId: string, lane: Lane): Promise<void> {
    lane.running++;
    for (let batch = nextBatch(lane); batch.length > 0; batch = nextBatch(lane))
      await runBatch(db, workspaceId, batch);
    lane.running--;
    if (lane.running === 0) lanes.delete(workspaceId);
  }

  return {
    track(workspaceId, call) {
      let lane = lanes.get(workspaceId);
      if (lane && lane.objects > 0 && lane.objects + call.objects.length > most)
        return Promise.reject(tooBusy());
      if (!lane) {
        lane = { waiting: [], objects: 0, running: 0 };
        lanes.set(workspaceId, lane);
      }
      const { promise, resolve, reject } = Promise.withResolvers<Tracked>();
      lane.waiting.push({ call, resolve, reject });
      lane.objects += call.objects.length;
      if (lane.running === 0 || (lane.running < atOnce && lane.objects >= worthASecond))
        void run(workspaceId, lane);
      return promise;
    },
  };
}

function tooBusy(): AppError {
  return new AppError(
    "too_busy",
    "Too many objects are waiting to be written. Nothing of this call was kept. Send it again in some seconds, and fewer at once.",
    { status: 503 },
  );
}

function nextBatch(lane: Lane): Waiting[] {
  let objects = 0;
  let count = 0;
  for (const { call } of lane.waiting) {
    if (count > 0 && objects + call.objects.length > maxObjects) break;
    objects += call.objects.length;
    count++;
  }
  lane.objects -= objects;
  return lane.waiting.splice(0, count);
}

/** Never rejects: every call of the batch gets its answer or its error. */
async function runBatch(db: Db, workspaceId: string, batch: readonly Waiting[]): Promise<void> {
  try {
    const answers = await track(
      db,
      workspaceId,
      batch.map(({ call }) => call),
    );
    for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Tracked);
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    // One of them is the cause; apart, the others go through.
    else for (const one of batch) await runBatch(db, workspaceId, [one]);
  }
}
