import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { bulkContacts } from "../../test/bulk-contacts.ts";
import { createTestApp } from "../../test/harness.ts";
import { allowing, aRoad, aSandbox, launch } from "../../test/road.ts";
import { createDelivery } from "./messages.ts";

const sandbox = await aSandbox();
const { ctx, clock } = await createTestApp(allowing(sandbox));

interface Witness {
  accepted: number;
  distinctRecipients: number;
  duplicates: string[];
}

async function statsOf(dispatchId: string) {
  const { rows } = await sql<Record<string, number>>`
    select sum(queued)::int as queued, sum(accepted)::int as accepted, sum(failed)::int as failed,
           sum(refused)::int as refused, sum(skipped)::int as skipped, sum(canceled)::int as canceled
    from send_stats where dispatch_id = ${dispatchId}`.execute(ctx.db);
  return rows[0];
}

describe("a campaign", () => {
  it("reaches everyone once, personalised", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 1000 });
    const dispatch = await launch(ctx, road);
    await createDelivery(ctx).drain();
    const witness = await road.control<Witness>("GET", "/control/witness");
    expect(witness).toMatchObject({ accepted: 1000, distinctRecipients: 1000, duplicates: [] });
    expect(await statsOf(dispatch.id)).toEqual({
      queued: 1000,
      accepted: 1000,
      failed: 0,
      refused: 0,
      skipped: 0,
      canceled: 0,
    });
    const { rows } = await sql<{ rendered: { body: string } }>`
      select rendered from sends where dispatch_id = ${dispatch.id} and recipient = '+5511980000007'`.execute(
      ctx.db,
    );
    expect(rows[0]?.rendered.body).toBe("Olá, Marina! Temos novidades em Recife para você.");
    const { state } = await ctx.db
      .selectFrom("dispatches")
      .select("state")
      .where("id", "=", dispatch.id)
      .executeTakeFirstOrThrow();
    expect(state).toBe("completed");
    clock.advance(0);
  });
});
