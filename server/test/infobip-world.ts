/** A sandbox with an Infobip account, an app that may speak to it, and the roads of a person through both. */
import { afterAll } from "vitest";
import { startSandbox } from "../../sandbox/src/app.ts";
import { loadConfig } from "../src/config.ts";
import { requiredScopes } from "../src/connectors/infobip/account.ts";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

export interface SignupResult {
  readonly code: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly businessId: string;
}

export async function infobipWorld() {
  const sandbox = await startSandbox({ port: 0, settings: { timeScale: 0.05, otpMode: "fixed" } });
  afterAll(() => sandbox.close());
  const host = `localhost:${sandbox.port}`;
  const meta = { ...loadConfig({}).meta, graphUrl: `http://${host}/graph` };
  const { app, ctx, clock } = await createTestApp({ infobipAllowedHosts: [host], meta });

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init: RequestInit = { method, headers: { "content-type": "application/json" } };
    if (body !== undefined) init.body = JSON.stringify(body);
    const response = await fetch(`http://${host}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? null : JSON.parse(text)) as T;
  }

  const [firstAccount] = await control<{ key: string }[]>("GET", "/control/accounts");
  const accountKey = firstAccount?.key ?? "";

  function newKey(change: object = {}, account = accountKey): Promise<{ id: string; apiKeySecret: string }> {
    return control("POST", `/control/accounts/${account}/keys`, {
      name: "Ponte",
      validTo: "2036-01-01T00:00:00",
      scopeGuids: requiredScopes,
      ...change,
    });
  }

  /** A workspace with an owner, and calls in their name. */
  async function aTeam() {
    const workspace = await aWorkspace(ctx);
    const session = await aSession(app, workspace.id);
    const call = async (method: "GET" | "POST" | "PUT" | "DELETE", path: string, payload?: object) => {
      const url = `/api/v1/workspaces/${workspace.slug}${path}`;
      const headers = { cookie: session.cookie };
      const response = await app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
      return {
        status: response.statusCode,
        body: response.body === "" ? null : response.json(),
        text: response.body,
      };
    };
    const whatsapp = "/integrations/whatsapp";
    const connect = async (apiKey?: string, baseUrl = host) =>
      call("POST", `${whatsapp}/connections`, {
        provider: "infobip",
        apiKey: apiKey ?? (await newKey()).apiKeySecret,
        baseUrl,
      });
    const overview = async () => (await call("GET", whatsapp)).body;
    /** Works until the sign-up stands still, and returns it. */
    const settle = async (id: string) => {
      for (let round = 0; round < 100; round++) {
        await app.processAll();
        const { body } = await call("GET", `${whatsapp}/signups/${id}`);
        if (body.state !== "running") return body;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      throw new Error(`the sign-up ${id} does not come to an end`);
    };
    return { workspace, personId: session.personId, call, connect, overview, settle, whatsapp };
  }

  /** A number that is on the account already; one that no number was before. */
  async function senderOnAccount(number: string, account = accountKey): Promise<{ wabaId: string }> {
    return control("POST", "/control/wabas", {
      number,
      name: "Aurora WABA",
      displayName: "Loja",
      accountKey: account,
    });
  }

  /** Walks the popup's road and returns what it posts to the page that opened it. */
  async function signUp(number: string): Promise<SignupResult> {
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
    const code = /(\d{3})-?(\d{3})/.exec(logs[0]?.text ?? "");
    await step("verify", { code: code?.slice(1).join("") });
    return step("finish");
  }

  return { app, ctx, clock, host, accountKey, control, newKey, aTeam, senderOnAccount, signUp };
}
