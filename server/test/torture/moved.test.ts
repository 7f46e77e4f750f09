/** Reports of what a number sent before it was moved come to its new connection, and find their sends where they were made. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { applyReceipts, encodeMessageId, startDispatch } from "../../src/messages/messages.ts";
import { queueRecipients } from "../../src/messages/recipients.ts";
import { bulkContacts } from "../bulk-contacts.ts";
import { aNumber, aWorkspace } from "../factories.ts";
import { createTestApp } from "../harness.ts";
import { welcome } from "../messages.ts";
import { counters } from "./verdict.ts";

const { app, ctx } = await createTestApp();

/** A message handed over from a number. */
async function aSend(workspaceId: string, subscriptionGroupId: string) {
  await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: 1 });
  const { id: contactId } = await ctx.db
    .selectFrom("contacts")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const at = ctx.clock.now();
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: null,
    at,
  });
  const [{ sendId } = { sendId: "" }] = await queueRecipients(ctx.db, dispatch, [{ contactId }], { at });
  const messageId = encodeMessageId(Number.parseInt(contactId.slice(-2), 16), sendId);
  await applyReceipts(ctx.db, workspaceId, [{ messageId, kind: "sent", at }]);
  return { dispatchId: dispatch.id, messageId };
}

async function reportTo(connection: { workspaceId: string; connectionId: string }, messageId: string) {
  const at = ctx.clock.now().toISOString().replace("Z", "+0000");
  const results = [
    {
      messageId,
      to: "5511980000001",
      sentAt: at,
      doneAt: at,
      price: { pricePerMessage: 0.41, currency: "BRL" },
      status: { id: 5, groupId: 3, groupName: "DELIVERED", name: "DELIVERED_TO_HANDSET" },
      error: { id: 0, groupId: 0, groupName: "OK", name: "NO_ERROR", permanent: false },
    },
  ];
  await sql`insert into webhook_inbox (workspace_id, bucket, connection_id, body, received_at)
            values (${connection.workspaceId}, bucket_of(${connection.connectionId}::uuid), ${connection.connectionId},
                    ${JSON.stringify({ results })}, now())`.execute(ctx.db);
  await app.processAll();
}

async function aPair(reason: "moved" | "archived") {
  const [from, to] = [await aWorkspace(ctx, "from"), await aWorkspace(ctx, "to")];
  const before = await aNumber(ctx, from.id);
  const send = await aSend(from.id, before.subscriptionGroupId);
  await sql`update subscription_groups set archived_at = now(), archived_reason = ${reason}
            where id = ${before.subscriptionGroupId}`.execute(ctx.db);
  const after = await aNumber(ctx, to.id, { phone: before.phone });
  return { send, target: { workspaceId: to.id, connectionId: after.connectionId } };
}

it("counts a delivery that is reported after the move, once, with its costs", async () => {
  const { send, target } = await aPair("moved");
  await reportTo(target, send.messageId);
  await reportTo(target, send.messageId);
  const { byRows, kept } = await counters({ ctx }, send.dispatchId);
  expect(kept).toMatchObject([{ accepted: 1, delivered: 1, cost: 0.41 }]);
  expect(kept).toEqual(byRows);
});

it("leaves the sends of a workspace alone that did not give its number away", async () => {
  const { send, target } = await aPair("archived");
  await reportTo(target, send.messageId);
  expect((await counters({ ctx }, send.dispatchId)).kept).toMatchObject([
    { accepted: 1, delivered: 0, cost: 0 },
  ]);
});
