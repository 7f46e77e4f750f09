/** Since when an attribute or an event is refused. Pure. */

/** `wish` undefined: no change. Refused already, it keeps its date; null: taken. */
export function blocklistedSince(before: Date | null, wish: boolean | undefined, at: Date): Date | null {
  if (wish === undefined) return before;
  return wish ? (before ?? at) : null;
}
