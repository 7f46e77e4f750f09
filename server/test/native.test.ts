/** The native connection against Meta's stand-in: the ways in, the road of a message and back, and what goes wrong. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { loadConnection } from "../src/connectors/connections.ts";
import { startDispatch } from "../src/messages/messages.ts";
import { bulkContacts } from "./bulk-contacts.ts";
import { everyone, welcome } from "./messages.ts";
import { nativeWorld } from "./native-world.ts";

const { app, ctx, control, graph, meta, aTeam, nativeAccount, signUp, until, logLines } = await nativeWorld();

async function pinOf(subscriptionGroupId: string): Promise<string | null> {
  const { pin } = await ctx.db
    .selectFrom("subscriptionGroups")
    .select("pin")
    .where("id", "=", subscriptionGroupId)
    .executeTakeFirstOrThrow();
  return pin && ctx.secrets.decrypt(pin, "subscription_group.pin");
}

function launch(workspaceId: string, subscriptionGroupId: string) {
  return startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
  });
}

async function countsOf(dispatchId: string) {
  const { rows } = await sql<{ state: string; count: number }>`
    select state::text as state, count(*)::int as count from sends where dispatch_id = ${dispatchId}
    group by state order by state`.execute(ctx.db);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

describe("Embedded Signup without a partner", () => {
  it("ends with a registered number that shows neither account name nor base URL", async () => {
    const team = await aTeam();
    const result = await signUp("11931001234");
    const started = await team.call("POST", "/native/signups", result);
    expect(started.status).toBe(202);
    const signup = await team.settle(started.body.id);
    expect(signup).toMatchObject({ state: "completed", error: null, phone: "+5511931001234" });
    const { groups, connections } = (await team.call("GET", "")).body;
    expect(groups).toMatchObject([
      {
        wabaId: result.wabaId,
        name: "Aurora WABA",
        provider: "meta",
        accountName: null,
        baseUrl: null,
        subscriptionGroups: [{ phone: "+5511931001234", displayName: "Loja Aurora", status: "CONNECTED" }],
      },
    ]);
    expect(groups[0].subscriptionGroups[0].templates.approved).toBeGreaterThan(5);
    expect(connections).toMatchObject([{ provider: "meta", state: "ready" }]);
    expect(connections[0].keyExpiresAt).not.toBeNull();
    // The PIN that we set is the one that Meta has: registering again with it is accepted, with another it is not.
    const pin = await pinOf(signup.subscriptionGroupId);
    expect(pin).toMatch(/^\d{6}$/);
    const { credentials } = await loadConnection(ctx, team.workspace.id, connections[0].id);
    const register = (code: string | null) =>
      graph("POST", `/${result.phoneNumberId}/register`, credentials.apiKey, {
        messaging_product: "whatsapp",
        pin: code,
      });
    expect((await register(pin === "000000" ? "000001" : "000000")).status).toBe(400);
    expect((await register(pin)).status).toBe(200);
    expect(logLines.filter((line) => line.includes(credentials.apiKey))).toEqual([]);
  });

  it("refuses a code that was used, and says so", async () => {
    const team = await aTeam();
    const result = await signUp("11931002222");
    const first = await team.call("POST", "/native/signups", result);
    await team.settle(first.body.id);
    const second = await team.call("POST", "/native/signups", result);
    expect(second.body.error.code).toBe("code_expired");
  });
});

describe("an access token of one's own", () => {
  it("names what is wrong with it", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511932000001");
    const { wabaId, businessId } = account;
    const newToken = async (change: object) =>
      (
        await control<{ token: string }>("POST", "/control/meta/tokens", {
          businessId,
          wabaIds: [wabaId],
          ...change,
        })
      ).token;
    const withoutSending = await newToken({ scopes: ["whatsapp_business_management"] });
    const revoked = await newToken({});
    await control("PATCH", `/control/meta/tokens/${revoked}`, { revoked: true });
    const refusals = [
      await team.connect("EAAnonsense"),
      await team.connect("two words"),
      await team.connect(revoked),
      await team.connect(withoutSending),
      await team.connect(account.token, { appSecret: "another-secret" }),
      await team.connect(account.token, { wabaId: account.phoneNumberId }),
      await team.connect(account.token, { appId: "42" }),
    ];
    expect(refusals.map(({ body }) => body.error.code)).toEqual([
      "meta_token_invalid",
      "meta_token_invalid",
      expect.stringMatching(/^meta_token_(revoked|invalid)$/),
      "meta_permission_missing",
      "meta_app_refused",
      "waba_not_found",
      "meta_app_refused",
    ]);
    expect(await team.connect(account.token)).toMatchObject({ status: 201 });
  });

  it("keeps token and secret encrypted, lists the numbers, and takes a new token of the same portfolio only", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511932000002");
    const { connectionId } = await team.link(account);
    const { rows } = await sql<{ row: string }>`
      select row_to_json(c)::text || encode(c.credentials, 'escape') || encode(c.webhook_secret, 'escape') as row
      from connections c where id = ${connectionId}`.execute(ctx.db);
    expect(rows[0]?.row).not.toContain(account.token);
    expect(rows[0]?.row).not.toContain(meta.appSecret);
    const { body: senders } = await team.call("GET", `/connections/${connectionId}/senders`);
    expect(senders.items).toMatchObject([{ phone: "+5511932000002", state: "linked_here" }]);
    const elsewhere = await nativeAccount("5511932000003");
    const replace = (accessToken: string) =>
      team.call("PUT", `/native/connections/${connectionId}/token`, { accessToken });
    expect((await replace(elsewhere.token)).body.error.code).toMatch(/waba_not_found|meta_token_narrower/);
    const { token } = await control<{ token: string }>("POST", "/control/meta/tokens", {
      businessId: account.businessId,
      wabaIds: [account.wabaId],
    });
    expect(await replace(token)).toMatchObject({ status: 200, body: { id: connectionId, state: "ready" } });
    expect((await replace(token)).text).not.toContain(token);
  });

  it("asks for the PIN that somebody set before, as often as it takes", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511932000004", { pin: "424242" });
    expect((await graph("POST", `/${account.phoneNumberId}/deregister`, account.token)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 700)); // Meta wants a pause
    const { body: connection } = await team.connect(account.token);
    const started = await team.call("POST", `/connections/${connection.id}/links`, {
      phone: `+${account.number}`,
      wabaId: account.wabaId,
      phoneNumberId: account.phoneNumberId,
    });
    const asked = await team.settle(started.body.id);
    expect(asked).toMatchObject({
      state: "waiting",
      question: { kind: "pin", errorCode: "meta_pin_differs" },
    });
    const answer = async (pin: string) => {
      await team.call("POST", `/signups/${asked.id}/answer`, { answer: pin });
      return team.settle(asked.id);
    };
    expect(await answer("111111")).toMatchObject({ state: "waiting", question: { kind: "pin" } });
    const done = await answer("424242");
    expect(done).toMatchObject({ state: "completed" });
    expect(await pinOf(done.subscriptionGroupId)).toBe("424242");
  });

  it("is of nobody without the right to manage", async () => {
    const team = await aTeam();
    const response = await app.server.inject({
      method: "POST",
      url: `/api/v1/workspaces/${team.workspace.slug}/integrations/whatsapp/native/connections`,
      payload: { accessToken: "x", appSecret: "y" },
    });
    expect(response.statusCode).toBe(401);
  });
});

describe("the road of a message", () => {
  it("sends a campaign, counts its receipts, and hears what people answer", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511933000001");
    const { subscriptionGroupId } = await team.link(account);
    const workspaceId = team.workspace.id;
    await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: 40, prefix: "+551197" });
    const dispatch = await launch(workspaceId, subscriptionGroupId);
    await app.processAll();
    const counts = await until(
      () => countsOf(dispatch.id),
      (seen) => (seen.delivered ?? 0) + (seen.read ?? 0) === 40,
    );
    expect((counts.delivered ?? 0) + (counts.read ?? 0)).toBe(40);
    const witness = await control<{ accepted: number; distinctRecipients: number }>(
      "GET",
      `/control/witness?sender=${account.number}`,
    );
    expect(witness).toMatchObject({ accepted: 40, distinctRecipients: 40 });
    const { rows } = await sql<{ ids: number }>`
      select count(distinct provider_message_id)::int as ids from sends
      where dispatch_id = ${dispatch.id} and provider_message_id like 'wamid.%'`.execute(ctx.db);
    expect(rows).toEqual([{ ids: 40 }]);

    const phone = "/control/phones/5511970000001/messages";
    await control("POST", phone, { sender: account.number, kind: "text", text: "Quero saber mais" });
    await control("POST", phone, { sender: account.number, kind: "image", caption: "Esta" });
    const inbound = () =>
      ctx.db
        .selectFrom("inboundMessages as m")
        .leftJoin("inboundMedia as f", "f.messageId", "m.id")
        .select(["m.kind", "m.body", "f.state"])
        .where("m.workspaceId", "=", workspaceId)
        .orderBy("m.kind") // Meta's times are whole seconds
        .execute();
    const messages = await until(
      inbound,
      (seen) => seen.length === 2 && seen.some(({ state }) => state === "stored"),
    );
    expect(messages).toEqual([
      { kind: "image", body: "Esta", state: "stored" },
      { kind: "text", body: "Quero saber mais", state: null },
    ]);
  });

  it("follows a template that Meta pauses", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511933000002");
    await team.link(account);
    const one = () =>
      ctx.db
        .selectFrom("templates as t")
        .innerJoin("whatsappBusinessGroups as g", "g.id", "t.whatsappBusinessGroupId")
        .select(["t.status", "t.providerId"])
        .where("g.wabaId", "=", account.wabaId)
        .where("t.name", "=", "boas_vindas")
        .executeTakeFirstOrThrow();
    const { providerId } = await one();
    await control("PATCH", `/control/meta/templates/${providerId}`, { status: "PAUSED" });
    expect((await until(one, ({ status }) => status === "PAUSED")).status).toBe("PAUSED");
  });

  it("refuses bodies without Meta's signature, and questions that are not Meta's", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511933000003");
    const { connectionId } = await team.link(account);
    const { webhookToken } = await ctx.db
      .selectFrom("connections")
      .select("webhookToken")
      .where("id", "=", connectionId)
      .executeTakeFirstOrThrow();
    const url = `/webhooks/meta/${webhookToken}`;
    const payload = '{"object":"whatsapp_business_account","entry":[]}';
    const headers = { "content-type": "application/json" };
    const bare = await app.server.inject({ method: "POST", url, payload, headers });
    const forged = await app.server.inject({
      method: "POST",
      url,
      payload,
      headers: { ...headers, "x-hub-signature-256": `sha256=${"0".repeat(64)}` },
    });
    const asked = await app.server.inject({
      method: "GET",
      url: `${url}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess`,
    });
    expect([bare.statusCode, forged.statusCode, asked.statusCode]).toEqual([401, 401, 403]);
  });

  it("pauses when the token is revoked, loses nothing, and goes on with a new one", async () => {
    const team = await aTeam();
    const account = await nativeAccount("5511933000004");
    const { connectionId, subscriptionGroupId } = await team.link(account);
    const workspaceId = team.workspace.id;
    await bulkContacts(ctx.db, { workspaceId, subscriptionGroupId, count: 30, prefix: "+551196" });
    await control("PATCH", `/control/meta/tokens/${account.token}`, { revoked: true });
    const dispatch = await launch(workspaceId, subscriptionGroupId);
    await app.processAll();
    const state = () =>
      ctx.db
        .selectFrom("connections")
        .select(["state", "stateReason"])
        .where("id", "=", connectionId)
        .executeTakeFirstOrThrow();
    expect(await until(state, (seen) => seen.state === "failing")).toEqual({
      state: "failing",
      stateReason: "meta:190",
    });
    const paused = await countsOf(dispatch.id);
    expect(paused.failed).toBeUndefined();
    const { token } = await control<{ token: string }>("POST", "/control/meta/tokens", {
      businessId: account.businessId,
      wabaIds: [account.wabaId],
    });
    const replaced = await team.call("PUT", `/native/connections/${connectionId}/token`, {
      accessToken: token,
    });
    expect(replaced).toMatchObject({ status: 200, body: { state: "ready" } });
    const counts = await until(
      () => countsOf(dispatch.id),
      (seen) => (seen.delivered ?? 0) + (seen.read ?? 0) === 30,
    );
    expect((counts.delivered ?? 0) + (counts.read ?? 0)).toBe(30);
    const witness = await control<{ accepted: number; duplicates: string[] }>(
      "GET",
      `/control/witness?sender=${account.number}`,
    );
    expect(witness).toMatchObject({ accepted: 30, duplicates: [] });
  });
});
