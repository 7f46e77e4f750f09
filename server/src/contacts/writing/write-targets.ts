/** Who a batch of writes is about: looked up, locked, and indexed by every key the batch asks for or claims. */
import type { Transaction } from "kysely";
import type { DB } from "../../lib/schema.ts";
import { type Candidate, candidates, type IdentifierKey, identifierKey } from "../identity/identifiers.ts";
import { lockKeys } from "./locks.ts";
import { loadStates } from "./store.ts";
import {
  type ContactState,
  type ContactWrite,
  claimedKeys,
  isBare,
  keyText,
  noFields,
} from "./write-state.ts";

export interface Targets {
  /** Contacts behind each key, the one to prefer first. */
  readonly index: Map<string, ContactState[]>;
  /** Those of the phones given that somebody has. */
  readonly heldPhones: ReadonlySet<string>;
}

/** So many writes hold nearly all locks anyway: they take them before they look, and look once instead of twice. */
const bulk = 1000;

/** A key of the batch, and what it is there for. */
interface Wanted {
  readonly key: IdentifierKey;
  /** A write changes the contact behind it: its row must be read and locked. */
  changes: boolean;
  /** Asked for or claimed; otherwise a phone that is only written, whose holders are not part of the batch. */
  indexed: boolean;
  /** Nobody may come to have it meanwhile. */
  locked: boolean;
}

export async function findTargets(
  tx: Transaction<DB>,
  workspaceId: string,
  writes: readonly ContactWrite[],
  updateOnly: boolean,
): Promise<Targets> {
  const wanted = wantedKeys(writes);
  const found = new Map<Wanted, Candidate[]>();
  const secure = wanted.filter((one) => !one.locked);
  if (writes.length < bulk) await lookUp(tx, workspaceId, secure, found);
  const insecure = wanted.filter(
    (one) => one.locked || (one.key.kind !== "id" && !updateOnly && !found.has(one)),
  );
  if (insecure.length > 0) {
    await lockKeys(
      tx,
      workspaceId,
      insecure.map(({ key }) => key),
    );
    await lookUp(tx, workspaceId, insecure, found);
  }
  if (writes.length >= bulk) {
    const rest = secure.filter((one) => one.key.kind === "id" || updateOnly);
    await lookUp(tx, workspaceId, rest, found);
  }
  const held = wanted.filter((one) => one.key.kind === "phone" && found.has(one));
  return {
    index: await indexOf(tx, workspaceId, found),
    heldPhones: new Set(held.map(({ key }) => key.value)),
  };
}

function wantedKeys(writes: readonly ContactWrite[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  const want = (key: IdentifierKey, more: { changes?: boolean; indexed?: boolean; locked?: boolean }) => {
    const text = keyText(key);
    let one = wanted.get(text);
    if (!one) {
      one = { key, changes: false, indexed: false, locked: false };
      wanted.set(text, one);
    }
    one.changes ||= more.changes ?? false;
    one.indexed ||= more.indexed ?? false;
    one.locked ||= more.locked ?? false;
  };
  for (const write of writes) {
    const asked = write.identifier ? identifierKey(write.identifier) : null;
    if (asked) want(asked, { indexed: true, changes: !isBare(write) });
    for (const key of claimedKeys(write)) want(key, { indexed: true });
    const phone = write.fields?.phone;
    if (phone) want({ kind: "phone", value: phone }, { locked: true });
  }
  return [...wanted.values()];
}

async function lookUp(
  tx: Transaction<DB>,
  workspaceId: string,
  wanted: readonly Wanted[],
  found: Map<Wanted, Candidate[]>,
): Promise<void> {
  if (wanted.length === 0) return;
  for (const one of wanted) found.delete(one);
  const rows = await candidates(
    tx,
    workspaceId,
    wanted.map(({ key }) => key),
  );
  for (const row of rows) {
    const one = wanted[row.position];
    if (!one) continue;
    const list = found.get(one);
    if (list) list.push(row);
    else found.set(one, [row]);
  }
}

async function indexOf(
  tx: Transaction<DB>,
  workspaceId: string,
  found: ReadonlyMap<Wanted, readonly Candidate[]>,
): Promise<Map<string, ContactState[]>> {
  const toLoad = new Set<string>();
  for (const [{ changes }, rows] of found) if (changes) for (const { id } of rows) toLoad.add(id);
  const states = await loadStates(tx, workspaceId, [...toLoad]);
  const index = new Map<string, ContactState[]>();
  for (const [{ key, indexed }, rows] of found) {
    if (!indexed) continue;
    const owners: ContactState[] = [];
    for (const row of rows) {
      let state = states.get(row.id);
      // Without a row although it was to be loaded: deleted meanwhile.
      if (!state && !toLoad.has(row.id)) {
        state = known(row);
        states.set(row.id, state);
      }
      if (state) owners.push(state);
    }
    if (owners.length > 0) index.set(keyText(key), owners);
  }
  return index;
}

function known({ id, bucket }: Candidate): ContactState {
  return {
    kind: "known",
    id,
    bucket,
    before: null,
    changed: false,
    fields: noFields,
    attributes: {},
    newAliases: [],
    createdAt: null,
  };
}
