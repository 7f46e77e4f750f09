/** Contacts by the thousand, subscribed to a number: made in SQL, because writing them is not what such tests are about. */
import { sql } from "kysely";
import type { Db } from "../src/lib/db.ts";

export interface BulkContacts {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  readonly count: number;
  /** Numbers are <prefix><seven digits>, counted up. Default +5511988: mobiles in São Paulo. */
  readonly prefix?: string;
}

export async function bulkContacts(
  db: Db,
  { workspaceId, subscriptionGroupId, count, prefix = "+551198" }: BulkContacts,
): Promise<void> {
  await sql`
    with made as (
      insert into contacts (workspace_id, bucket, id, external_id, first_name, last_name, phone, country, language, attributes)
      select ${workspaceId}, bucket_of(id), id, 'c' || n, (array['Ana', 'João', 'Marina', 'Luiz', 'Zoë'])[1 + n % 5], 'Silva',
             ${prefix}::text || lpad(n::text, 7, '0'), 'BR', 'pt',
             jsonb_build_object('city', (array['São Paulo', 'Recife', 'Curitiba'])[1 + n % 3], 'plan', 'gold', 'points', n % 1000)
      from (select n, uuid_v7() as id from generate_series(1, ${count}::int) n) numbered
      returning bucket, id
    )
    insert into subscription_states (workspace_id, bucket, contact_id, subscription_group_id, state, source, changed_at)
    select ${workspaceId}, bucket, id, ${subscriptionGroupId}, 'subscribed', 'seed', now() from made`.execute(
    db,
  );
}
