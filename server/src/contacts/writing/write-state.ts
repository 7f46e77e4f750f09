/** Writes applied in memory, in order, to contacts that are locked in the database. Pure: store.ts loads and saves. */
import type { ErrorDetail } from "../../lib/errors.ts";
import { type AttributeRule, maxAttributes } from "../data/attribute-definitions.ts";
import {
  type AttributeChange,
  applyChange,
  fitChange,
  isProblem,
  type JsonObject,
  type JsonValue,
  sizeProblem,
  taughtType,
} from "../data/attribute-values.ts";
import { type ContactFields, type FieldName, fieldNames } from "../data/fields.ts";
import { ownValue } from "../data/json.ts";
import {
  type Alias,
  aliasKey,
  type Identifier,
  type IdentifierKey,
  identifierKey,
  uniqueKinds,
} from "../identity/identifiers.ts";
import type { Phone } from "../identity/phone.ts";

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
  /**
   * new: made by this batch. loaded: its row is read and locked. known: it is there, and stays until the transaction ends;
   * nobody in this batch changes it, so its row was not read.
   */
  readonly kind: "new" | "loaded" | "known";
  /** Empty until a new contact is saved. */
  id: string;
  bucket: number;
  /** Of a loaded contact: what its row holds. */
  readonly before: StoredFields | null;
  /** Something of a loaded contact differs from its row. */
  changed: boolean;
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
  readonly rules: ReadonlyMap<string, AttributeRule>;
}

export const noFields = Object.fromEntries(fieldNames.map((name) => [name, null])) as unknown as StoredFields;

export function keyText(key: IdentifierKey): string {
  return `${key.kind}:${key.value}`;
}

/** The identifiers that follow from the fields; aliases stand alone. */
export function keysOfFields(fields: ContactFields): IdentifierKey[] {
  const keys = uniqueKeysOfFields(fields);
  if (fields.email) keys.push({ kind: "email", value: fields.email });
  if (fields.phone) keys.push({ kind: "phone", value: fields.phone });
  return keys;
}

function uniqueKeysOfFields({ externalId, bsuid, parentBsuid }: ContactFields): IdentifierKey[] {
  const keys: IdentifierKey[] = [];
  if (externalId) keys.push({ kind: "external_id", value: externalId });
  if (bsuid) keys.push({ kind: "bsuid", value: bsuid });
  if (parentBsuid) keys.push({ kind: "parent_bsuid", value: parentBsuid });
  return keys;
}

/** Keys a write would give to its contact and that only one contact may have. */
export function claimedKeys(write: ContactWrite): IdentifierKey[] {
  return [...(write.aliases ?? []).map(aliasKey), ...uniqueKeysOfFields(write.fields ?? {})];
}

/** The write only says who: it makes a contact that is not there, and leaves alone one that is. */
export function isBare(write: ContactWrite): boolean {
  return isEmpty(write.fields) && isEmpty(write.attributes) && !write.aliases?.length;
}

function isEmpty(members: object | undefined): boolean {
  for (const _ in members) return false;
  return true;
}

/** Applies one write. On a problem nothing of it is kept, but for attributes of a write that keeps what fits. */
export function applyWrite(batch: Batch, write: ContactWrite, updateOnly: boolean): Applied {
  const key = write.identifier ? identifierKey(write.identifier) : null;
  const found = key ? batch.index.get(keyText(key))?.[0] : undefined;
  if (!found) {
    if (updateOnly) return { state: null, created: false, problems: [] };
    const refused = cannotCreate(write, key);
    if (refused) return { state: null, created: false, problems: [refused] };
  } else if (isBare(write)) return { state: found, created: false, problems: [] };
  const state = found ?? newState(write.createdAt ?? null);
  const identity = found || !write.identifier ? {} : identityFields(write.identifier, key);
  const fields = { ...state.fields, ...identity, ...write.fields } as StoredFields;
  const { attributes, problems } = changedAttributes(batch.rules, state.attributes, write.attributes);
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
  return {
    kind: "new",
    id: "",
    bucket: 0,
    before: null,
    changed: false,
    fields: noFields,
    attributes: {},
    newAliases: [],
    createdAt,
  };
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
    case "parent_bsuid":
      return key?.kind === "parent_bsuid" ? { parentBsuid: key.value } : { bsuid: identifier.value };
    case "email":
      return { email: key?.value ?? null };
    case "phone":
      return { phone: (key?.value ?? null) as Phone | null };
    case "id":
    case "alias":
      return {};
  }
}

/** The attributes after the changes; the same object when nothing changed. */
function changedAttributes(
  rules: ReadonlyMap<string, AttributeRule>,
  current: JsonObject,
  changes: Readonly<Record<string, AttributeChange>> = {},
): { attributes: JsonObject; problems: ErrorDetail[] } {
  let attributes: Record<string, JsonValue> | null = null;
  const problems: ErrorDetail[] = [];
  for (const [name, change] of Object.entries(changes)) {
    const fitted = allowedChange(rules.get(name), name, change);
    if (isProblem(fitted)) {
      problems.push(fitted);
      continue;
    }
    const before = ownValue(attributes ?? current, name);
    const next = applyChange(before, fitted);
    const tooLarge = sizeProblem(name, next);
    if (tooLarge) problems.push(tooLarge);
    else if (!sameValue(before, next)) {
      attributes ??= { ...current };
      if (next === undefined) delete attributes[name];
      else attributes[name] = next;
    }
  }
  return { attributes: attributes ?? current, problems };
}

function allowedChange(
  rule: AttributeRule | undefined,
  name: string,
  change: AttributeChange,
): AttributeChange | ErrorDetail {
  if (!rule) return taughtType(change) === null ? change : noRoom(name);
  if (rule.blocklisted && change.kind !== "unset")
    return {
      path: `attributes.${name}`,
      code: "attribute_blocklisted",
      message: `${name}: this attribute is on the workspace's blocklist and takes no values. Leave it out, or take it off the blocklist.`,
    };
  return fitChange(name, rule.type, change);
}

function noRoom(name: string): ErrorDetail {
  return {
    path: `attributes.${name}`,
    code: "too_many_attributes",
    message: `${name}: this workspace has ${maxAttributes} attributes, as many as there may be, and takes no new one. Use one that is there; put what changes into values, not into names.`,
  };
}

function sameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
}

const keyFields: Readonly<Record<string, string>> = {
  external_id: "externalId",
  bsuid: "bsuid",
  parent_bsuid: "parentBsuid",
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
      message: `Another contact already has this ${key.kind.replaceAll("_", " ")}. Update that contact, or use another value.`,
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
  state.changed ||=
    fresh.length > 0 ||
    attributes !== state.attributes ||
    fieldNames.some((name) => fields[name] !== state.fields[name]);
  state.fields = fields;
  state.attributes = attributes;
  state.newAliases.push(...fresh);
  // In front: the contact written last is the most recently updated one.
  for (const key of [...keysOfFields(fields), ...fresh]) {
    const text = keyText(key);
    const owners = batch.index.get(text);
    batch.index.set(text, owners ? [state, ...owners.filter((owner) => owner !== state)] : [state]);
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
