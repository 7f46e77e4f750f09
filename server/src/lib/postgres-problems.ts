/** What PostgreSQL says when it cannot start, in words that say what to do. */
export class PostgresError extends Error {
  override name = "PostgresError";
}

/** Null: nothing was written that tells why. */
function lastReason(output: string): string | null {
  const lines = output.trim().split("\n");
  const told = lines.filter((line) => /(?:FATAL|PANIC|[Ee]rror|ERROR):/.test(line)).at(-1) ?? lines.at(-1);
  return told?.replace(/^.*?(?:FATAL|PANIC|error|ERROR):\s*/, "").trim() || null;
}

export function explainStart(output: string, { dir, port }: { dir: string; port: number }): string {
  if (/could not bind|Address already in use/i.test(output)) return portTaken(port);
  if (/lock file "postmaster.pid" already exists/i.test(output))
    return `Another PostgreSQL uses ${dir}. Stop the Ponte that started it, or set PONTE_DATA_DIR to another folder.`;
  if (/not compatible with this version/i.test(output))
    return `The data in ${dir} belongs to another version of PostgreSQL. Start them with the Ponte that made them, or set PONTE_DATA_DIR to an empty folder.`;
  if (/No space left/i.test(output))
    return `The disk that holds ${dir} is full. Make room and start again; nothing is lost.`;
  if (/could not (?:map|create|resize|open) .*shared memory|Cannot allocate memory/i.test(output))
    return `There is not enough memory for the database (it needs about 512 MB). Stop other programs, or set DATABASE_URL to a PostgreSQL elsewhere.`;
  return `The database in ${dir} does not start, so its files may be damaged: ${lastReason(output) ?? "it gave no reason"}. Restore a backup into this folder, or set PONTE_DATA_DIR to an empty one.`;
}

export function portTaken(port: number): string {
  return `The database's port ${port} is taken by another program. Stop that program, or set PONTE_DATABASE_PORT to a free port.`;
}

export function explainCreation(output: string, dir: string): string {
  if (/No space left/i.test(output)) return `The disk that holds ${dir} is full. Make room and start again.`;
  return `The database could not be created in ${dir}: ${lastReason(output) ?? "it gave no reason"}. Check that the folder is writable, or set PONTE_DATA_DIR to another one.`;
}
