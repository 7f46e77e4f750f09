/**
 * The token under which a provider knows a send: p1-<bucket, 2 hex>-<send id>. It leads from a receipt to its row by primary key,
 * is the same on every attempt, and is recognisably ours, so that traffic of others on the same account can be told apart.
 */
const token = /^p1-([0-9a-f]{2})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

export interface SendKey {
  readonly bucket: number;
  readonly sendId: string;
}

export function encodeMessageId(bucket: number, sendId: string): string {
  return `p1-${bucket < 16 ? "0" : ""}${bucket.toString(16)}-${sendId}`;
}

/** null: not a message of ours. */
export function decodeMessageId(messageId: string): SendKey | null {
  const [, bucket, sendId] = token.exec(messageId) ?? [];
  return bucket && sendId ? { bucket: Number.parseInt(bucket, 16), sendId } : null;
}
