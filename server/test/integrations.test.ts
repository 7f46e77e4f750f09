import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "../../sandbox/src/app.ts";
import { loadConfig } from "../src/config.ts";
import { requiredScopes } from "../src/connectors/infobip/account.ts";
import type { WorkspaceAccess } from "../src/lib/access.ts";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const sandbox = await startSandbox({ port: 0, settings: { timeScale: 0.05, otpMode: "fixed" } });
afterAll(() => sandbox.close());
const host = `localhost:${sandbox.port}`;
const meta = { ...loadConfig({}).meta, graphUrl: `http://${host}/graph` };
const { app, ctx } = await createTestApp({ infobipAllowedHosts: [host], meta });

let workspace: WorkspaceAccess;
let cookie: string;
let accountKey: string;
beforeAll(async () => {
  workspace = await aWorkspace(ctx);
  ({ cookie } = await aSession(app, workspace.id));
  accountKey = (await control<{ key: string }[]>("GET", "/control/accounts"))[0]?.key ?? "";
});

async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, headers: { "content-type": "application/json" } };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch(`http://${host}${path}`, init);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

function newKey(change: object = {}): Promise<{ id: string; apiKeySecret: string }> {
  return control("POST", `/control/accounts/${accountKey}/keys`, {
    name: "Ponte",
    validTo: "2036-01-01T00:00:00",
    scopeGuids: requiredScopes,
    ...change,
  });
}

async function connect(apiKey: string, baseUrl = host) {
  const url = `/api/v1/workspaces/${workspace.slug}/integrations/whatsapp/connections`;
  return app.server.inject({
    method: "POST",
    url,
    headers: { cookie },
    payload: { provider: "infobip", apiKey, baseUrl },
  });
}

describe("connecting an Infobip account", () => {
  it("refuses each kind of bad key and address by name", async () => {
    const expired = await newKey({ validTo: "2020-01-01T00:00:00" });
    const disabled = await newKey({ enabled: false });
    const elsewhere = await newKey({ allowedIPs: ["203.0.113.9"] });
    const codes = [];
    for (const [key, address] of [
      ["0".repeat(32), host],
      [expired.apiKeySecret, host],
      [disabled.apiKeySecret, host],
      [elsewhere.apiKeySecret, host],
      [expired.apiKeySecret, "https://evil.example.com"],
      [expired.apiKeySecret, "http://169.254.169.254"],
      [expired.apiKeySecret, "https://api.infobip.com.evil.example"],
    ] as const) {
      codes.push((await connect(key, address)).json().error.code);
    }
    expect(codes).toEqual([
      "infobip_key_invalid",
      "infobip_key_expired",
      "infobip_key_disabled",
      "infobip_ip_not_allowed",
      "infobip_host_not_allowed",
      "infobip_host_not_allowed",
      "infobip_host_not_allowed",
    ]);
  });

  it.each(requiredScopes)("names the missing scope %s", async (scope) => {
    const key = await newKey({ scopeGuids: requiredScopes.filter((name) => name !== scope) });
    const response = await connect(key.apiKeySecret);
    expect(response.json().error).toMatchObject({
      code: "infobip_missing_scopes",
      params: { scopes: scope },
    });
  });

  it("keeps the key encrypted, shows account, name and expiry, and rotates in place", async () => {
    const key = await newKey({ name: "Ponte - Loja - WABA" });
    const first = await connect(key.apiKeySecret, `http://${host}/`);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({
      accountName: "Loja Aurora",
      keyName: "Ponte - Loja - WABA",
      keyExpiresAt: "2036-01-01T00:00:00.000Z",
      state: "ready",
    });
    expect(first.body).not.toContain(key.apiKeySecret);
    const stored = await ctx.db
      .selectFrom("connections")
      .select("credentials")
      .where("id", "=", first.json().id)
      .executeTakeFirstOrThrow();
    expect(stored.credentials.toString("latin1")).not.toContain(key.apiKeySecret);
    const second = await connect((await newKey({ name: "New" })).apiKeySecret);
    expect(second.json()).toMatchObject({ id: first.json().id, keyName: "New" });
  });
});

