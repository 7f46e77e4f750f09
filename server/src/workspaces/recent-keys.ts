/**
 * API keys looked up a moment ago. A key that is called with a thousand times a second is looked up every two seconds; what
 * another process changes about it holds here after that time at the latest. What this process changes holds at once: it is
 * distrusted for as long as the change may take to be committed.
 */
import type { WorkspaceAccess } from "../lib/access.ts";

export interface KeyRow {
  readonly keyId: string;
  readonly permissions: readonly string[];
  readonly allowedIps: readonly string[];
  readonly lastUsedAt: Date | null;
  readonly workspace: WorkspaceAccess;
}

const keptMs = 2000;
const distrustedMs = 60_000;
const maxKeys = 2000;

const kept = new Map<string, { readonly row: KeyRow; readonly until: number }>();
/** Ids of keys and workspaces. */
const distrusted = new Map<string, number>();

export function recentKey(hash: string): KeyRow | null {
  const found = kept.get(hash);
  if (found && found.until > performance.now() && isTrusted(found.row)) return found.row;
  kept.delete(hash);
  return null;
}

export function keepKey(hash: string, row: KeyRow): void {
  if (!isTrusted(row)) return;
  if (kept.size >= maxKeys) kept.clear();
  kept.set(hash, { row, until: performance.now() + keptMs });
}

/** Call it before a key or a workspace is changed. */
export function distrustKeys(keyOrWorkspaceId: string): void {
  const now = performance.now();
  for (const [id, until] of distrusted) if (until < now) distrusted.delete(id);
  distrusted.set(keyOrWorkspaceId, now + distrustedMs);
}

function isTrusted({ keyId, workspace }: KeyRow): boolean {
  if (distrusted.size === 0) return true;
  const now = performance.now();
  return (distrusted.get(keyId) ?? 0) < now && (distrusted.get(workspace.id) ?? 0) < now;
}
