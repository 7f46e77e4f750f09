/** Everything that is kept, as text: what a deletion must have left nothing of a person in. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import type { Context } from "../src/lib/context.ts";

/** "table: row" of every row of every table, jobs that wait included, that the pattern finds something in. Whole database. */
export async function rowsWith({ db }: Pick<Context, "db">, pattern: RegExp): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`.execute(db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db);
    found.push(...rows.filter(({ row }) => pattern.test(row)).map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** Stored files that the pattern finds something in. */
export function filesWith({ config }: Pick<Context, "config">, pattern: RegExp): string[] {
  if (config.files.store !== "disk") throw new Error("this test reads files of a disk");
  return readdirSync(config.files.dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.join(one.parentPath, one.name))
    .filter((name) => pattern.test(readFileSync(name, "latin1")));
}
