/** A command was used wrongly, or the surroundings do not allow it; the message says what to do. */
export class UsageError extends Error {
  override name = "UsageError";
}
