import { sql } from "kysely";
import { expect, it } from "vitest";
import { bulkContacts } from "../../test/bulk-contacts.ts";
import { aNumber, aWorkspace } from "../../test/factories.ts";
import { createTestApp } from "../../test/harness.ts";
import { everyone, welcome } from "../../test/messages.ts";
import { applyClicks, encodeMessageId, startDispatch } from "./messages.ts";
import { queueAudience } from "./queueing.ts";

const { ctx } = await createTestApp();

it("the first tap of a send counts once, whatever comes twice or in another order; others' taps are told apart", async () => {
  const { id: workspaceId } = await aWorkspace(ctx);
  const { subscriptionGroupId } = await aNumber(ctx, workspaceId);
  await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: 2 });
  const at = ctx.clock.now();
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at,
  });
  await queueAudience(ctx, dispatch.id);
  const { rows: sends } = await sql<{ id: string; bucket: number }>`
    select id, bucket from sends where dispatch_id = ${dispatch.id} order by id`.execute(ctx.db);
  const ids = sends.map(({ id, bucket }) => encodeMessageId(bucket, id));
  const minute = (n: number) => new Date(at.getTime() + n * 60_000);
  const clicks = [
    { messageId: ids[0] ?? "", at: minute(2) },
    { messageId: ids[0] ?? "", at: minute(1) },
    { messageId: "somebody-else", at },
    { messageId: encodeMessageId(3, "0192f0c0-0000-7000-8000-000000000003"), at },
  ];
  expect(await applyClicks(ctx.db, workspaceId, clicks)).toEqual({ known: 1, foreign: 1, missing: 1 });
  expect(await applyClicks(ctx.db, workspaceId, clicks)).toEqual({ known: 1, foreign: 1, missing: 1 });
  const { rows } = await sql`
    select (select array_agg(clicked_at order by id) from sends where dispatch_id = ${dispatch.id}) as at,
           (select sum(clicked)::int from send_stats where dispatch_id = ${dispatch.id}) as clicked`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ at: [minute(1), null], clicked: 1 }]);
  const stranger = await aWorkspace(ctx);
  expect(await applyClicks(ctx.db, stranger.id, clicks.slice(0, 1))).toEqual({
    known: 0,
    foreign: 0,
    missing: 1,
  });
});
