/** Lines of CSV files that people open in spreadsheets. */

/**
 * A cell that begins like a formula is kept from being one by an apostrophe in front. So is what follows a semicolon, tab or line
 * break inside a cell: where spreadsheets separate by semicolons (Brazil, much of Latin America and Europe) a file opened by a
 * double click is cut there, whatever quotes stand around, and what comes next is a cell of its own.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replace(/[;\t\r\n]\s*(?=[=+@]|-\S)/g, "$&'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
