/** Being asked to slow down is nothing that a message did: however often, it keeps all its chances. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { bulkContacts } from "../bulk-contacts.ts";
import { createTestApp } from "../harness.ts";
import { allowing, aRoad, aSandbox, launch } from "../road.ts";

const sandbox = await aSandbox();
const { app, ctx, clock } = await createTestApp(allowing(sandbox));

it("is offered as long as the provider is busy, and then goes out at its first attempt", async () => {
  const road = await aRoad(ctx, sandbox);
  await bulkContacts(ctx.db, { ...road, count: 20 });
  await road.control("PATCH", "/control/settings", { faults: { throttleRate: 1 } });
  const { id } = await launch(ctx, road);
  const sends = async () => {
    const { rows } = await sql`
      select state::text as state, min(attempts)::int as least, max(attempts)::int as most, count(*)::int as count
      from sends where dispatch_id = ${id} group by 1`.execute(ctx.db);
    return rows;
  };
  for (let round = 0; round < 5; round++) {
    await app.processAll();
    clock.advance(5000);
  }
  expect(await sends()).toEqual([{ state: "queued", least: 0, most: 0, count: 20 }]);
  await road.control("PATCH", "/control/settings", { faults: { throttleRate: 0 } });
  // The brake holds the number for a second at a time.
  for (let round = 0; round < 10; round++) {
    await app.processAll();
    clock.advance(5000);
  }
  expect(await sends()).toEqual([{ state: "accepted", least: 1, most: 1, count: 20 }]);
});
