/** What a mapping is held against: the workspace's attributes, its blocklist and its sending numbers. */
import { sql } from "kysely";
import type { Db } from "../../lib/db.ts";
import type { AttributeType } from "../data/attribute-values.ts";
import type { KnownOfWorkspace } from "./mapping.ts";

export async function knownOfWorkspace(db: Db, workspaceId: string): Promise<KnownOfWorkspace> {
  const [attributes, groups] = await Promise.all([
    sql<{ name: string; type: AttributeType; blocked: boolean }>`
      select name, type, blocklisted_at is not null as blocked
      from attribute_definitions where workspace_id = ${workspaceId}`.execute(db),
    db
      .selectFrom("subscriptionGroups")
      .select("id")
      .where("workspaceId", "=", workspaceId)
      .where("archivedAt", "is", null)
      .execute(),
  ]);
  return {
    types: new Map(attributes.rows.map(({ name, type }) => [name, type])),
    blocklisted: new Set(attributes.rows.filter((row) => row.blocked).map((row) => row.name)),
    subscriptionGroupIds: new Set(groups.map((row) => row.id)),
  };
}
