/** PostgreSQL keeps neither NUL characters nor halves of surrogate pairs; JSON from outside may carry both. */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  return value === undefined || !/\\u0000|\\ud[89a-f]/.test(JSON.stringify(value));
}
