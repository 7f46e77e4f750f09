/** What proves a webhook's origin, by the security of its profile. */
import { createHmac } from "node:crypto";
import { request } from "undici";
import { asObject, asString } from "../json.ts";
import type { Security } from "./subscription.ts";

const ALGORITHMS: Record<string, string> = {
  HMAC_MD5: "md5",
  HMAC_SHA_1: "sha1",
  HMAC_SHA_224: "sha224",
  HMAC_SHA_256: "sha256",
  HMAC_SHA_384: "sha384",
  HMAC_SHA_512: "sha512",
};

/** Headers to add to one POST. Throws when the profile's security cannot be applied; the POST then counts as failed. */
export async function securityHeaders(
  security: Security | undefined,
  body: string,
): Promise<Record<string, string>> {
  if (!security) return {};
  const credentials = security.credentials;
  switch (security.type) {
    case "BASIC": {
      const pair = `${asString(credentials.username) ?? ""}:${asString(credentials.password) ?? ""}`;
      return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
    }
    case "HMAC":
      return { "x-hub-signature": hmacSignature(security, body) };
    case "OAUTH":
      return { authorization: `Bearer ${await fetchToken(credentials)}` };
    default:
      return {};
  }
}

function hmacSignature(security: Security, body: string): string {
  const algorithm = ALGORITHMS[asString(security.credentials.algorithm) ?? ""] ?? "sha256";
  const digest = createHmac(algorithm, asString(security.credentials.secretKey) ?? "")
    .update(body)
    .digest("hex");
  return `${algorithm.toUpperCase()}=${digest}`;
}

async function fetchToken(credentials: Record<string, unknown>): Promise<string> {
  const form = new URLSearchParams({ grant_type: asString(credentials.grantType) ?? "client_credentials" });
  const fields = { client_id: "clientId", client_secret: "clientSecret", scope: "scope" } as const;
  for (const [field, name] of Object.entries(fields)) {
    const value = asString(credentials[name]);
    if (value) form.set(field, value);
  }
  const response = await request(asString(credentials.tokenUrl) ?? "", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  });
  const token = asString(asObject(await response.body.json()).access_token);
  if (!token) throw new Error("The token address of the webhook's OAuth security gave no access_token");
  return token;
}
