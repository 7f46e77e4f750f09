/**
 * The way back over real HTTP: the sandbox calls our webhook, signed, some of it twice and in the wrong order. What we count is
 * what the sandbox saw happen on the phones.
 */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { bulkContacts } from "./bulk-contacts.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, launch, subscribe } from "./road.ts";

const sandbox = await aSandbox();
const { app, ctx } = await createTestApp(allowing(sandbox));

interface Witness {
  readonly accepted: number;
  readonly byStatus: {
    readonly pending: number;
    readonly delivered: number;
    readonly seen: number;
    readonly failed: number;
  };
}

it("counts deliveries, reads and failures as the sandbox saw them, whatever order the webhooks come in", async () => {
  const road = await aRoad(ctx, sandbox);
  await bulkContacts(ctx.db, { ...road, count: 400 });
  // …7002: not on WhatsApp; …7032: capped by Meta.
  for (const code of ["7002", "7032"])
    await sql`update contacts set phone = ${`+551198889${code}`} where workspace_id = ${road.workspaceId}
              and external_id = ${code === "7002" ? "c1" : "c2"}`.execute(ctx.db);
  await app.server.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await subscribe(road, `http://127.0.0.1:${port}/webhooks/infobip/${road.webhookToken}`);
  await road.control("PATCH", "/control/settings", {
    mode: "auto",
    deliverMs: [0, 200],
    readMs: [0, 200],
    autoReadRate: 0.6,
    faults: { duplicateWebhookRate: 0.3, reorderWebhookRate: 0.3 },
  });

  const dispatch = await launch(ctx, road);
  await app.processAll();
  for (let round = 0; round < 5; round++) {
    await road.control("POST", "/control/flush");
    await app.processAll();
  }

  const witness = await road.control<Witness>("GET", "/control/witness");
  const { delivered, seen, failed, pending } = witness.byStatus;
  expect({ pending, failed }).toEqual({ pending: 0, failed: 2 });
  expect(seen).toBeGreaterThan(100);
  const { rows: counters } = await sql`
    select sum(accepted)::int as accepted, sum(delivered)::int as delivered, sum(read)::int as read, sum(failed)::int as failed
    from send_stats where dispatch_id = ${dispatch.id}`.execute(ctx.db);
  expect(counters).toEqual([{ accepted: 400, delivered: delivered + seen, read: seen, failed }]);
  const { rows: sends } = await sql`
    select count(accepted_at)::int as accepted, count(delivered_at)::int as delivered, count(read_at)::int as read,
           count(failed_at)::int as failed
    from sends where dispatch_id = ${dispatch.id}`.execute(ctx.db);
  expect(sends).toEqual(counters);
  const reasons = await ctx.db
    .selectFrom("sendReasons")
    .select(["code", "count"])
    .where("dispatchId", "=", dispatch.id)
    .orderBy("code")
    .execute();
  expect(reasons).toEqual([
    { code: "infobip:7002", count: 1 },
    { code: "infobip:7032", count: 1 },
  ]);
});
