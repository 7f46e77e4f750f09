/** Country and validity of phones that were stored before these were kept. Looked for often: an empty index answers it. */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import type { JobDefinition } from "../../lib/jobs.ts";
import { textArray } from "../../lib/sql-arrays.ts";
import type { Phone } from "./phone.ts";
import { phoneFacts } from "./phone-country.ts";

const batchSize = 2000;

interface Unread {
  readonly workspaceId: string;
  readonly id: string;
  readonly phone: Phone;
}

/** Batches of their own transaction; a job that is cut short goes on where it was. */
async function readPhones({ db }: Context): Promise<void> {
  for (;;) {
    const { rows } = await sql<Unread>`
      select workspace_id, id, phone from contacts where phone is not null and phone_valid is null
      order by workspace_id, bucket, id limit ${batchSize}`.execute(db);
    if (rows.length === 0) return;
    const facts = rows.map(({ phone }) => phoneFacts(phone));
    // Of a number that changes meanwhile the writer knows the facts.
    await sql`
      update contacts c set phone_country = r.country, phone_valid = r.valid
      from unnest(${textArray(rows.map((row) => row.workspaceId))}::uuid[], ${textArray(rows.map((row) => row.id))}::uuid[],
                  ${textArray(rows.map((row) => row.phone))}::text[], ${textArray(facts.map((one) => one.country))}::text[],
                  ${facts.map((one) => one.valid)}::boolean[]) as r (workspace_id, id, phone, country, valid)
      where c.workspace_id = r.workspace_id and c.bucket = bucket_of(r.id) and c.id = r.id and c.phone = r.phone`.execute(
      db,
    );
  }
}

export const phoneFactsJobs: readonly JobDefinition[] = [
  { name: "contacts.phone_facts", handler: readPhones, cron: "*/5 * * * *" },
];
