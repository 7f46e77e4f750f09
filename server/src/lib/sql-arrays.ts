/** Arrays as PostgreSQL reads them. The driver's own way asks of every element what it is: four times the work for texts. */
export function textArray(values: readonly (string | null | undefined)[]): string {
  let text = "{";
  for (const value of values) {
    if (text.length > 1) text += ",";
    text += value === null || value === undefined ? "NULL" : quoted(value);
  }
  return `${text}}`;
}

const special = /["\\]/;

function quoted(value: string): string {
  return `"${special.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
}
