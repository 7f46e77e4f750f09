/** Files that nobody imports: an upload that was not started goes after a week, one that broke off after a day. */
import { sql } from "kysely";
import type { Context } from "../../lib/context.ts";
import { inTransaction } from "../../lib/db.ts";
import { dropFile } from "./imports.ts";

const day = 86_400_000;
export const keptDays = 7;

export async function cleanUploads(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .deleteFrom("imports")
    .where("state", "=", "uploading")
    .where("createdAt", "<", new Date(now.getTime() - day))
    .execute();
  const before = new Date(now.getTime() - keptDays * day);
  const { rows } = await sql<{ id: string }>`
    select id from imports
    where state in ('uploaded', 'checked') and greatest(created_at, progressed_at) < ${before}::timestamptz`.execute(
    ctx.db,
  );
  for (const { id } of rows)
    await inTransaction(ctx.db, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable("imports")
        .set({
          state: "canceled",
          errorCode: "upload_expired",
          errorParams: JSON.stringify({ days: keptDays }),
          finishedAt: now,
        })
        .where("id", "=", id)
        .where("state", "in", ["uploaded", "checked"])
        .executeTakeFirst();
      if (numUpdatedRows > 0n) await dropFile(tx, id);
    });
}
