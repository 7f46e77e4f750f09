/**
 * The data endpoint of a Flow, called as a phone does: the request is encrypted with the number's public key (RSA-OAEP
 * with SHA-256 for an AES-128 key, AES-GCM for the data), the answer with the same AES key and the inverted vector.
 */
import { constants, createCipheriv, createDecipheriv, publicEncrypt, randomBytes } from "node:crypto";
import { ControlError } from "../control/http.ts";
import { asObject, type Json } from "../json.ts";

const PATIENCE_MS = 10_000;
const TAG_BYTES = 16;

export interface FlowRequest {
  version: string;
  /** INIT when the Flow opens, BACK, or data_exchange when a screen asks. */
  action: string;
  screen?: string;
  data?: Json;
  flow_token: string;
}

/** The endpoint's decrypted answer: the next screen and its data. */
export async function askEndpoint(url: string, publicKey: string, request: FlowRequest): Promise<Json> {
  const key = randomBytes(16);
  const vector = randomBytes(16);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      encrypted_flow_data: encrypt(JSON.stringify(request), key, vector),
      encrypted_aes_key: wrapKey(key, publicKey),
      initial_vector: vector.toString("base64"),
    }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    throw endpointError(`it does not answer (${error instanceof Error ? error.message : "unknown"})`);
  });
  const text = await response.text();
  if (!response.ok) throw endpointError(`it answered ${response.status}`);
  return decrypt(text, key, vector);
}

function wrapKey(key: Buffer, publicKey: string): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key: publicKey, padding, oaepHash: "sha256" }, key).toString("base64");
}

function encrypt(text: string, key: Buffer, vector: Buffer): string {
  const cipher = createCipheriv("aes-128-gcm", key, vector);
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([data, cipher.getAuthTag()]).toString("base64");
}

function decrypt(text: string, key: Buffer, vector: Buffer): Json {
  try {
    const bytes = Buffer.from(text, "base64");
    const inverted = Buffer.from(vector.map((byte) => byte ^ 0xff));
    const decipher = createDecipheriv("aes-128-gcm", key, inverted);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const data = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return asObject(JSON.parse(data.toString("utf8")));
  } catch {
    throw endpointError("its answer cannot be decrypted with the key and the inverted vector of the request");
  }
}

function endpointError(why: string): ControlError {
  return new ControlError(
    502,
    "flow_endpoint",
    `The Flow's data endpoint failed: ${why}. Mend it, then try again.`,
  );
}
