import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { bulkContacts } from "../../test/bulk-contacts.ts";
import { createTestApp } from "../../test/harness.ts";
import { allowing, aRoad, aSandbox, launch, type Road } from "../../test/road.ts";
import { encodeMessageId } from "../messages/messages.ts";
import { wishOf } from "./inbound.ts";
import { wishOfMessage } from "./keywords.ts";

const sandbox = await aSandbox();
const { app, ctx } = await createTestApp(allowing(sandbox));

describe("words that unsubscribe", () => {
  it.each([
    ["PARAR", "leave"],
    [" parar! ", "leave"],
    ["Sair.", "leave"],
    ["*STOP*", "leave"],
    ["cancelar", "leave"],
    ["BAJA", "leave"],
    ["Parar promoções", "leave"],
    ["não quero receber", "leave"],
    ["PARAR 🙏", "leave"],
    ["VOLTAR", "return"],
    ["start", "return"],
    ["não quero parar", null],
    ["don't stop", null],
    ["parar de comprar", null],
    ["cancelar meu pedido", null],
    ["quero voltar amanhã", null],
    ["", null],
  ])("%s → %s", (text, wish) => {
    expect(wishOf(text)).toBe(wish);
  });

  it("reads what a tapped button carries, and ignores reactions", () => {
    const button = {
      kind: "button",
      body: "Sair da lista VIP",
      payload: { type: "BUTTON", payload: "STOP" },
    };
    expect(wishOfMessage(button)).toBe("leave");
    expect(wishOfMessage({ kind: "reaction", body: "stop", payload: {} })).toBeNull();
  });
});

/** A body of Infobip with one inbound message. */
function inboundBody(road: Road, from: string, text: string, change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    results: [
      {
        from,
        to: road.phone.slice(1),
        integrationType: "WHATSAPP",
        receivedAt: ctx.clock.now().toISOString().replace("Z", "+0000"),
        messageId: `wamid.${Math.random()}`,
        message: { type: "TEXT", text },
        contact: { name: "Marina", phoneNumber: from },
        price: { pricePerMessage: 0, currency: "BRL" },
        ...change,
      },
    ],
    messageCount: 1,
    pendingMessageCount: 0,
  });
}

const proof = { "x-ponte-secret": "webhook-secret" };

async function post(road: Road, body: string, headers: Record<string, string> = proof) {
  const response = await app.server.inject({
    method: "POST",
    url: `/webhooks/infobip/${road.webhookToken}`,
    headers: { "content-type": "application/json", ...headers },
    payload: body,
  });
  await app.processAll();
  return response.statusCode;
}

async function stateOf(road: Road, phone: string) {
  const { rows } = await sql<{ state: string | null }>`
    select u.state from contacts c left join subscription_states u on u.workspace_id = c.workspace_id and u.bucket = c.bucket
      and u.contact_id = c.id and u.subscription_group_id = ${road.subscriptionGroupId}
    where c.workspace_id = ${road.workspaceId} and c.phone = ${phone}`.execute(ctx.db);
  return rows.map((row) => row.state);
}

const identified = sql`
  insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
  select workspace_id, 'phone', phone, bucket, id from contacts on conflict do nothing`;

describe("the door", () => {
  it("refuses an unknown token, a wrong signature and none at all, and accepts a right one", async () => {
    const road = await aRoad(ctx, sandbox);
    expect(await post({ ...road, webhookToken: "guess" }, "{}")).toBe(404);
    expect(await post(road, "{}", { "x-hub-signature": "SHA256=00ff" })).toBe(401);
    expect(await post(road, "{}", {})).toBe(401);
    const { createHmac } = await import("node:crypto");
    const signature = createHmac("sha256", "webhook-secret").update("{}").digest("hex").toUpperCase();
    expect(await post(road, "{}", { "x-hub-signature": `SHA256=${signature}` })).toBe(200);
  });

  it("parks what it does not understand and goes on", async () => {
    const road = await aRoad(ctx, sandbox);
    expect(await post(road, "not json")).toBe(200);
    expect(await post(road, JSON.stringify({ content: { type: "payment" } }))).toBe(200);
    expect(await post(road, JSON.stringify({ content: { type: "hologram" } }))).toBe(200);
    const parked = await ctx.db
      .selectFrom("webhookInbox")
      .select("parkedReason")
      .where("workspaceId", "=", road.workspaceId)
      .orderBy("id")
      .execute();
    expect(parked.map((row) => row.parkedReason)).toEqual([
      "the body is not JSON",
      "a body of an unknown kind",
    ]);
  });
});

