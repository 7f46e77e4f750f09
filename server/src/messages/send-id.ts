/**
 * The id of a send follows from its dispatch and its contact, so that a chunk that is written twice meets its own primary key.
 * Same value as SQL's uuid_v7_from(dispatch start, dispatch id || contact id); the time's half is worked out once per
 * statement because that function costs 6 µs a row, this 1.5 µs.
 */
import { type RawBuilder, sql } from "kysely";

/** The first 12 hexadecimal digits of a UUIDv7 of this moment. */
function timePrefix(at: Date): string {
  return at.getTime().toString(16).padStart(12, "0");
}

/** A lateral subquery `i(id)`: the send id for the contact id that `contactId` names. */
export function sendIdOf(
  dispatch: { readonly id: string; readonly createdAt: Date },
  contactId: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`lateral (
    select (${`${timePrefix(dispatch.createdAt)}7`}::text || substr(h.hash, 1, 3) || '8' || substr(h.hash, 4, 15))::uuid as id
    from (select md5(${dispatch.id}::text || ${contactId}::text) as hash) h) i`;
}

/** Bounds for partition pruning: no send of these dispatches lies outside. */
export function idFloor(at: Date): string {
  return formatUuid(`${timePrefix(at)}00000000000000000000`);
}

function formatUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
