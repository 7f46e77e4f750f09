/** What was said to and by contacts that are merged or deleted: real webhooks, real files, the sandbox as the other side. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { SECRET_HEADER } from "../src/connectors/infobip/signature.ts";
import {
  deleteContacts,
  findContacts,
  type Identifier,
  mergeContacts,
  setSubscriptionStates,
  writeContacts,
} from "../src/contacts/contacts.ts";
import { canonicalPhone } from "../src/contacts/identity/phone.ts";
import { createHttpClient } from "../src/lib/http.ts";
import { applyReceipts, encodeMessageId } from "../src/messages/messages.ts";
import { createTestApp } from "./harness.ts";
import { expectSoundIdentities } from "./identity-world.ts";
import { allowing, aRoad, aSandbox, launch, type Road } from "./road.ts";
import { counters } from "./torture/verdict.ts";

const sandbox = await aSandbox();
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const real = createHttpClient();
const http = {
  ...real,
  download: async () => ({
    status: 200,
    headers: { "content-type": "image/png" },
    bytes: png,
    tooLarge: false,
  }),
};
const { app, ctx, clock } = await createTestApp(allowing(sandbox), { http: http as unknown as typeof real });

interface Said {
  readonly id?: string;
  readonly phone?: string;
  readonly userId?: string;
  readonly parentUserId?: string;
  readonly message?: Record<string, unknown>;
  readonly at?: Date;
  readonly answers?: string;
}

async function say(
  road: Road,
  { id, phone, userId, parentUserId, message, at, answers }: Said,
): Promise<void> {
  const response = await app.server.inject({
    method: "POST",
    url: `/webhooks/infobip/${road.webhookToken}`,
    headers: { "content-type": "application/json", [SECRET_HEADER]: "webhook-secret" },
    payload: JSON.stringify({
      results: [
        {
          ...(phone ? { from: phone } : {}),
          to: road.phone.slice(1),
          integrationType: "WHATSAPP",
          receivedAt: (at ?? ctx.clock.now()).toISOString(),
          messageId: id ?? `wamid.${Math.random()}`,
          ...(answers ? { pairedMessageId: answers } : {}),
          message: message ?? { type: "TEXT", text: "Oi" },
          contact: { name: "Bia", phoneNumber: phone, userId, parentUserId },
          price: { pricePerMessage: 0, currency: "BRL" },
        },
      ],
    }),
  });
  expect(response.statusCode).toBe(200);
  await app.processAll();
}

async function aContact(
  road: Road,
  write: Omit<Parameters<typeof writeContacts>[2][number], "identifier">,
): Promise<string> {
  const [made] = await writeContacts(ctx.db, road.workspaceId, [{ identifier: null, ...write }], {
    at: ctx.clock.now(),
  });
  return made?.id ?? "";
}

async function who(road: Road, identifier: Identifier): Promise<string | null> {
  const [found] = await findContacts(ctx.db, road.workspaceId, [identifier]);
  return found?.id ?? null;
}

async function messagesOf(road: Road, contactId: string) {
  const { rows } = await sql<{ body: string; provider: string; media: string | null }>`
    select m.body, m.provider_message_id as provider, f.state as media from inbound_messages m
    left join inbound_media f on f.workspace_id = m.workspace_id and f.bucket = m.bucket and f.message_id = m.id
    where m.workspace_id = ${road.workspaceId} and m.bucket = bucket_of(${contactId}::uuid) and m.contact_id = ${contactId}::uuid
    order by m.id`.execute(ctx.db);
  return rows;
}

async function subscribeAll(road: Road, ids: readonly string[]): Promise<void> {
  await setSubscriptionStates(
    ctx.db,
    road.workspaceId,
    ids.map((contactId) => ({
      contactId,
      subscriptionGroupId: road.subscriptionGroupId,
      state: "subscribed",
    })),
    { source: "api", at: new Date("2026-01-01T00:00:00Z") },
  );
}

async function pause(road: Road, paused: boolean): Promise<void> {
  const reason = paused ? "person" : null;
  await sql`
    update subscription_groups set pause_reason = ${reason}::text, paused_at = case when ${paused} then now() end
    where id = ${road.subscriptionGroupId}`.execute(ctx.db);
}

const image = {
  type: "IMAGE",
  caption: "foto",
  url: `http://127.0.0.1:${sandbox.port}/whatsapp/1/senders/1/media/a`,
};
const phone = (n: number) => canonicalPhone(`119811${String(n).padStart(5, "0")}`, "BR");
const merge = (road: Road, mergeId: string, keepId: string) =>
  mergeContacts(ctx.db, road.workspaceId, { mergeId, keepId }, { actor: "system", at: ctx.clock.now() });
const files = () => {
  const { files: config } = ctx.config;
  return config.store === "disk"
    ? readdirSync(path.join(config.dir, "inbound"), { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      ).length
    : 0;
};

describe("a merge", () => {
  it("brings messages, files and the later window; a second report of a message finds it", async () => {
    const road = await aRoad(ctx, sandbox);
    const kept = await aContact(road, { fields: { externalId: "k", phone: phone(1) } });
    const merged = await aContact(road, { fields: { phone: phone(2) } });
    const at = new Date(ctx.clock.now().getTime() - 3_600_000);
    await say(road, { phone: phone(1)?.slice(1) ?? "", at: new Date(at.getTime() - 3_600_000) });
    await say(road, { id: "wamid.x", phone: phone(2)?.slice(1) ?? "", at, message: image });
    await merge(road, merged, kept);
    await app.processAll();
    expect(await messagesOf(road, merged)).toEqual([]);
    expect(await messagesOf(road, kept)).toEqual([
      { body: "Oi", provider: expect.any(String), media: null },
      { body: "foto", provider: "wamid.x", media: "stored" },
    ]);
    const windows = await sql<{ contactId: string; expiresAt: Date }>`
      select contact_id, expires_at from service_windows where workspace_id = ${road.workspaceId}`.execute(
      ctx.db,
    );
    expect(windows.rows).toEqual([{ contactId: kept, expiresAt: new Date(at.getTime() + 86_400_000) }]);
    // Whoever had the dropped number writes again: somebody new. The kept one's second report is nothing new.
    await writeContacts(
      ctx.db,
      road.workspaceId,
      [{ identifier: { kind: "id", value: kept }, fields: { phone: phone(2) } }],
      { at: ctx.clock.now() },
    );
    await say(road, { id: "wamid.x", phone: phone(2)?.slice(1) ?? "", at, message: image });
    expect(await messagesOf(road, kept)).toHaveLength(2);
  });

  it("makes one of a message that both had because they shared a number, and lets go of the spare file", async () => {
    const road = await aRoad(ctx, sandbox);
    const [kept, merged] = [
      await aContact(road, { fields: { phone: phone(3) } }),
      await aContact(road, { fields: { phone: phone(3) } }),
    ];
    const before = files();
    await say(road, { phone: phone(3)?.slice(1) ?? "", message: image });
    expect(files() - before).toBe(2);
    await merge(road, merged, kept);
    await app.processAll();
    expect(await messagesOf(road, kept)).toMatchObject([{ media: "stored" }]);
    expect(files() - before).toBe(1);
  });

  it("leads a late report, an answer and a click of before to the send", async () => {
    const road = await aRoad(ctx, sandbox);
    const kept = await aContact(road, { fields: { externalId: "k2" } });
    const merged = await aContact(road, { fields: { phone: phone(4) } });
    await subscribeAll(road, [merged]);
    const dispatch = await launch(ctx, road);
    await app.processAll();
    const { rows } = await sql<{
      id: string;
      bucket: number;
    }>`select id, bucket from sends where dispatch_id = ${dispatch.id}`.execute(ctx.db);
    const messageId = encodeMessageId(rows[0]?.bucket ?? 0, rows[0]?.id ?? "");
    await merge(road, merged, kept);
    await app.processAll();
    const third = await aContact(road, { fields: { externalId: "k3" } });
    await merge(road, kept, third);
    await app.processAll();
    const at = ctx.clock.now();
    const receipts = (["read", "delivered", "read"] as const).map((kind) => ({ messageId, kind, at }));
    expect(await applyReceipts(ctx.db, road.workspaceId, receipts)).toEqual({
      known: 1,
      foreign: 0,
      missing: 0,
    });
    await say(road, { phone: phone(4)?.slice(1) ?? "", answers: messageId });
    const after =
      await sql`select contact_id, state::text as state, replied_at is not null as replied from sends where dispatch_id = ${dispatch.id}`.execute(
        ctx.db,
      );
    expect(after.rows).toEqual([{ contactId: third, state: "read", replied: true }]);
    const { byRows, kept: counted } = await counters({ ctx }, dispatch.id);
    expect(counted[0]).toMatchObject({ accepted: 1, delivered: 1, read: 1, failed: byRows[0]?.failed });
    const replied =
      await sql`select sum(replied)::int as n from send_stats where dispatch_id = ${dispatch.id}`.execute(
        ctx.db,
      );
    expect(replied.rows).toEqual([{ n: 1 }]);
  });

  it("sends what is queued once, to the kept contact and in its name", async () => {
    const road = await aRoad(ctx, sandbox);
    const kept = await aContact(road, { fields: { firstName: "Helena", phone: phone(5) } });
    const merged = await aContact(road, { fields: { firstName: "Lena", phone: phone(6) } });
    await subscribeAll(road, [kept, merged]);
    await pause(road, true);
    const dispatch = await launch(ctx, road);
    await app.processAll();
    await merge(road, merged, kept);
    await app.processAll();
    await pause(road, false);
    for (let turn = 0; turn < 4; turn++) {
      await app.processAll();
      clock.advance(15_000);
    }
    const sent = sandbox.state.messages.filter(
      (one) => !one.fromPhone && one.conversation.sender.number === road.phone.slice(1),
    );
    expect(sent.map((one) => one.conversation.phone.number)).toEqual([phone(5)?.slice(1)]);
    const { rows } = await sql<{ state: string; code: string | null; rendered: unknown }>`
      select state::text as state, error_code as code, rendered from sends where dispatch_id = ${dispatch.id} order by state`.execute(
      ctx.db,
    );
    expect(rows).toMatchObject([{ state: "accepted" }, { state: "skipped", code: "contact_merged" }]);
    expect(JSON.stringify(rows[0]?.rendered)).toContain("Helena");
    const { byRows, kept: counted } = await counters({ ctx }, dispatch.id);
    expect(counted).toEqual(byRows);
  });
});

describe("a deletion", () => {
  it("leaves nothing personal of what was said, calls off what waits, and counts what is reported later", async () => {
    const road = await aRoad(ctx, sandbox);
    const gone = await aContact(road, { fields: { firstName: "Ana", phone: phone(7) } });
    const waiting = await aContact(road, { fields: { firstName: "Rui", phone: phone(8) } });
    await subscribeAll(road, [gone, waiting]);
    const before = files();
    await say(road, { phone: phone(7)?.slice(1) ?? "", message: image });
    const dispatch = await launch(ctx, road);
    await app.processAll();
    const later = await launch(ctx, road);
    await pause(road, true);
    await app.processAll();
    await deleteContacts(ctx.db, road.workspaceId, [gone, waiting]);
    await app.processAll();
    expect(await messagesOf(road, gone)).toEqual([]);
    expect(files()).toBe(before);
    const { rows } = await sql<{ id: string; bucket: number; dispatchId: string; state: string }>`
      select * from sends where workspace_id = ${road.workspaceId}`.execute(ctx.db);
    for (const row of rows)
      expect(row).toMatchObject({
        recipient: "",
        rendered: null,
        properties: null,
        providerMessageId: null,
        errorText: null,
      });
    expect(rows.filter((row) => row.dispatchId === later.id).map((row) => row.state)).toEqual([
      "canceled",
      "canceled",
    ]);
    const one = rows.find((row) => row.dispatchId === dispatch.id);
    const messageId = encodeMessageId(one?.bucket ?? 0, one?.id ?? "");
    const error = { code: "infobip:7032", text: `not to ${phone(7)}`, action: "fail" } as const;
    await applyReceipts(ctx.db, road.workspaceId, [
      {
        messageId,
        kind: "failed",
        at: ctx.clock.now(),
        error,
        providerMessageId: "wamid.NTUxMQ",
        price: { amount: "0.1", currency: "BRL" },
      },
    ]);
    const told =
      await sql`select state::text as state, error_code, error_text, provider_message_id, recipient from sends where id = ${one?.id ?? ""}`.execute(
        ctx.db,
      );
    expect(told.rows).toEqual([
      { state: "failed", errorCode: "infobip:7032", errorText: null, providerMessageId: null, recipient: "" },
    ]);
    for (const { id } of [dispatch, later]) {
      const { byRows, kept } = await counters({ ctx }, id);
      expect(kept).toEqual(byRows);
    }
    await expectSoundIdentities(ctx, road.workspaceId);
    await pause(road, false);
  });
});

describe("people who are known by WhatsApp's own ids", () => {
  it("are found by parent and by BSUID, and learn their number when it appears", async () => {
    const road = await aRoad(ctx, sandbox);
    await say(road, { userId: "BR.111", parentUserId: "BR.ENT.1" });
    const person = await who(road, { kind: "bsuid", value: "BR.111" });
    expect(await who(road, { kind: "parent_bsuid", value: "BR.ENT.1" })).toBe(person);
    await say(road, { userId: "BR.222", parentUserId: "BR.ENT.1" });
    await say(road, { parentUserId: "BR.ENT.1", userId: "BR.111" });
    expect(await messagesOf(road, person ?? "")).toHaveLength(3);
    await say(road, { userId: "BR.111", phone: phone(9)?.slice(1) ?? "" });
    expect(await who(road, { kind: "phone", value: phone(9) ?? "" })).toBe(person);
    expect(await messagesOf(road, person ?? "")).toHaveLength(4);
    await expectSoundIdentities(ctx, road.workspaceId);
  });

  it("become part of the contact that their number leads to, with what they said", async () => {
    const road = await aRoad(ctx, sandbox);
    const known = await aContact(road, { fields: { externalId: "known", phone: phone(10) } });
    await say(road, { userId: "BR.333", parentUserId: "BR.ENT.3" });
    await say(road, { userId: "BR.333", phone: phone(10)?.slice(1) ?? "" });
    expect(await who(road, { kind: "bsuid", value: "BR.333" })).toBe(known);
    expect(await who(road, { kind: "parent_bsuid", value: "BR.ENT.3" })).toBe(known);
    expect(await messagesOf(road, known)).toHaveLength(2);
    await expectSoundIdentities(ctx, road.workspaceId);
  });

  it("stay apart when both have an external id, or the number is not one person's", async () => {
    const road = await aRoad(ctx, sandbox);
    const crm = await aContact(road, { fields: { externalId: "crm", bsuid: "BR.444" } });
    const shop = await aContact(road, { fields: { externalId: "shop", phone: phone(11) } });
    await say(road, { userId: "BR.444", phone: phone(11)?.slice(1) ?? "" });
    expect(await who(road, { kind: "bsuid", value: "BR.444" })).toBe(crm);
    expect(await who(road, { kind: "external_id", value: "shop" })).toBe(shop);
    const [one, two] = [
      await aContact(road, { fields: { phone: phone(12) } }),
      await aContact(road, { fields: { phone: phone(12) } }),
    ];
    const scoped = await aContact(road, { fields: { bsuid: "BR.555" } });
    await say(road, { userId: "BR.555", phone: phone(12)?.slice(1) ?? "" });
    expect(await who(road, { kind: "bsuid", value: "BR.555" })).toBe(scoped);
    expect([await messagesOf(road, one), await messagesOf(road, two)].map((some) => some.length)).toEqual([
      1, 1,
    ]);
  });
});
