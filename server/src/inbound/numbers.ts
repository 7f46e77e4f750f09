/** Which of our numbers a message was sent to. */
import { internationalPhone, phoneSpellings } from "../contacts/contacts.ts";
import type { Db } from "../lib/db.ts";
import type { ConnectionRef } from "./apply.ts";

/** Every spelling of every active number of the connection -> its subscription group. */
export async function numbersOf(
  db: Db,
  { workspaceId, connectionId }: ConnectionRef,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("subscriptionGroups")
    .select(["id", "phone"])
    .where("workspaceId", "=", workspaceId)
    .where("connectionId", "=", connectionId)
    .where("archivedAt", "is", null)
    .execute();
  return new Map(
    rows.flatMap(({ id, phone }) => spellings(phone).map((spelling) => [spelling, id] as const)),
  );
}

function spellings(phone: string): string[] {
  const canonical = internationalPhone(phone);
  return canonical ? [phone, ...phoneSpellings(canonical)] : [phone];
}
