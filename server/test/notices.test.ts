/** Notices on their way: a real SMTP server, a real receiver of webhooks. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { signWebhook } from "../src/lib/standard-webhooks.ts";
import { deliverNotices } from "../src/workspaces/notices/delivery.ts";
import { raiseNotice, resolveNotices } from "../src/workspaces/notices/notices.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

interface ReceivedMail {
  readonly to: string;
  readonly raw: string;
}

async function aMailServer() {
  const mails: ReceivedMail[] = [];
  const state = { refuse: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onAuth: (auth, _session, done) =>
      auth.password === "smtp-pass" ? done(null, { user: "ponte" }) : done(new Error("no")),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (state.refuse > 0) {
          state.refuse--;
          return done(Object.assign(new Error("try later"), { responseCode: 451 }));
        }
        for (const { address } of session.envelope.rcptTo)
          mails.push({ to: address, raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { mails, state, url: `smtp://ponte:smtp-pass@127.0.0.1:${port}` };
}

async function aReceiver() {
  const calls: { headers: IncomingHttpHeaders; body: string }[] = [];
  const state = { status: 204 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { calls, state, host, url: `http://${host}/ponte` };
}

const smtp = await aMailServer();
const receiver = await aReceiver();
const { app, ctx, clock } = await createTestApp({
  mail: { smtpUrl: smtp.url, from: "Ponte <ponte@example.com>" },
  webhookAllowedHosts: [receiver.host],
});

beforeEach(async () => {
  // What an earlier test left on its way is not this one's.
  await deliverNotices(ctx);
  smtp.mails.length = 0;
  receiver.calls.length = 0;
  receiver.state.status = 204;
  smtp.state.refuse = 0;
});

async function aTenant() {
  const workspace = await aWorkspace(ctx);
  const number = await aNumber(ctx, workspace.id);
  const owner = await aSession(app, workspace.id, "owner");
  const viewer = await aSession(app, workspace.id, "viewer");
  const base = `/api/v1/workspaces/${workspace.slug}/notices`;
  const call = async (
    method: "GET" | "POST" | "PUT",
    path: string,
    payload?: object,
    cookie = owner.cookie,
  ) => {
    const answer = await app.server.inject({
      method,
      url: base + path,
      headers: { cookie },
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, json: answer.body ? JSON.parse(answer.body) : null };
  };
  const fail = () =>
    raiseNotice(
      ctx.db,
      {
        workspaceId: workspace.id,
        kind: "key_failing",
        subject: number.connectionId,
        severity: "critical",
        params: { connectionId: number.connectionId, code: "infobip:http-401", text: "Invalid <login>" },
      },
      ctx.clock.now(),
    );
  return { workspace, ...number, owner, viewer, call, fail };
}

const settings = (change: object = {}) => ({
  emailEnabled: true,
  emails: [],
  webhookUrl: null,
  language: "en",
  ...change,
});

describe("the list", () => {
  it("names what a notice is about, counts, and closes", async () => {
    const { workspace, connectionId, subscriptionGroupId, phone, call, fail, viewer } = await aTenant();
    expect(await fail()).toBe(true);
    expect(await fail()).toBe(false);
    await raiseNotice(
      ctx.db,
      {
        workspaceId: workspace.id,
        kind: "foreign_traffic",
        subject: subscriptionGroupId,
        severity: "warning",
        params: { connectionId },
        count: 7,
      },
      ctx.clock.now(),
    );
    const { json } = await call("GET", "?filter=open", undefined, viewer.cookie);
    expect(json).toMatchObject({ open: 2, critical: 1, nextCursor: null });
    expect(json.items).toMatchObject([
      {
        kind: "foreign_traffic",
        about: `Aurora · ${phone}`,
        count: 7,
        link: `/integrations/whatsapp/connections/${connectionId}`,
      },
      { kind: "key_failing", about: "Loja Aurora", count: 2, severity: "critical" },
    ]);
    const paged = await call("GET", "?limit=1");
    expect(paged.json.items).toHaveLength(1);
    expect((await call("GET", `?limit=1&cursor=${paged.json.nextCursor}`)).json.items).toMatchObject([
      { kind: "key_failing" },
    ]);

    const id = json.items[1].id;
    expect((await call("POST", `/${id}/dismiss`, {}, viewer.cookie)).status).toBe(403);
    expect((await call("POST", `/${id}/dismiss`, {})).status).toBe(204);
    expect((await call("POST", `/${id}/dismiss`, {})).status).toBe(204);
    await resolveNotices(
      ctx.db,
      workspace.id,
      { kind: "foreign_traffic", subject: subscriptionGroupId },
      ctx.clock.now(),
    );
    expect((await call("GET", "?filter=open")).json).toMatchObject({ items: [], open: 0 });
    expect((await call("GET", "?filter=resolved")).json.items).toHaveLength(2);
    // Dismissed and still failing: not raised anew.
    expect(await fail()).toBe(false);
  });

  it("is a workspace's own", async () => {
    const one = await aTenant();
    const other = await aTenant();
    await one.fail();
    const id = (await one.call("GET", "")).json.items[0].id;
    expect((await other.call("GET", "")).json.items).toEqual([]);
    expect((await other.call("POST", `/${id}/dismiss`, {})).status).toBe(404);
    expect((await one.call("GET", "?filter=open")).json.open).toBe(1);
  });
});

describe("by e-mail", () => {
  it("goes once to each owner and admin, in their language, also when workers run at once and again", async () => {
    const { workspace, owner, fail } = await aTenant();
    const admin = await aSession(app, workspace.id, "admin");
    await app.server.inject({
      method: "PUT",
      url: "/api/v1/me/language",
      headers: { cookie: admin.cookie },
      payload: { language: "pt-BR" },
    });
    await fail();
    await Promise.all([deliverNotices(ctx), deliverNotices(ctx), deliverNotices(ctx)]);
    clock.advance(600_000);
    await deliverNotices(ctx);
    expect(smtp.mails).toHaveLength(2);
    const people = await ctx.db
      .selectFrom("people")
      .select(["id", "email"])
      .where("id", "in", [owner.personId, admin.personId])
      .execute();
    const mailOf = (id: string) =>
      decode(smtp.mails.find((mail) => mail.to === people.find((one) => one.id === id)?.email)?.raw ?? "");
    expect(mailOf(owner.personId)).toContain("Sending through Loja Aurora is paused");
    expect(mailOf(admin.personId)).toContain("O envio por Loja Aurora está pausado");
    expect(mailOf(owner.personId)).toContain(`/w/${workspace.slug}/integrations/whatsapp/connections/`);
    expect(mailOf(owner.personId)).toContain("Invalid &#60;login&#62;");
    const row = await ctx.db
      .selectFrom("notices")
      .select("emailedAt")
      .where("workspaceId", "=", workspace.id)
      .executeTakeFirst();
    expect(row?.emailedAt).not.toBeNull();
  });

  it("waits longer after each refusal, and a dead worker's lease runs out", async () => {
    const { call, fail } = await aTenant();
    await call("PUT", "/settings", settings({ emails: ["ops@example.com"] }));
    smtp.state.refuse = 1;
    await fail();
    await deliverNotices(ctx);
    expect(smtp.mails).toEqual([]);
    expect((await call("GET", "/settings")).json.email).toMatchObject({
      lastSentAt: null,
      error: "451 try later",
    });
    await deliverNotices(ctx);
    expect(smtp.mails).toEqual([]);
    // A worker claimed it and died before it sent anything.
    await ctx.db
      .updateTable("noticeDeliveries")
      .set({ leaseUntil: new Date(clock.now().getTime() + 120_000) })
      .where("recipient", "=", "ops@example.com")
      .execute();
    clock.advance(60_000);
    await deliverNotices(ctx);
    expect(smtp.mails).toEqual([]);
    clock.advance(61_000);
    await deliverNotices(ctx);
    expect(smtp.mails.map(({ to }) => to)).toEqual(["ops@example.com"]);
    expect((await call("GET", "/settings")).json.email.error).toBeNull();
  });

  it("is not sent for what ended before anybody could be told, nor when it is switched off", async () => {
    const { workspace, connectionId, call, fail } = await aTenant();
    await fail();
    await resolveNotices(
      ctx.db,
      workspace.id,
      { kind: "key_failing", subject: connectionId },
      ctx.clock.now(),
    );
    await deliverNotices(ctx);
    await call("PUT", "/settings", settings({ emailEnabled: false }));
    await fail();
    await deliverNotices(ctx);
    expect(smtp.mails).toEqual([]);
  });
});

describe("by webhook", () => {
  it("is signed after Standard Webhooks with a secret that is shown once", async () => {
    const { workspace, call, fail } = await aTenant();
    const change = settings({ emailEnabled: false, webhookUrl: receiver.url, language: "es" });
    const saved = await call("PUT", "/settings", change);
    const secret: string = saved.json.webhookSecret;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await call("GET", "/settings")).json.webhookSecret).toBeNull();
    expect((await call("PUT", "/settings", change)).json.webhookSecret).toBeNull();

    receiver.state.status = 500;
    await fail();
    await deliverNotices(ctx);
    expect((await call("GET", "/settings")).json.webhook.error).toBe("The webhook answered with HTTP 500.");
    receiver.state.status = 204;
    clock.advance(6000);
    await deliverNotices(ctx);
    await deliverNotices(ctx);
    expect(receiver.calls).toHaveLength(2);
    const [first, second] = receiver.calls;
    if (!first || !second) throw new Error("two calls");
    expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
    const seconds = Number(second.headers["webhook-timestamp"]);
    expect(second.headers["webhook-signature"]).toBe(
      signWebhook(secret, String(second.headers["webhook-id"]), seconds, second.body),
    );
    expect(JSON.parse(second.body)).toMatchObject({
      type: "notice.raised",
      data: {
        kind: "key_failing",
        severity: "critical",
        workspace: { slug: workspace.slug },
        title: "El envío por Loja Aurora está en pausa: la clave fue rechazada",
      },
    });
    const renewed = await call("PUT", "/settings", { ...change, renewSecret: true });
    expect(renewed.json.webhookSecret).not.toBe(secret);
    expect(renewed.json.webhookSecret).toMatch(/^whsec_/);
  });

  it("cannot be pointed into private networks", async () => {
    const { call } = await aTenant();
    await call("PUT", "/settings", settings({ webhookUrl: "http://127.0.0.1:9/inside" }));
    const answer = await call("POST", "/settings/test", { channel: "webhook" });
    expect(answer.status).toBe(502);
    expect(answer.json.error).toMatchObject({ code: "webhook_failed" });
    expect(answer.json.error.message).toContain("private address");
    expect(
      (await call("PUT", "/settings", settings({ webhookUrl: "ftp://example.com" }))).json.error.code,
    ).toBe("webhook_url_invalid");
  });
});

describe("a test", () => {
  it("comes to the person who asks, and to the webhook", async () => {
    const { owner, viewer, call } = await aTenant();
    await call("PUT", "/settings", settings({ webhookUrl: receiver.url }));
    expect((await call("POST", "/settings/test", { channel: "email" })).status).toBe(204);
    expect((await call("POST", "/settings/test", { channel: "webhook" })).status).toBe(204);
    const { email } = await ctx.db
      .selectFrom("people")
      .select("email")
      .where("id", "=", owner.personId)
      .executeTakeFirstOrThrow();
    expect(smtp.mails.map(({ to }) => to)).toEqual([email]);
    expect(JSON.parse(receiver.calls[0]?.body ?? "")).toMatchObject({ type: "notice.test" });
    expect((await call("POST", "/settings/test", { channel: "email" }, viewer.cookie)).status).toBe(403);
    expect((await call("GET", "/settings", undefined, viewer.cookie)).status).toBe(403);
    smtp.state.refuse = 1;
    expect((await call("POST", "/settings/test", { channel: "email" })).json.error).toMatchObject({
      code: "mail_refused",
      params: { reason: "451 try later" },
    });
  });
});

/** Quoted-printable and base64 parts as text. */
function decode(raw: string): string {
  const joined = raw.replace(/=\r?\n/g, "");
  const bytes = joined.replace(/((?:=[0-9A-F]{2})+)/g, (run) =>
    Buffer.from(run.replaceAll("=", ""), "hex").toString("utf8"),
  );
  return bytes.replace(/^[A-Za-z0-9+/\r\n]{60,}={0,2}\r?$/gm, (block) =>
    Buffer.from(block, "base64").toString("utf8"),
  );
}
