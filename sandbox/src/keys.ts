/** API keys of an account: created in the portal or over the API, shown in full only once. */
import { apiKeySecret, hexKey } from "./ids.ts";
import type { State } from "./state.ts";
import { readDate, zonelessDate } from "./time.ts";
import type { ApiKey } from "./types.ts";

const YEAR_MS = 365 * 86_400_000;

export interface NewKey {
  accountKey: string;
  name: string;
  scopeGuids: string[];
  validFrom?: string;
  validTo?: string;
  allowedIPs?: string[];
  enabled?: boolean;
}

/** Without `validTo` a key lives one year, as Infobip's own do. */
export function createKey(state: State, input: NewKey): ApiKey {
  const now = Date.now();
  const key: ApiKey = {
    id: hexKey(),
    secret: apiKeySecret(),
    accountKey: input.accountKey,
    name: input.name,
    allowedIPs: input.allowedIPs ?? [],
    validFrom: zonelessDate(dateOr(input.validFrom, now)),
    validTo: zonelessDate(dateOr(input.validTo, now + YEAR_MS)),
    enabled: input.enabled ?? true,
    scopeGuids: input.scopeGuids,
    createdAt: new Date(now).toISOString(),
  };
  state.keys.set(key.id, key);
  state.keysBySecret.set(key.secret, key);
  announceKey(state, key);
  return key;
}

export interface KeyPatch {
  name?: string;
  enabled?: boolean;
  validFrom?: string;
  validTo?: string;
  allowedIPs?: string[];
  scopeGuids?: string[];
}

export function changeKey(state: State, key: ApiKey, patch: KeyPatch): void {
  if (patch.name !== undefined) key.name = patch.name;
  if (patch.enabled !== undefined) key.enabled = patch.enabled;
  if (patch.validFrom !== undefined) key.validFrom = zonelessDate(readDate(patch.validFrom));
  if (patch.validTo !== undefined) key.validTo = zonelessDate(readDate(patch.validTo));
  if (patch.allowedIPs !== undefined) key.allowedIPs = patch.allowedIPs;
  if (patch.scopeGuids !== undefined) key.scopeGuids = patch.scopeGuids;
  announceKey(state, key);
}

export function deleteKey(state: State, key: ApiKey): void {
  state.keys.delete(key.id);
  state.keysBySecret.delete(key.secret);
  announceKey(state, key);
}

function announceKey(state: State, key: ApiKey): void {
  state.live.emit(() => ({ type: "key", id: key.id, accountKey: key.accountKey }));
  state.onChange();
}

/** First and last characters only. */
export function secretPreview(key: { secret: string }): string {
  return `${key.secret.slice(0, 4)}…${key.secret.slice(-4)}`;
}

export function isDate(text: string): boolean {
  return Number.isFinite(readDate(text));
}

function dateOr(text: string | undefined, fallback: number): number {
  return text === undefined ? fallback : readDate(text);
}
