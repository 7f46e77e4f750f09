/** Is this contact in these segments at this moment? */
import { sql } from "kysely";
import type { Db } from "../lib/db.ts";
import { type CompileOptions, compileFilter } from "./compile/compile.ts";
import type { Filter } from "./filter.ts";

/** Which of these expanded trees select the contact, by position. */
export async function selectsContact(
  db: Db,
  workspaceId: string,
  contactId: string,
  filters: readonly Filter[],
  options: CompileOptions,
): Promise<boolean[]> {
  if (filters.length === 0) return [];
  const answers = sql.join(filters.map((filter) => compileFilter(filter, options)));
  const { rows } = await sql<{ answers: boolean[] }>`
    select array[${answers}]::boolean[] as answers from contacts c
    where c.workspace_id = ${workspaceId} and c.bucket = bucket_of(${contactId}::uuid) and c.id = ${contactId}::uuid`.execute(
    db,
  );
  return rows[0]?.answers ?? filters.map(() => false);
}
