/** A server that Meta's stand-in can reach, and the roads of a person through it to a native number. */
import { createServer } from "node:net";
import { afterAll } from "vitest";
import { startSandbox } from "../../sandbox/src/app.ts";
import { loadConfig } from "../src/config.ts";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

/** A WABA that Meta itself serves, with one number and a system user's token for it. */
export interface NativeAccount {
  readonly wabaId: string;
  readonly businessId: string;
  readonly phoneNumberId: string;
  readonly number: string;
  readonly token: string;
}

export async function nativeWorld() {
  const sandbox = await startSandbox({ port: 0, settings: { timeScale: 0.002, otpMode: "fixed" } });
  afterAll(() => sandbox.close());
  const host = `localhost:${sandbox.port}`;
  const meta = { ...loadConfig({}).meta, graphUrl: `http://${host}/graph` };
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const { app, ctx, clock, logLines } = await createTestApp({ infobipAllowedHosts: [host], meta, publicUrl });
  // Meta asks the address of a webhook before it takes it.
  await app.server.listen({ host: "127.0.0.1", port });

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init: RequestInit = { method, headers: { "content-type": "application/json" } };
    if (body !== undefined) init.body = JSON.stringify(body);
    const response = await fetch(`http://${host}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? null : JSON.parse(text)) as T;
  }

  function graph(method: string, path: string, token: string, body?: unknown): Promise<Response> {
    return fetch(`http://${host}/graph/v25.0${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** A workspace with an owner, and calls in their name. */
  async function aTeam() {
    const workspace = await aWorkspace(ctx);
    const session = await aSession(app, workspace.id);
    const call = async (method: "GET" | "POST" | "PUT" | "DELETE", path: string, payload?: object) => {
      const response = await app.server.inject({
        method,
        url: `/api/v1/workspaces/${workspace.slug}/integrations/whatsapp${path}`,
        headers: { cookie: session.cookie },
        ...(payload ? { payload } : {}),
      });
      return { status: response.statusCode, body: response.json(), text: response.body };
    };
    const connect = (accessToken: string, more: object = {}) =>
      call("POST", "/native/connections", { accessToken, appSecret: meta.appSecret, ...more });
    /** Works until the sign-up stands still, and returns it. */
    const settle = async (id: string) => {
      for (let round = 0; round < 100; round++) {
        await app.processAll();
        const { body } = await call("GET", `/signups/${id}`);
        if (body.state !== "running") return body;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      throw new Error(`the sign-up ${id} does not come to an end`);
    };
    /** Connects the account's token and links its number; resolves to connection and subscription group. */
    const link = async (account: NativeAccount) => {
      const { body: connection } = await connect(account.token);
      const { wabaId, phoneNumberId, number } = account;
      const started = await call("POST", `/connections/${connection.id}/links`, {
        phone: `+${number}`,
        wabaId,
        phoneNumberId,
      });
      const signup = await settle(started.body.id);
      if (signup.state !== "completed") throw new Error(JSON.stringify(signup));
      return { connectionId: String(connection.id), subscriptionGroupId: String(signup.subscriptionGroupId) };
    };
    return { workspace, call, connect, settle, link };
  }

  const nativeAccount = (number: string, more: object = {}) =>
    control<NativeAccount>("POST", "/control/meta/wabas", { number, displayName: "Loja Aurora", ...more });

  /** Walks the popup's road without a partner and returns what it posts to the page that opened it. */
  async function signUp(number: string) {
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
    await step("verify", { code: "123456" });
    return step<{ code: string; wabaId: string; phoneNumberId: string; businessId: string }>("finish");
  }

  /** Works until `done` says so; Meta's webhooks come by themselves. */
  async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
    let seen = await look();
    for (let round = 0; round < 100 && !done(seen); round++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await app.processAll();
      seen = await look();
    }
    return seen;
  }

  return { app, ctx, clock, logLines, meta, control, graph, aTeam, nativeAccount, signUp, until };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
