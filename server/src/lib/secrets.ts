/**
 * Secrets at rest: AES-256-GCM, one key per installation (PONTE_ENCRYPTION_KEY, or generated into the data directory with
 * mode 0600). Stored form: version byte 1, 12 bytes nonce, 16 bytes tag, ciphertext; bound to a purpose as associated data,
 * so a value copied into another column does not decrypt.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Config } from "../config.ts";

export interface Secrets {
  encrypt(plain: string, purpose: string): Buffer;
  decrypt(stored: Buffer, purpose: string): string;
  /** A key for another use (session signing …), derived from the installation's key. */
  derive(purpose: string): string;
}

export function createSecrets(config: Pick<Config, "encryptionKey" | "dataDir">): Secrets {
  const key = Buffer.from(config.encryptionKey ?? generatedKey(config.dataDir), "base64");
  return {
    encrypt(plain, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body]);
    },
    decrypt(stored, purpose) {
      if (stored[0] !== 1)
        throw new Error("A stored secret has an unknown format. Was PONTE_ENCRYPTION_KEY changed?");
      const decipher = createDecipheriv("aes-256-gcm", key, stored.subarray(1, 13)).setAAD(
        Buffer.from(purpose),
      );
      decipher.setAuthTag(stored.subarray(13, 29));
      return Buffer.concat([decipher.update(stored.subarray(29)), decipher.final()]).toString("utf8");
    },
    derive: (purpose) => createHmac("sha256", key).update(purpose).digest("base64url"),
  };
}

/** For keys that are long and random themselves (API keys): a plain hash is enough to look them up and useless if leaked. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

function generatedKey(dataDir: string): string {
  const file = path.join(dataDir, "encryption.key");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}
