/** Writes applied in memory, in order, to contacts that are locked in the database. Pure: store.ts loads and saves. */
import type { ErrorDetail } from "../lib/errors.ts";
import {
  type AttributeChange,
  type AttributeType,
  applyChange,
  fitChange,
  isProblem,
  type JsonObject,
  type JsonValue,
  sizeProblem,
} from "./attribute-values.ts";
import { type ContactFields, type FieldName, fieldNames } from "./fields.ts";
import {
  type Alias,
  aliasKey,
  type Identifier,
  type IdentifierKey,
  identifierKey,
  uniqueKinds,
} from "./identifiers.ts";
import { type Phone, phoneSpellings } from "./phone.ts";

export interface ContactWrite {
  /** How the contact is found; null always makes a new one. A contact that is not found is made with this identity. */
  readonly identifier: Identifier | null;
  readonly fields?: ContactFields;
  readonly attributes?: Readonly<Record<string, AttributeChange>>;
  readonly aliases?: readonly Alias[];
  /** A contact that is not found is passed over instead of made. */
  readonly updateOnly?: boolean;
  /** Attributes that do not fit are reported and left out; without it they refuse the whole write. */
  readonly keepFitting?: boolean;
  /** When somebody became a contact, for a new one that is older than its row here. */
  readonly createdAt?: Date;
}

export type StoredFields = {
  readonly [name in FieldName]: name extends "phone" ? Phone | null : string | null;
};

/** A contact while a batch of writes is applied. */
export interface ContactState {
  /** Empty until a new contact is saved. */
  id: string;
  bucket: number;
  readonly before: { fields: StoredFields; attributes: JsonObject } | null;
  fields: StoredFields;
  attributes: JsonObject;
  newAliases: IdentifierKey[];
  /** Of a new contact; null: now. */
  createdAt: Date | null;
}

export interface Applied {
  readonly state: ContactState | null;
  readonly created: boolean;
  readonly problems: readonly ErrorDetail[];
}

export interface Batch {
  /** Contacts behind each key, the one to prefer first. */
  readonly index: Map<string, ContactState[]>;
  readonly types: ReadonlyMap<string, AttributeType>;
}

const noFields = Object.fromEntries(fieldNames.map((name) => [name, null])) as unknown as StoredFields;

export function keyText(key: IdentifierKey): string {
  return `${key.kind}:${key.value}`;
}

/** The identifiers that follow from the fields; aliases stand alone. */
export function keysOfFields(fields: StoredFields): IdentifierKey[] {
  const keys: IdentifierKey[] = [];
  if (fields.externalId) keys.push({ kind: "external_id", value: fields.externalId });
  if (fields.bsuid) keys.push({ kind: "bsuid", value: fields.bsuid });
  if (fields.email) keys.push({ kind: "email", value: fields.email });
  if (fields.phone) keys.push(...phoneSpellings(fields.phone).map((value) => ({ kind: "phone", value })));
  return keys;
}

/** Keys a write would give to its contact and that only one contact may have. */
export function claimedKeys(write: ContactWrite): IdentifierKey[] {
  const { externalId, bsuid } = write.fields ?? {};
  const keys = (write.aliases ?? []).map(aliasKey);
  if (externalId) keys.push({ kind: "external_id", value: externalId });
  if (bsuid) keys.push({ kind: "bsuid", value: bsuid });
  return keys;
}

/** Applies one write. On a problem nothing of it is kept, but for attributes of a write that keeps what fits. */
export function applyWrite(batch: Batch, write: ContactWrite, updateOnly: boolean): Applied {
  const key = write.identifier ? identifierKey(write.identifier) : null;
  const found = key ? batch.index.get(keyText(key))?.[0] : undefined;
  if (!found) {
    if (updateOnly) return { state: null, created: false, problems: [] };
    const refused = cannotCreate(write, key);
    if (refused) return { state: null, created: false, problems: [refused] };
  }
  const state = found ?? newState(write.createdAt ?? null);
  const identity = found || !write.identifier ? {} : identityFields(write.identifier, key);
  const fields = { ...state.fields, ...identity, ...write.fields } as StoredFields;
  const { attributes, problems } = changedAttributes(batch.types, state.attributes, write.attributes ?? {});
  const aliases = [
    ...(write.aliases ?? []),
    ...(!found && write.identifier?.kind === "alias" ? [write.identifier] : []),
  ];
  const taken = takenKeys(batch, state, [...claimedKeys({ ...write, fields }), ...aliases.map(aliasKey)]);
  if (taken.length > 0 || (problems.length > 0 && !write.keepFitting))
    return { state: null, created: false, problems: [...problems, ...taken] };
  commit(batch, state, fields, attributes, aliases.map(aliasKey));
  return { state, created: !found, problems };
}