/** Walks the popup's road through the sandbox and returns what it posts to the opener. */
async function signUp(
  number: string,
): Promise<{ code: string; wabaId: string; phoneNumberId: string; businessId: string }> {
  const { sessionId } = await control<{ sessionId: string }>("POST", "/meta/signup/sessions", {
    appId: meta.appId,
    configId: meta.configId,
    extras: {},
    openerOrigin: "http://localhost",
  });
  const step = <T>(name: string, body: object = {}) =>
    control<T>("POST", `/meta/signup/sessions/${sessionId}/${name}`, body);
  await step("business", { name: "Aurora Ltda" });
  await step("waba", { name: "Aurora WABA" });
  await step("profile", { displayName: "Loja Aurora", category: "RETAIL", timezone: "America/Sao_Paulo" });
  await step("phone", { countryCode: "55", number, method: "SMS" });
  const logs = await control<{ text: string }[]>(
    "GET",
    `/control/accounts/${accountKey}/logs?channel=SMS&limit=1`,
  );
  await step("verify", {
    code: /(\d{3})-?(\d{3})/
      .exec(logs[0]?.text ?? "")
      ?.slice(1)
      .join(""),
  });
  return step("finish");
}

describe("Embedded Signup and hand-over", () => {
  it("ends with a number, its group and its templates", async () => {
    const { id: connectionId } = (await connect((await newKey()).apiKeySecret)).json();
    const result = await signUp("11930001234");
    const base = `/api/v1/workspaces/${workspace.slug}/integrations/whatsapp`;
    const started = await app.server.inject({
      method: "POST",
      url: `${base}/connections/${connectionId}/signups`,
      headers: { cookie },
      payload: result,
    });
    expect(started.statusCode).toBe(202);
    await app.processAll();
    const done = (
      await app.server.inject({ url: `${base}/signups/${started.json().id}`, headers: { cookie } })
    ).json();
    expect(done).toMatchObject({ state: "completed", error: null });
    const overview = (await app.server.inject({ url: base, headers: { cookie } })).json();
    expect(overview.groups).toMatchObject([
      {
        wabaId: result.wabaId,
        accountName: "Loja Aurora",
        baseUrl: `http://${host}`,
        subscriptionGroups: [{ phone: "+5511930001234", displayName: "Loja Aurora", status: "CONNECTED" }],
      },
    ]);
    expect(overview.groups[0].subscriptionGroups[0].templates.approved).toBeGreaterThan(5);
  });

  it("refuses a code that was used", async () => {
    const connection = (await connect((await newKey()).apiKeySecret)).json();
    const result = await signUp("11930005678");
    const url = `/api/v1/workspaces/${workspace.slug}/integrations/whatsapp/connections/${connection.id}/signups`;
    expect(
      (await app.server.inject({ method: "POST", url, headers: { cookie }, payload: result })).statusCode,
    ).toBe(202);
    const again = await app.server.inject({ method: "POST", url, headers: { cookie }, payload: result });
    expect(again.json().error.code).toBe("code_expired");
    await app.processAll();
  });

  it("refuses a WABA that is connected to another workspace, and goes on when it is free again", async () => {
    const other = await aWorkspace(ctx);
    const headers = { cookie: (await aSession(app, other.id)).cookie };
    const base = `/api/v1/workspaces/${other.slug}/integrations/whatsapp`;
    const payload = { provider: "infobip", apiKey: (await newKey()).apiKeySecret, baseUrl: host };
    const connection = (
      await app.server.inject({ method: "POST", url: `${base}/connections`, headers, payload })
    ).json();
    const result = await signUp("11930009999");
    const holder = await ctx.db
      .selectFrom("whatsappBusinessGroups")
      .select(["id", "wabaId"])
      .executeTakeFirstOrThrow();
    const hold = (wabaId: string) =>
      ctx.db.updateTable("whatsappBusinessGroups").set({ wabaId }).where("id", "=", holder.id).execute();
    await hold(result.wabaId);
    const url = `${base}/connections/${connection.id}/signups`;
    const started = (await app.server.inject({ method: "POST", url, headers, payload: result })).json();
    await app.processAll();
    const failed = (await app.server.inject({ url: `${base}/signups/${started.id}`, headers })).json();
    expect(failed).toMatchObject({ state: "failed", errorCode: "waba_in_other_workspace" });
    await hold(holder.wabaId);
    expect(
      (await app.server.inject({ method: "POST", url: `${base}/signups/${started.id}/retry`, headers }))
        .statusCode,
    ).toBe(202);
    await app.processAll();
    expect((await app.server.inject({ url: `${base}/signups/${started.id}`, headers })).json()).toMatchObject(
      { state: "completed" },
    );
  });
});
