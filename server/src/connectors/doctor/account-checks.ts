/** Checks of what is stored here about the account: ids that look alike, and templates. */
import type { Check, CheckOutcome, Exam } from "./doctor.ts";

/** Portfolio, WABA and number have ids of the same looks; one in another's place makes calls that nobody can explain. */
async function portfolio({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const groups = await ctx.db
    .selectFrom("whatsappBusinessGroups as g")
    .leftJoin("subscriptionGroups as s", (join) =>
      join.onRef("s.whatsappBusinessGroupId", "=", "g.id").on("s.archivedAt", "is", null),
    )
    .select(["g.wabaId", "g.businessId", "g.name", "s.phoneNumberId"])
    .where("g.workspaceId", "=", connection.workspaceId)
    .where("g.connectionId", "=", connection.id)
    .where("g.archivedAt", "is", null)
    .execute();
  if (groups.length === 0) return { state: "unknown", code: "none" };
  const mixed = groups.find(
    ({ wabaId, businessId, phoneNumberId }) => businessId === wabaId || phoneNumberId === wabaId,
  );
  if (mixed)
    return {
      state: "failed",
      code: mixed.businessId === mixed.wabaId ? "portfolio_is_waba" : "number_is_waba",
      params: { waba: mixed.wabaId, name: mixed.name },
    };
  if (groups.every(({ businessId }) => !businessId)) return { state: "unknown", code: "untold" };
  return { state: "ok", code: "ok", params: { count: new Set(groups.map(({ wabaId }) => wabaId)).size } };
}

const stopped: ReadonlySet<string> = new Set(["PAUSED", "DISABLED"]);

async function templates({ ctx, connection }: Exam): Promise<CheckOutcome> {
  const rows = await ctx.db
    .selectFrom("templates as t")
    .innerJoin("whatsappBusinessGroups as g", "g.id", "t.whatsappBusinessGroupId")
    .select(["t.name", "t.language", "t.status"])
    .where("g.workspaceId", "=", connection.workspaceId)
    .where("g.connectionId", "=", connection.id)
    .where("g.archivedAt", "is", null)
    .where("t.status", "<>", "DELETED")
    .orderBy("t.name")
    .execute();
  const approved = rows.filter(({ status }) => status === "APPROVED").length;
  const items = rows
    .filter(({ status }) => stopped.has(status))
    .slice(0, 20)
    .map(({ name, language, status }) => ({ code: "stopped", params: { name, language, status } }));
  const params = { approved, total: rows.length };
  if (rows.length === 0) return { state: "warning", code: "none", remedy: "sync_templates" };
  if (approved === 0)
    return { state: "warning", code: "none_approved", params, items, remedy: "sync_templates" };
  if (items.length > 0) return { state: "warning", code: "stopped", params, items, remedy: "sync_templates" };
  return { state: "ok", code: "ok", params };
}

export const accountChecks: readonly Check[] = [
  { name: "portfolio", run: portfolio },
  { name: "templates", run: templates },
];
