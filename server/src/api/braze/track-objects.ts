/**
 * The objects of /users/track -> writes and events, or why not. A purchase is kept as an event named "purchase" whose
 * properties carry product_id, currency, price and quantity. Pure.
 */
import { type ContactWrite, isStorable, type JsonObject, purchaseEvent } from "../../contacts/contacts.ts";
import { parseTime } from "./time.ts";
import { parseUserAttributes, type UserAttributes } from "./user-attributes.ts";
import { identify, isName, type RawObject } from "./user-identifier.ts";

export type TrackArray = "attributes" | "events" | "purchases";

export interface TrackedObject {
  readonly array: TrackArray;
  readonly index: number;
  readonly write: ContactWrite;
  readonly subscriptions: UserAttributes["subscriptions"];
  readonly event: TrackedEvent | null;
}

interface TrackedEvent {
  readonly name: string;
  readonly occurredAt: Date;
  readonly properties: JsonObject;
  /** The caller's id of it, an extension of this API: the same one for the same user counts once. */
  readonly key?: string;
}

/** The shape in which the API names what was left out. */
export interface TrackError {
  readonly type: string;
  readonly input_array: TrackArray;
  readonly index: number;
}

export interface TrackOptions {
  readonly defaultCountry: string;
  readonly now: Date;
}

/** object null: none of it can be processed. With an object, the errors name attributes that were left out of it. */
export function parseTracked(
  array: TrackArray,
  index: number,
  raw: RawObject,
  { defaultCountry, now }: TrackOptions,
): { object: TrackedObject | null; errors: TrackError[] } {
  const refused = (type: string) => ({ object: null, errors: [{ type, input_array: array, index }] });
  const identified = identify(raw, defaultCountry);
  if (typeof identified === "string") return refused(identified);
  // An alias alone makes no new user unless the caller says so.
  const updateOnly = raw._update_existing_only ?? identified.isAlias;
  const target = { identifier: identified.identifier, updateOnly: updateOnly === true };
  if (array !== "attributes") {
    const event = array === "events" ? parseEvent(raw, now) : parsePurchase(raw, now);
    if (typeof event === "string") return refused(event);
    return { object: { array, index, write: target, subscriptions: [], event }, errors: [] };
  }
  const { write, subscriptions, problems } = parseUserAttributes(raw, defaultCountry);
  return {
    object: { array, index, write: { ...target, ...write, keepFitting: true }, subscriptions, event: null },
    errors: problems.map(({ message }) => ({ type: message, input_array: array, index })),
  };
}

function parseEvent(raw: RawObject, now: Date): TrackedEvent | string {
  const { name } = raw;
  if (!isName(name)) return "'name' is required: a text of 1 to 255 characters.";
  if (name.startsWith("$")) return "'name' must not begin with $.";
  const properties = parseProperties(raw.properties);
  return typeof properties === "string" ? properties : at(raw, now, { name, properties });
}

function parsePurchase(raw: RawObject, now: Date): TrackedEvent | string {
  const { product_id, currency, price, quantity = 1 } = raw;
  if (!isName(product_id)) return "'product_id' is required: a text of 1 to 255 characters.";
  if (typeof currency !== "string" || !/^[A-Za-z]{3}$/.test(currency))
    return "'currency' must be a code of three letters (ISO 4217), like BRL.";
  if (typeof price !== "number" || !Number.isFinite(price)) return "'price' must be a number.";
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1 || quantity > 100)
    return "'quantity' must be a whole number from 1 to 100.";
  const properties = parseProperties(raw.properties);
  if (typeof properties === "string") return properties;
  const bought = { product_id, currency: currency.toUpperCase(), price, quantity };
  return at(raw, now, { name: purchaseEvent, properties: { ...properties, ...bought } });
}

/** What is dated ahead happened now, as clients of this API expect: their clocks may be fast. */
function at(
  { time, id }: RawObject,
  now: Date,
  event: Pick<TrackedEvent, "name" | "properties">,
): TrackedEvent | string {
  const occurredAt = parseTime(time);
  if (!occurredAt) return "'time' is required: ISO 8601, from 1970 on, like 2026-03-01T10:00:00Z.";
  const key = keyOf(id);
  if (key === false) return "'id' must be a text of 1 to 255 characters.";
  return { ...event, occurredAt: occurredAt > now ? now : occurredAt, ...(key === null ? {} : { key }) };
}

/** Numbers are taken too: ids often are some in the caller's database. null: not given; false: none that can be kept. */
function keyOf(id: unknown): string | null | false {
  if (id === undefined || id === null) return null;
  const text = typeof id === "number" && Number.isFinite(id) ? String(id) : id;
  return isName(text) ? text : false;
}

const maxPropertiesBytes = 100_000;
const reserved = new Set(["", "time", "event_name"]);

function parseProperties(raw: unknown): JsonObject | string {
  if (raw === undefined || raw === null) return {};
  if (typeof raw !== "object" || Array.isArray(raw)) return "'properties' must be an object.";
  if (!isStorable(raw)) return "'properties' hold characters that are no text (NUL).";
  if (Buffer.byteLength(JSON.stringify(raw)) > maxPropertiesBytes)
    return `'properties' must have at most ${maxPropertiesBytes} bytes.`;
  const wrong = Object.keys(raw).find(
    (name) => reserved.has(name) || name.length > 255 || name.startsWith("$"),
  );
  return wrong === undefined
    ? (raw as JsonObject)
    : `'properties': the name "${wrong.slice(0, 50)}" is not allowed.`;
}
