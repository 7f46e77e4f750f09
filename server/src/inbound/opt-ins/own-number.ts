/** The number that a link or a form subscribes to. */
import type { Db } from "../../lib/db.ts";
import { invalidInput } from "../../lib/errors.ts";

/** 400 invalid_input: it is not a sending number in use in this workspace. */
export async function requireOwnNumber(
  db: Db,
  workspaceId: string,
  subscriptionGroupId: string,
): Promise<{ phone: string; whatsappBusinessGroupId: string }> {
  const row = await db
    .selectFrom("subscriptionGroups")
    .select(["phone", "whatsappBusinessGroupId"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", subscriptionGroupId)
    .where("archivedAt", "is", null)
    .executeTakeFirst();
  if (!row)
    throw invalidInput("Choose the number that people subscribe to.", [
      { path: "subscriptionGroupId", code: "number_missing", message: "Choose a number that is in use." },
    ]);
  return row;
}