describe("an inbound message", () => {
  it("is stored once, opens the window, answers the last send and unsubscribes by its whole text only", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 1, prefix: "+551197" });
    await identified.execute(ctx.db);
    const phone = "+5511970000001";
    const dispatch = await launch(ctx, road);
    await app.processAll();

    const question = inboundBody(road, "551170000001", "não quero parar"); // spelled without the ninth digit
    expect(await post(road, question)).toBe(200);
    expect(await post(road, question)).toBe(200);
    const { rows } = await sql`
      select m.kind, m.body, m.reply_to_send_id is not null as answers, w.expires_at - w.opened_at = interval '24 hours' as open
      from inbound_messages m join service_windows w using (workspace_id, bucket, contact_id, subscription_group_id)
      where m.workspace_id = ${road.workspaceId}`.execute(ctx.db);
    expect(rows).toEqual([{ kind: "text", body: "não quero parar", answers: true, open: true }]);
    expect(await stateOf(road, phone)).toEqual(["subscribed"]);

    await post(road, inboundBody(road, "5511970000001", "Sair"));
    expect(await stateOf(road, phone)).toEqual(["unsubscribed"]);
    await post(road, inboundBody(road, "5511970000001", "VOLTAR"));
    expect(await stateOf(road, phone)).toEqual(["subscribed"]);

    const { rows: counted } = await sql`
      select sum(replied)::int as replied from send_stats where dispatch_id = ${dispatch.id}`.execute(ctx.db);
    expect(counted).toEqual([{ replied: 1 }]);
  });

  it("of an unknown number makes a contact that is not subscribed", async () => {
    const road = await aRoad(ctx, sandbox);
    await post(road, inboundBody(road, "5511961234567", "oi"));
    expect(await stateOf(road, "+5511961234567")).toEqual([null]);
  });

  it("leaves a number of which WhatsApp reports 'stop' alone from then on", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 2, prefix: "+551196" });
    await identified.execute(ctx.db);
    await post(
      road,
      JSON.stringify({
        from: road.phone.slice(1),
        content: { sender: road.phone.slice(1), from: "5511960000002", notificationMessagesStatus: "stop" },
        createdAt: ctx.clock.now().toISOString(),
      }),
    );
    const dispatch = await launch(ctx, road);
    await app.processAll();
    const { rows } = await sql`
      select sum(accepted)::int as accepted, sum(skipped)::int as skipped from send_stats where dispatch_id = ${dispatch.id}`.execute(
      ctx.db,
    );
    expect(rows).toEqual([{ accepted: 1, skipped: 1 }]);
  });
});

describe("receipts by webhook", () => {
  it("move states and counters, and carry code and price", async () => {
    const road = await aRoad(ctx, sandbox);
    await bulkContacts(ctx.db, { ...road, count: 3, prefix: "+551195" });
    const dispatch = await launch(ctx, road);
    await app.processAll();
    const { rows: sends } = await sql<{ id: string; bucket: number }>`
      select id, bucket from sends where dispatch_id = ${dispatch.id} order by recipient`.execute(ctx.db);
    const ids = sends.map(({ id, bucket }) => encodeMessageId(bucket, id));
    const at = "2026-11-22T10:00:00.000-0300";
    const price = { pricePerMessage: 0.31, currency: "BRL" };
    const results = [
      { messageId: ids[0], seenAt: at, from: "x", to: "y", sentAt: at },
      { messageId: ids[1], doneAt: at, price, status: { id: 5, groupId: 3 }, error: { id: 0 } },
      {
        messageId: ids[2],
        doneAt: at,
        price: { pricePerMessage: 0, currency: "BRL" },
        status: { id: 4, groupId: 2 },
        error: { id: 7032, name: "EC_FREQUENCY_CAPPING", description: "Frequency capping" },
      },
    ];
    await post(road, JSON.stringify({ results }));
    const { rows } = await sql`
      select state, error_code, cost, currency from sends where dispatch_id = ${dispatch.id} order by recipient`.execute(
      ctx.db,
    );
    expect(rows).toEqual([
      { state: "read", errorCode: null, cost: null, currency: null },
      { state: "delivered", errorCode: null, cost: "0.31000", currency: "BRL" },
      { state: "failed", errorCode: "infobip:7032", cost: null, currency: null },
    ]);
  });
});
