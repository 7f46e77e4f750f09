/** Random identifiers in the shapes the providers use. */
import { randomBytes, randomInt, randomUUID } from "node:crypto";

/** 32 upper-case hex characters: Infobip account keys and API key ids. */
export function hexKey(): string {
  return randomBytes(16).toString("hex").toUpperCase();
}

/** An API key secret: 32 hex characters, a dash, a UUID. */
export function apiKeySecret(): string {
  return `${randomBytes(16).toString("hex")}-${randomUUID()}`;
}

/** A Graph object id: 15 digits, below 2^53 so that it survives as a JSON number. */
export function graphId(): string {
  return String(randomInt(100_000, 1_000_000)) + String(randomInt(0, 1_000_000_000)).padStart(9, "0");
}

/** The id WhatsApp gives to a message typed on a phone. */
export function wamid(number: string): string {
  return `wamid.${Buffer.from(`${number}${randomBytes(12).toString("hex")}`).toString("base64url")}`;
}

export { randomUUID as uuid } from "node:crypto";
