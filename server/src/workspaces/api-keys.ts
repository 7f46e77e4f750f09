/** API keys: 256 bits of chance, shown once, stored as a hash, limited to permissions and addresses. */
import { BlockList, isIP } from "node:net";
import type { WorkspaceAccess } from "../lib/access.ts";
import { type Db, inTransaction } from "../lib/db.ts";
import { invalidInput, notFound } from "../lib/errors.ts";
import { hashToken, randomToken } from "../lib/secrets.ts";
import { distrustKeys, type KeyRow, keepKey, recentKey } from "./recent-keys.ts";

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly permissions: string[];
  readonly allowedIps: string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const shown = ["id", "name", "prefix", "permissions", "allowedIps", "createdAt", "lastUsedAt"] as const;

export async function createApiKey(
  db: Db,
  workspaceId: string,
  input: { name: string; permissions: readonly string[]; allowedIps: readonly string[] },
): Promise<ApiKey & { key: string }> {
  for (const entry of input.allowedIps) parseRange(entry);
  const key = `ponte_${randomToken()}`;
  const row = await db
    .insertInto("apiKeys")
    .values({
      workspaceId,
      name: input.name,
      prefix: key.slice(0, 12),
      secretHash: hashToken(key),
      permissions: [...input.permissions],
      allowedIps: [...input.allowedIps],
    })
    .returning(shown)
    .executeTakeFirstOrThrow();
  return { ...row, key };
}

export async function listApiKeys(db: Db, workspaceId: string): Promise<ApiKey[]> {
  return db
    .selectFrom("apiKeys")
    .select(shown)
    .where("workspaceId", "=", workspaceId)
    .where("revokedAt", "is", null)
    .orderBy("id", "desc")
    .execute();
}

/** Changes what is given of a key that is in use; the key itself stays. `before` is for the audit log. */
export async function updateApiKey(
  db: Db,
  workspaceId: string,
  id: string,
  change: { name?: string; permissions?: readonly string[]; allowedIps?: readonly string[] },
): Promise<{ before: ApiKey; after: ApiKey }> {
  for (const entry of change.allowedIps ?? []) parseRange(entry);
  distrustKeys(id);
  return inTransaction(db, async (tx) => {
    const mine = tx
      .selectFrom("apiKeys")
      .select(shown)
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .where("revokedAt", "is", null)
      .forUpdate();
    const before = await mine.executeTakeFirst();
    if (!before) throw notFound("API key");
    const after = await tx
      .updateTable("apiKeys")
      .set({
        name: change.name ?? before.name,
        permissions: [...(change.permissions ?? before.permissions)],
        allowedIps: [...(change.allowedIps ?? before.allowedIps)],
      })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .returning(shown)
      .executeTakeFirstOrThrow();
    return { before, after };
  });
}

export async function revokeApiKey(db: Db, workspaceId: string, id: string, at: Date): Promise<void> {
  distrustKeys(id);
  const row = await db
    .updateTable("apiKeys")
    .set({ revokedAt: at })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("revokedAt", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!row) throw notFound("API key");
}

/** null: unknown, revoked, or used from an address that is not allowed. */
export async function findApiKey(
  db: Db,
  token: string,
  ip: string,
  at: Date,
): Promise<{ id: string; workspace: WorkspaceAccess; permissions: readonly string[] } | null> {
  const secretHash = hashToken(token);
  const text = secretHash.toString("base64");
  const recent = recentKey(text);
  const row = recent ?? (await lookUpKey(db, secretHash));
  if (!row || !addressAllowed(row.allowedIps, ip)) return null;
  if (!recent) {
    keepKey(text, row);
    // Once a minute is exact enough for "last used" and keeps a busy key from rewriting its row on every call.
    if (!row.lastUsedAt || at.getTime() - row.lastUsedAt.getTime() > 60_000)
      await db.updateTable("apiKeys").set({ lastUsedAt: at }).where("id", "=", row.keyId).execute();
  }
  return { id: row.keyId, workspace: row.workspace, permissions: row.permissions };
}

async function lookUpKey(db: Db, secretHash: Buffer): Promise<KeyRow | null> {
  const row = await db
    .selectFrom("apiKeys as k")
    .innerJoin("workspaces as w", "w.id", "k.workspaceId")
    .select([
      "k.id as keyId",
      "k.permissions",
      "k.allowedIps",
      "k.lastUsedAt",
      "w.id",
      "w.slug",
      "w.name",
      "w.timeZone",
      "w.defaultCountry",
    ])
    .where("k.secretHash", "=", secretHash)
    .where("k.revokedAt", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const { keyId, permissions, allowedIps, lastUsedAt, ...workspace } = row;
  return { keyId, permissions, allowedIps, lastUsedAt, workspace };
}

function addressAllowed(allowed: readonly string[], ip: string): boolean {
  if (allowed.length === 0) return true;
  const address = ip.replace(/^::ffff:/, "");
  if (isIP(address) === 0) return false; // a proxy wrote something else
  const kind = isIP(address) === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  for (const entry of allowed) {
    const range = parseRange(entry);
    list.addSubnet(range.address, range.bits, range.kind);
  }
  return list.check(address, kind);
}

function parseRange(entry: string): { address: string; bits: number; kind: "ipv4" | "ipv6" } {
  const [address = "", bits, ...more] = entry.trim().split("/");
  const version = isIP(address);
  const width = version === 6 ? 128 : 32;
  // Number("") is 0: "203.0.113.7/" would be the whole network.
  const size = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (version === 0 || more.length > 0 || size < 0 || size > width)
    throw invalidInput(
      `"${entry}" is not an IP address or range. Write for example 203.0.113.7 or 203.0.113.0/24.`,
      [{ path: "allowedIps", message: "is not an IP address or range" }],
    );
  return { address, bits: size, kind: version === 6 ? "ipv6" : "ipv4" };
}
