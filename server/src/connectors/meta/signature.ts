/**
 * Proof that a webhook comes from Meta: HMAC-SHA256 over the raw body with the app's secret. Meta escapes what is not ASCII in the
 * body it signs, so the text as it came is what counts. Before the first body Meta asks with a GET whether we know a word that
 * only we can know: it derives from the same secret.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookHeaders } from "../connector.ts";

export function checkOrigin(
  headers: WebhookHeaders,
  body: string,
  secret: string,
): "valid" | "absent" | "invalid" {
  const given = headers["x-hub-signature-256"];
  if (given === undefined) return "absent";
  const [, digits = ""] = /^sha256=([0-9a-f]{64})$/i.exec(String(given).trim()) ?? [];
  return equal(digits.toLowerCase(), hmac(secret, body)) ? "valid" : "invalid";
}

export function answerChallenge(
  query: Readonly<Record<string, string | undefined>>,
  secret: string,
): string | null {
  const challenge = query["hub.challenge"];
  if (query["hub.mode"] !== "subscribe" || !challenge || !/^[\w.-]{1,200}$/.test(challenge)) return null;
  return equal(query["hub.verify_token"] ?? "", verifyToken(secret)) ? challenge : null;
}

/** Given to Meta when a webhook is subscribed. */
export function verifyToken(secret: string): string {
  return hmac(secret, "ponte: webhook verify token").slice(0, 40);
}

function hmac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** Constant time, whatever the lengths. */
function equal(left: string, right: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
