/**
 * Which contacts the file was about so far, so that a later row about the same one is told as a repetition. 53 bits of a
 * hash each: in a file of three million rows the chance of one wrong count is 1 in 2,000. Kept beside the batches as well,
 * because a worker that takes over must know them.
 */
import type { Db } from "../../lib/db.ts";

/** Numbers in open addressing: 16 to 32 bytes a key, where a Set takes 50. */
export class HashSet {
  #slots = new Float64Array(1 << 14);
  #size = 0;

  has(hash: number): boolean {
    return this.#slots[slotOf(this.#slots, hash)] === hash;
  }

  add(hash: number): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const at = slotOf(this.#slots, hash);
    if (this.#slots[at] === hash) return;
    this.#slots[at] = hash;
    this.#size++;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const hash of this.#slots) if (hash !== 0) larger[slotOf(larger, hash)] = hash;
    this.#slots = larger;
  }
}

/** Where the hash is, or would be. */
function slotOf(slots: Float64Array, hash: number): number {
  const mask = slots.length - 1;
  let at = hash % slots.length;
  while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) & mask;
  return at;
}

/** Two multiplicative hashes of 32 bits, mixed, as a whole number up to 2^53; never 0, which means "free". */
export function hashOf(text: string): number {
  let high = 0x2545f491;
  let low = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 15;
    low = Math.imul(low ^ code, 0xc2b2ae35);
    low ^= low >>> 13;
  }
  high = Math.imul(high ^ (low >>> 16), 0x27d4eb2f);
  low = Math.imul(low ^ (high >>> 15), 0x165667b1);
  return ((high ^ (high >>> 16)) >>> 11) * 2 ** 32 + ((low ^ (low >>> 16)) >>> 0) + 1;
}

export async function loadSeen(db: Db, importId: string): Promise<HashSet> {
  const seen = new HashSet();
  const rows = await db.selectFrom("importKeys").select("hashes").where("importId", "=", importId).execute();
  for (const { hashes } of rows)
    for (let at = 0; at < hashes.length; at += 8) seen.add(hashes.readDoubleLE(at));
  return seen;
}

/** In the transaction of the batch. */
export async function storeSeen(
  db: Db,
  importId: string,
  firstRow: number,
  hashes: ReadonlySet<number>,
): Promise<void> {
  if (hashes.size === 0) return;
  const bytes = Buffer.alloc(hashes.size * 8);
  let at = 0;
  for (const hash of hashes) at = bytes.writeDoubleLE(hash, at);
  await db.insertInto("importKeys").values({ importId, firstRow, hashes: bytes }).execute();
}
