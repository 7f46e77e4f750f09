/** The file of an inbound message: fetched with the key from Infobip's own host, kept, and served to the right people only. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { SECRET_HEADER } from "../src/connectors/infobip/signature.ts";
import type { HttpClient, HttpDownload, HttpRequest } from "../src/lib/http.ts";
import { createHttpClient } from "../src/lib/http.ts";
import { aSession } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, type Road } from "./road.ts";

const sandbox = await aSandbox();
const downloads: HttpRequest[] = [];
/** Answers in place of the provider, for the files a test names. */
const canned = new Map<string, HttpDownload>();
const http = watched(createHttpClient());
const { app, ctx } = await createTestApp(allowing(sandbox), { http });

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function watched(real: HttpClient): HttpClient {
  return {
    send: (call) => real.send(call),
    close: () => real.close(),
    async download(call, maxBytes) {
      downloads.push(call);
      return canned.get(new URL(call.url).pathname) ?? real.download(call, maxBytes);
    },
  };
}

async function receive(road: Road, message: Record<string, unknown>): Promise<string> {
  const response = await app.server.inject({
    method: "POST",
    url: `/webhooks/infobip/${road.webhookToken}`,
    headers: { "content-type": "application/json", [SECRET_HEADER]: "webhook-secret" },
    payload: JSON.stringify({
      results: [
        {
          from: "5511961230000",
          to: road.phone.slice(1),
          integrationType: "WHATSAPP",
          receivedAt: new Date().toISOString(),
          messageId: `wamid.${Math.random()}`,
          message,
          contact: { name: "Bia", phoneNumber: "5511961230000" },
          price: { pricePerMessage: 0, currency: "BRL" },
        },
      ],
    }),
  });
  expect(response.statusCode).toBe(200);
  await app.processAll();
  const { rows } = await sql<{ address: string }>`
    select contact_id || '/messages/' || id as address from inbound_messages
    where workspace_id = ${road.workspaceId} order by id desc limit 1`.execute(ctx.db);
  return rows[0]?.address ?? "";
}

async function mediaOf(road: Road) {
  const { rows } = await sql<{ state: string; contentType: string; error: string | null }>`
    select state, content_type, error from inbound_media where workspace_id = ${road.workspaceId}`.execute(
    ctx.db,
  );
  return rows;
}

function mediaPath(name: string): string {
  return `/whatsapp/1/senders/551130001000/media/${name}`;
}

function answer(status: number, bytes: Buffer | string, headers: Record<string, string> = {}): HttpDownload {
  return { status, headers, bytes: Buffer.from(bytes) };
}

async function get(road: Road, address: string, cookie: string) {
  const { slug } = await ctx.db
    .selectFrom("workspaces")
    .select("slug")
    .where("id", "=", road.workspaceId)
    .executeTakeFirstOrThrow();
  return app.server.inject({
    url: `/api/v1/workspaces/${slug}/contacts/${address}/media`,
    headers: { cookie },
  });
}

describe("the file of an inbound message", () => {
  it("is fetched with the key, kept, and served to a member of the workspace only", async () => {
    const road = await aRoad(ctx, sandbox);
    canned.set(mediaPath("photo"), answer(200, png, { "content-type": "image/png" }));
    const url = `http://127.0.0.1:${sandbox.port}${mediaPath("photo")}`;
    const address = await receive(road, { type: "IMAGE", url, caption: "Olha" });
    expect(await mediaOf(road)).toEqual([{ state: "stored", contentType: "image/png", error: null }]);
    expect(downloads.at(-1)?.headers?.authorization).toBe(`App ${road.apiKey}`);

    const member = await aSession(app, road.workspaceId, "viewer");
    const served = await get(road, address, member.cookie);
    expect(served.statusCode).toBe(200);
    expect(served.headers).toMatchObject({
      "content-type": "image/png",
      "content-disposition": "inline",
      "x-content-type-options": "nosniff",
    });
    expect(digest(served.rawPayload)).toBe(digest(png));

    const stranger = await aSession(app, (await aRoad(ctx, sandbox)).workspaceId, "owner");
    expect((await get(road, address, stranger.cookie)).statusCode).toBe(404);
    expect((await get(road, address, "")).statusCode).toBe(401);
  });

  it("follows a redirect without the key", async () => {
    const road = await aRoad(ctx, sandbox);
    canned.set(mediaPath("moved"), answer(302, "", { location: "https://cdn.example.com/file" }));
    canned.set("/file", answer(200, png, { "content-type": "image/png" }));
    await receive(road, { type: "IMAGE", url: `http://127.0.0.1:${sandbox.port}${mediaPath("moved")}` });
    expect((await mediaOf(road))[0]?.state).toBe("stored");
    expect(downloads.at(-1)?.url).toBe("https://cdn.example.com/file");
    expect(JSON.stringify(downloads.at(-1)?.headers ?? {})).not.toContain(road.apiKey);
  });

  it("never carries the key to a host that a webhook names", async () => {
    const road = await aRoad(ctx, sandbox);
    const before = downloads.length;
    await receive(road, { type: "IMAGE", url: "https://attacker.example/steal" });
    expect(downloads.length).toBe(before);
    expect(await mediaOf(road)).toMatchObject([{ state: "failed" }]);

    canned.set(mediaPath("elsewhere"), answer(404, ""));
    await receive(road, { type: "IMAGE", url: `https://attacker.example${mediaPath("elsewhere")}` });
    expect(new URL(downloads.at(-1)?.url ?? "").host).toBe(`127.0.0.1:${sandbox.port}`);
  });

  it("that a browser could run is a download, whatever it claims to be", async () => {
    const road = await aRoad(ctx, sandbox);
    canned.set(mediaPath("page"), answer(200, "<html><script>1</script>", { "content-type": "image/png" }));
    const address = await receive(road, {
      type: "DOCUMENT",
      url: `http://127.0.0.1:${sandbox.port}${mediaPath("page")}`,
      caption: 'fatura "maio".html',
    });
    const member = await aSession(app, road.workspaceId, "marketer");
    const served = await get(road, address, member.cookie);
    expect(served.headers["content-type"]).toBe("application/octet-stream");
    expect(served.headers["content-disposition"]).toMatch(/^attachment; filename="fatura _maio_\.html"/);
    expect(served.headers["content-security-policy"]).toContain("sandbox");
  });

  it("that WhatsApp no longer has is gone, and says so", async () => {
    const road = await aRoad(ctx, sandbox);
    canned.set(mediaPath("old"), answer(404, ""));
    const address = await receive(road, {
      type: "VOICE",
      url: `http://127.0.0.1:${sandbox.port}${mediaPath("old")}`,
    });
    expect((await mediaOf(road))[0]?.state).toBe("gone");
    const member = await aSession(app, road.workspaceId, "viewer");
    const served = await get(road, address, member.cookie);
    expect(served.statusCode).toBe(410);
    expect(served.json().error.code).toBe("media_gone");
  });
});

function digest(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
