/**
 * The dry run of one batch: the same rules as writing (write-state.ts), applied to contacts as they are read without any
 * lock. Nothing is written, no attribute type is taught; what the file itself would teach is remembered for its later rows.
 * Not seen: what two rows of different batches would do to each other's identifiers, and what others write meanwhile.
 */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import type { AttributeRule } from "../data/attribute-definitions.ts";
import { type JsonObject, taughtType } from "../data/attribute-values.ts";
import { candidates, type IdentifierKey, identifierKey } from "../identity/identifiers.ts";
import {
  type Applied as AppliedWrite,
  applyWrite,
  type Batch,
  type ContactState,
  claimedKeys,
  keyText,
  type StoredFields,
} from "../writing/write-state.ts";
import type { Applied } from "./apply.ts";
import type { PreparedBatch, Reading, RowResult, WantedRow } from "./batch.ts";
import type { RowFailure } from "./errors.ts";
import { knownOfWorkspace } from "./known.ts";
import type { RowReader } from "./rows.ts";
import type { HashSet } from "./seen.ts";

export type Rules = Map<string, AttributeRule>;

/** The law of the attributes as it stands; checkBatch adds to it what rows would teach. */
export async function loadRules(db: Db, workspaceId: string): Promise<Rules> {
  const { types, blocklisted } = await knownOfWorkspace(db, workspaceId);
  return new Map([...types].map(([name, type]) => [name, { type, blocklisted: blocklisted.has(name) }]));
}

export async function checkBatch(
  db: Db,
  job: Reading,
  reader: RowReader,
  { wanted }: PreparedBatch,
  rules: Rules,
  seen: HashSet,
): Promise<Applied> {
  teach(rules, wanted);
  const batch: Batch = { index: await readIndex(db, job.workspaceId, wanted), rules };
  const failures: RowFailure[] = [];
  const mode = job.options.mode ?? "upsert";
  const results = wanted.map((row): RowResult => {
    const known = isKnown(batch, row) || seen.has(row.hash);
    if (mode === "create" && known) return "skipped";
    if (mode === "update" && !known) return "skipped";
    const before = stateOf(batch, row)?.changed ?? false;
    const applied = applyWrite(batch, row.write, false);
    if (applied.problems.length > 0)
      failures.push({
        rowNumber: row.rowNumber,
        errors: reader.explain(row.row, applied.problems),
        record: row.row,
      });
    return resultOf(applied, known, before);
  });
  return { results, failures };
}

function teach(rules: Rules, wanted: readonly WantedRow[]): void {
  for (const { write } of wanted)
    for (const [name, change] of Object.entries(write.attributes ?? {})) {
      const type = rules.has(name) ? null : taughtType(change);
      if (type) rules.set(name, { type, blocklisted: false });
    }
}

function stateOf(batch: Batch, { write }: WantedRow): ContactState | undefined {
  const key = write.identifier ? identifierKey(write.identifier) : null;
  return key ? batch.index.get(keyText(key))?.[0] : undefined;
}

function isKnown(batch: Batch, row: WantedRow): boolean {
  return stateOf(batch, row) !== undefined;
}

/** `known`: there is a contact, or an earlier row of the file would have made it. */
function resultOf({ state, created }: AppliedWrite, known: boolean, changedBefore: boolean): RowResult {
  if (!state) return "failed";
  if (created && !known) return "created";
  return state.changed && !changedBefore ? "updated" : "unchanged";
}

async function readIndex(
  db: Db,
  workspaceId: string,
  wanted: readonly WantedRow[],
): Promise<Map<string, ContactState[]>> {
  const keys = new Map<string, IdentifierKey>();
  for (const { write } of wanted) {
    const asked = write.identifier ? identifierKey(write.identifier) : null;
    for (const key of asked ? [asked, ...claimedKeys(write)] : claimedKeys(write))
      keys.set(keyText(key), key);
  }
  const asked = [...keys.values()];
  const found = await candidates(db, workspaceId, asked);
  const states = await readStates(db, workspaceId, [...new Set(found.map((row) => row.id))]);
  const index = new Map<string, ContactState[]>();
  for (const { position, id } of found) {
    const key = asked[position];
    const state = states.get(id);
    if (!key || !state) continue;
    const owners = index.get(keyText(key));
    if (owners) owners.push(state);
    else index.set(keyText(key), [state]);
  }
  return index;
}

async function readStates(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ContactState>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StoredFields & { id: string; bucket: number; attributes: JsonObject }>`
    select c.id, c.bucket, c.external_id, c.first_name, c.last_name, c.email, c.phone, c.bsuid, c.parent_bsuid, c.country,
           c.home_city, c.language, c.time_zone, c.gender, c.date_of_birth, c.attributes
    from unnest(${ids}::uuid[]) as k (id)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id`.execute(
    db,
  );
  return new Map(
    rows.map(({ id, bucket, attributes, ...fields }): [string, ContactState] => [
      id,
      {
        kind: "loaded",
        id,
        bucket,
        before: fields,
        changed: false,
        fields,
        attributes,
        newAliases: [],
        createdAt: null,
      },
    ]),
  );
}
