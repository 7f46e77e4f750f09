/** The doors of webhooks and what lies behind them: strangers, repetitions, words without end, bodies that cannot be applied. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { signWebhook } from "../src/lib/standard-webhooks.ts";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const receiver = createServer((_request, response) => response.writeHead(204).end());
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise((resolve) => receiver.close(resolve)));
const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
const { app, ctx, clock } = await createTestApp({ webhookAllowedHosts: [host] });

let last = 11_930_009_000;
const phoneOfOurs = () => `+55${++last}`;

async function aConnection(change: object = {}) {
  const workspace = await aWorkspace(ctx);
  const { cookie } = await aSession(app, workspace.id);
  const phone = phoneOfOurs();
  const response = await app.server.inject({
    method: "POST",
    url: `/api/v1/workspaces/${workspace.slug}/integrations/whatsapp/webhook/connections`,
    headers: { cookie },
    payload: { url: `http://${host}/T0/secret-path`, phone, displayName: "Aurora", ...change },
  });
  expect(response.statusCode, response.body).toBe(201);
  const { secret, reportUrl, connection } = response.json();
  const door = new URL(reportUrl).pathname;
  const post = async (body: string, { age = 0, key = secret as string } = {}) => {
    const [id, seconds] = [randomUUID(), Math.floor(Date.now() / 1000) - age];
    const answer = await app.server.inject({
      method: "POST",
      url: door,
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(seconds),
        "webhook-signature": signWebhook(key, id, seconds, body),
      },
      payload: body,
    });
    return answer.statusCode;
  };
  const tell = (...events: object[]) => post(JSON.stringify({ events }));
  return { workspace, cookie, phone, secret, door, connectionId: String(connection.id), post, tell };
}

type Connection = Awaited<ReturnType<typeof aConnection>>;

const written = ({ phone }: Connection, change: object = {}) => ({
  type: "message",
  id: randomUUID(),
  from: "+5511955554444",
  to: phone,
  at: clock.now().toISOString(),
  text: "Oi",
  ...change,
});

async function counted({ connectionId }: Connection): Promise<number> {
  const { rows } = await sql<{ words: number }>`
    select count(*)::int as words from webhook_counts where connection_id = ${connectionId}`.execute(ctx.db);
  return rows[0]?.words ?? 0;
}

describe("at the door", () => {
  it("an old body is not taken again", async () => {
    const connection = await aConnection();
    const body = JSON.stringify({ events: [written(connection)] });
    expect(await connection.post(body)).toBe(200);
    expect(await connection.post(body, { age: 299 })).toBe(200);
    expect(await connection.post(body, { age: 400 })).toBe(401);
    expect(await connection.post(body, { age: -400 })).toBe(401);
    expect(await connection.post(body, { key: "whsec_AAAA" })).toBe(401);
  });

  it("nothing comes in without a signature, by another provider's door or after the connection was left", async () => {
    const connection = await aConnection();
    const send = async (url: string, headers = {}) =>
      (await app.server.inject({ method: "POST", url, headers, payload: {} })).statusCode;
    expect(await send(connection.door)).toBe(401);
    expect(await send(connection.door, { "webhook-signature": "v1," })).toBe(401);
    for (const provider of ["meta", "infobip"])
      expect(await send(connection.door.replace("/webhook/", `/${provider}/`))).toBe(404);
    expect(await send(`/webhooks/webhook/${"x".repeat(201)}`)).toBe(414);
    const left = await app.server.inject({
      method: "DELETE",
      url: `/api/v1/workspaces/${connection.workspace.slug}/integrations/whatsapp/connections/${connection.connectionId}`,
      headers: { cookie: connection.cookie },
    });
    expect(left.statusCode).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5100)); // what the door remembers
    expect(await connection.tell(written(connection))).toBe(404);
    const { credentials, webhookSecret } = await ctx.db
      .selectFrom("connections")
      .select(["credentials", "webhookSecret"])
      .where("id", "=", connection.connectionId)
      .executeTakeFirstOrThrow();
    expect(ctx.secrets.decrypt(credentials, "connection.credentials")).toBe("");
    expect(ctx.secrets.decrypt(webhookSecret, "connection.webhook_secret")).toBe("");
  }, 15_000);
});

describe("what was taken", () => {
  it("does not grow a table by words that somebody made up", async () => {
    const connection = await aConnection();
    for (let round = 0; round < 3; round++)
      await connection.tell(
        ...Array.from({ length: 300 }, (_, index) => ({ type: `w${round}-${index}` })),
        written(connection),
      );
    await app.processAll();
    expect(await counted(connection)).toBeLessThanOrEqual(60);
    const { rows } = await sql<{ total: number }>`
      select sum(count)::int as total from webhook_counts where connection_id = ${connection.connectionId}`.execute(
      ctx.db,
    );
    expect(rows[0]?.total).toBe(903);
  });

  it("is parked, at most so many, when it cannot be applied", async () => {
    const connection = await aConnection();
    const { rows } = await sql<{
      bucket: number;
    }>`select bucket_of(${connection.connectionId}::uuid) as bucket`.execute(ctx.db);
    await sql`
      insert into webhook_inbox (workspace_id, bucket, connection_id, body, parked_reason, received_at)
      select ${connection.workspace.id}::uuid, ${rows[0]?.bucket}, ${connection.connectionId}::uuid, '{}', 'failed: before', now()
      from generate_series(1, 600)`.execute(ctx.db);
    const hostile = [
      written(connection, { text: "a\0b" }),
      written(connection, { payload: { "a\0b": 1 } }),
      written(connection, { at: "+275760-09-12T00:00:00Z" }),
      written(connection, { at: "0001-01-01T00:00:00Z" }),
      written(connection, { from: `+${"9".repeat(20)}` }),
      written(connection, { kind: "__proto__", payload: { __proto__: null, constructor: 1 } }),
      written(connection, { name: "\ud800", text: "\udfff" }),
      written(connection, { media: { url: "file:///etc/passwd" } }),
      { type: { toString: 1 } },
      { type: "receipt", messageId: "x\0", status: "failed", at: clock.now().toISOString(), error: "\0" },
    ];
    for (const event of hostile) expect(await connection.tell(event), JSON.stringify(event)).toBe(200);
    expect(await connection.tell(written(connection, { text: "the last" }))).toBe(200);
    await app.processAll();
    const { rows: left } = await sql<{ waiting: number; parked: number }>`
      select (count(*) filter (where parked_reason is null))::int as waiting,
             (count(*) filter (where parked_reason is not null))::int as parked
      from webhook_inbox where connection_id = ${connection.connectionId}`.execute(ctx.db);
    expect(left[0]?.waiting).toBe(0);
    expect(left[0]?.parked).toBeLessThanOrEqual(500);
    const { rows: told } = await sql<{ body: string }>`
      select body from inbound_messages where workspace_id = ${connection.workspace.id} and body = 'the last'`.execute(
      ctx.db,
    );
    expect(told).toHaveLength(1);
  });

  it("leads to no file inside the network, nor to an address that is none", async () => {
    const connection = await aConnection();
    const files = [
      "http://169.254.169.254/latest/meta-data",
      "file:///etc/passwd",
      "not an address",
      "http://[::1]:1/x",
    ];
    await connection.tell(...files.map((url) => written(connection, { media: { url } })));
    for (let round = 0; round < 3; round++) await app.processAll();
    const rows = await ctx.db
      .selectFrom("inboundMedia")
      .select(["ref", "state"])
      .where("workspaceId", "=", connection.workspace.id)
      .execute();
    expect(Object.fromEntries(rows.map(({ ref, state }) => [ref, state]))).toEqual(
      Object.fromEntries(files.map((ref) => [ref, "failed"])),
    );
  });
});

it("an address may be a secret: it is shown to those who may change it", async () => {
  const { workspace, cookie } = await aConnection();
  const viewer = await aSession(app, workspace.id, "viewer");
  const url = `/api/v1/workspaces/${workspace.slug}/integrations/whatsapp`;
  const seenBy = async (who: string) => (await app.server.inject({ url, headers: { cookie: who } })).body;
  expect(await seenBy(cookie)).toContain("secret-path");
  const seen = await seenBy(viewer.cookie);
  expect(seen).toContain(host);
  expect(seen).not.toContain("secret-path");
});
