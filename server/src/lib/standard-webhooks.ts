/** Signatures after Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over "id.seconds.body", with a key written whsec_<base64>. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A new key, as it is shown to people. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** One value of `webhook-signature`; `seconds` since 1970, as in `webhook-timestamp`. */
export function signWebhook(secret: string, id: string, seconds: number | string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
}

export interface SignedHeaders {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** One or more signatures, separated by spaces: a sender that changes its key signs with both. */
  readonly signature: string | undefined;
}

/** In constant time for each signature. How old the timestamp may be is the caller's to say. */
export function verifyWebhook(
  secret: string,
  { id, timestamp, signature }: SignedHeaders,
  body: string,
): "valid" | "absent" | "invalid" {
  if (signature === undefined) return "absent";
  if (!id || !timestamp) return "invalid";
  const expected = digest(signWebhook(secret, id, timestamp, body));
  const given = signature.split(" ").slice(0, 10);
  return given.some((one) => timingSafeEqual(digest(one), expected)) ? "valid" : "invalid";
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
