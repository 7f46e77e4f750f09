/** What a merge would do, before anybody does it: the same rules as the merge itself, and nothing is written or locked. */

import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import type { JsonObject, JsonValue } from "../data/attribute-values.ts";
import { type FieldName, fieldNames } from "../data/fields.ts";
import { type Alias, aliasOf } from "./identifiers.ts";
import {
  chooseAttributes,
  chooseFields,
  chooseState,
  type FieldValues,
  type StateRow,
  type Winner,
} from "./merge-rules.ts";

export interface MergePreview {
  /** Fields that either of them has. */
  readonly fields: readonly Compared<FieldName, string | null>[];
  readonly attributes: readonly Compared<string, JsonValue>[];
  /** Numbers either of them said something about. */
  readonly subscriptions: readonly {
    readonly subscriptionGroupId: string;
    readonly kept: StateRow | null;
    readonly merged: StateRow | null;
    readonly from: Winner;
    readonly state: "subscribed" | "unsubscribed";
  }[];
  /** What comes along. */
  readonly aliases: readonly Alias[];
  readonly events: number;
}

export interface Compared<N, V> {
  readonly name: N;
  readonly kept: V | null;
  readonly merged: V | null;
  readonly from: Winner;
  readonly value: V | null;
}

interface Row extends FieldValues {
  readonly id: string;
  readonly attributes: JsonObject;
}

/** null: one of them does not exist in this workspace, or they are the same. */
export async function previewMerge(
  db: Db,
  workspaceId: string,
  { mergeId, keepId }: { readonly mergeId: string; readonly keepId: string },
): Promise<MergePreview | null> {
  const { rows } = await sql<Row>`
    select c.id, c.external_id, c.first_name, c.last_name, c.email, c.phone, c.bsuid, c.parent_bsuid, c.country, c.home_city,
           c.language, c.time_zone, c.gender, c.date_of_birth, c.attributes
    from unnest(${[mergeId, keepId]}::uuid[]) as k (id)
    join contacts c on c.workspace_id = ${workspaceId} and c.bucket = bucket_of(k.id) and c.id = k.id`.execute(
    db,
  );
  const kept = rows.find(({ id }) => id === keepId);
  const merged = rows.find(({ id }) => id === mergeId);
  if (!kept || !merged || mergeId === keepId) return null;
  const [ours, theirs, aliases, events] = await Promise.all([
    statesOf(db, workspaceId, keepId),
    statesOf(db, workspaceId, mergeId),
    aliasesOf(db, workspaceId, mergeId),
    eventsOf(db, workspaceId, mergeId),
  ]);
  return {
    fields: compareFields(kept, merged),
    attributes: compareAttributes(kept.attributes, merged.attributes),
    subscriptions: compareStates(ours, theirs),
    aliases,
    events,
  };
}

function compareFields(kept: Row, merged: Row): MergePreview["fields"] {
  const choices = chooseFields(kept, merged);
  return fieldNames.flatMap((name) => {
    const { value, from } = choices[name];
    return from === "none" ? [] : [{ name, kept: kept[name], merged: merged[name], from, value }];
  });
}

function compareAttributes(kept: JsonObject, merged: JsonObject): MergePreview["attributes"] {
  return Object.entries(chooseAttributes(kept, merged)).map(([name, { value, from }]) => ({
    name,
    kept: kept[name] ?? null,
    merged: merged[name] ?? null,
    from,
    value,
  }));
}

function compareStates(
  ours: readonly StateRow[],
  theirs: readonly StateRow[],
): MergePreview["subscriptions"] {
  const groups = [...new Set([...ours, ...theirs].map((row) => row.subscriptionGroupId))];
  const of = (rows: readonly StateRow[], group: string) =>
    rows.find((row) => row.subscriptionGroupId === group);
  return groups.flatMap((subscriptionGroupId) => {
    const [kept, merged] = [of(ours, subscriptionGroupId), of(theirs, subscriptionGroupId)];
    const { value, from } = chooseState(kept, merged);
    return value
      ? [{ subscriptionGroupId, kept: kept ?? null, merged: merged ?? null, from, state: value.state }]
      : [];
  });
}

async function statesOf(db: Db, workspaceId: string, contactId: string): Promise<StateRow[]> {
  const { rows } = await sql<StateRow>`
    select subscription_group_id, state, source, changed_at, stated_at from subscription_states
    where workspace_id = ${workspaceId} and bucket = bucket_of(${contactId}::uuid) and contact_id = ${contactId}::uuid
    order by subscription_group_id`.execute(db);
  return rows;
}

async function aliasesOf(db: Db, workspaceId: string, contactId: string): Promise<Alias[]> {
  const { rows } = await sql<{ value: string }>`
    select value from contact_identifiers
    where workspace_id = ${workspaceId} and kind = 'alias' and contact_id = ${contactId}::uuid order by value`.execute(
    db,
  );
  return rows.map(({ value }) => aliasOf(value));
}

async function eventsOf(db: Db, workspaceId: string, contactId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(count), 0)::int as n from event_days
    where workspace_id = ${workspaceId} and bucket = bucket_of(${contactId}::uuid) and contact_id = ${contactId}::uuid`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