function newState(createdAt: Date | null): ContactState {
  return { id: "", bucket: 0, before: null, fields: noFields, attributes: {}, newAliases: [], createdAt };
}

function cannotCreate(write: ContactWrite, key: IdentifierKey | null): ErrorDetail | null {
  if (!write.identifier || (key && key.kind !== "id")) return null;
  return write.identifier.kind === "phone"
    ? {
        path: "phone",
        code: "invalid_value",
        message: "The phone number is not valid; write it like +5511987654321.",
      }
    : { path: "id", code: "not_found", message: "There is no contact with this id in this workspace." };
}

function identityFields(identifier: Identifier, key: IdentifierKey | null): ContactFields {
  switch (identifier.kind) {
    case "external_id":
      return { externalId: identifier.value };
    case "bsuid":
      return { bsuid: identifier.value };
    case "email":
      return { email: key?.value ?? null };
    case "phone":
      return { phone: (key?.value ?? null) as Phone | null };
    case "id":
    case "alias":
      return {};
  }
}

function changedAttributes(
  types: ReadonlyMap<string, AttributeType>,
  current: JsonObject,
  changes: Readonly<Record<string, AttributeChange>>,
): { attributes: JsonObject; problems: ErrorDetail[] } {
  const attributes: Record<string, JsonValue> = { ...current };
  const problems: ErrorDetail[] = [];
  for (const [name, change] of Object.entries(changes)) {
    const type = types.get(name);
    const fitted = type ? fitChange(name, type, change) : change;
    if (isProblem(fitted)) {
      problems.push(fitted);
      continue;
    }
    const next = applyChange(attributes[name], fitted);
    const tooLarge = sizeProblem(name, next);
    if (tooLarge) problems.push(tooLarge);
    else if (next === undefined) delete attributes[name];
    else attributes[name] = next;
  }
  return { attributes, problems };
}

const keyFields: Readonly<Record<string, string>> = {
  external_id: "externalId",
  bsuid: "bsuid",
  alias: "aliases",
};

function takenKeys(batch: Batch, state: ContactState, keys: readonly IdentifierKey[]): ErrorDetail[] {
  return keys
    .filter(
      (key) => uniqueKinds.has(key.kind) && batch.index.get(keyText(key))?.some((owner) => owner !== state),
    )
    .map((key) => ({
      path: keyFields[key.kind] ?? key.kind,
      code: "identifier_taken",
      message: `Another contact already has this ${key.kind.replace("_", " ")}. Update that contact, or use another value.`,
    }));
}

function commit(
  batch: Batch,
  state: ContactState,
  fields: StoredFields,
  attributes: JsonObject,
  aliases: readonly IdentifierKey[],
): void {
  for (const key of keysOfFields(state.fields)) unlink(batch.index, key, state);
  const wanted = [...new Map(aliases.map((key) => [keyText(key), key])).values()];
  const fresh = wanted.filter((key) => !batch.index.get(keyText(key))?.includes(state));
  state.fields = fields;
  state.attributes = attributes;
  state.newAliases.push(...fresh);
  // In front: the contact written last is the most recently updated one.
  for (const key of [...keysOfFields(fields), ...fresh]) {
    unlink(batch.index, key, state);
    batch.index.set(keyText(key), [state, ...(batch.index.get(keyText(key)) ?? [])]);
  }
}

function unlink(index: Map<string, ContactState[]>, key: IdentifierKey, state: ContactState): void {
  const owners = index.get(keyText(key));
  if (owners)
    index.set(
      keyText(key),
      owners.filter((owner) => owner !== state),
    );
}
