/**
 * Proof that a webhook comes from Infobip: HMAC over the raw body in X-Hub-Signature ("SHA256=<hex>", the prefix names the
 * algorithm, the case of the digits varies) and a fixed header we gave the notification profile. Each counts only if present:
 * the unguessable path is the first lock, these are the second and third.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookHeaders } from "../connector.ts";

/** The fixed header that our notification profiles carry (its value is the webhook secret). */
export const SECRET_HEADER = "x-ponte-secret";

const algorithms: Readonly<Record<string, string>> = {
  MD5: "md5",
  SHA1: "sha1",
  SHA224: "sha224",
  SHA256: "sha256",
  SHA384: "sha384",
  SHA512: "sha512",
};

export function checkOrigin(
  headers: WebhookHeaders,
  body: string,
  secret: string,
): "valid" | "absent" | "invalid" {
  const signature = single(headers["x-hub-signature"]);
  const shared = single(headers[SECRET_HEADER]);
  if (signature !== undefined && !signatureMatches(signature, body, secret)) return "invalid";
  if (shared !== undefined && !equal(shared, secret)) return "invalid";
  return signature === undefined && shared === undefined ? "absent" : "valid";
}

function signatureMatches(header: string, body: string, secret: string): boolean {
  const [, name = "", given = ""] = /^([A-Za-z0-9_-]+)=([0-9A-Fa-f]+)$/.exec(header.trim()) ?? [];
  const algorithm =
    algorithms[
      name
        .toUpperCase()
        .replace(/^HMAC_/, "")
        .replace(/[-_]/g, "")
    ];
  if (!algorithm) return false;
  return equal(given.toLowerCase(), createHmac(algorithm, secret).update(body).digest("hex"));
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(",") : header;
}

/** Constant time, whatever the lengths. */
function equal(left: string, right: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
