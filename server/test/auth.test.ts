import { describe, expect, it } from "vitest";
import { createPerson } from "../src/workspaces/people.ts";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx } = await createTestApp();

describe("signing in", () => {
  it("gives a session that names the person's workspaces and roles", async () => {
    const workspace = await aWorkspace(ctx);
    const { cookie } = await aSession(app, workspace.id, "marketer");
    const response = await app.server.inject({ url: "/api/v1/me", headers: { cookie } });
    expect(response.statusCode).toBe(200);
    expect(response.json().workspaces).toMatchObject([{ id: workspace.id, role: "marketer" }]);
  });

  it("refuses a wrong password and a missing session", async () => {
    const wrong = await app.server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email: "x@example.com", password: "wrong password" },
    });
    expect(wrong.statusCode).toBe(401);
    const none = await app.server.inject({ url: "/api/v1/me" });
    expect(none.json()).toMatchObject({ error: { code: "unauthenticated" } });
  });

  it("has no public sign-up", async () => {
    const response = await app.server.inject({
      method: "POST",
      url: "/api/auth/sign-up/email",
      payload: { email: "x@example.com", password: "long enough password", name: "x" },
    });
    expect(response.statusCode).toBe(400);
  });

  it("refuses a changing request from another site", async () => {
    const workspace = await aWorkspace(ctx);
    const { cookie } = await aSession(app, workspace.id);
    const response = await app.server.inject({
      method: "PATCH",
      url: "/api/v1/me",
      headers: { cookie, origin: "https://evil.example" },
      payload: { name: "x" },
    });
    expect(response.statusCode).toBe(403);
  });
});

describe("guessing passwords", () => {
  const guess = (target: typeof app, headers: Record<string, string>, remoteAddress: string) =>
    target.server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers,
      remoteAddress,
      payload: { email: "x@example.com", password: "wrong password" },
    });

  async function statuses(target: typeof app, remoteAddress: string, header: string): Promise<Set<number>> {
    const seen = new Set<number>();
    for (let i = 0; i < 25; i++)
      seen.add((await guess(target, { [header]: `198.51.100.${i}` }, remoteAddress)).statusCode);
    return seen;
  }

  it("is slowed down per address, whatever the caller says its address is", async () => {
    expect(await statuses(app, "203.0.113.1", "x-forwarded-for")).toEqual(new Set([401, 429]));
    expect(await statuses(app, "203.0.113.2", "x-ponte-client-address")).toEqual(new Set([401, 429]));
    expect((await guess(app, {}, "203.0.113.3")).statusCode).toBe(401);
  });

  it("counts the address that the proxy saw, not those the caller wrote before it", async () => {
    const { app: behindProxy } = await createTestApp({ trustProxy: true });
    const seen = new Set<number>();
    for (let i = 0; i < 25; i++)
      seen.add(
        (await guess(behindProxy, { "x-forwarded-for": `198.51.100.${i}, 203.0.113.9` }, "127.0.0.1"))
          .statusCode,
      );
    expect(seen).toEqual(new Set([401, 429]));
    const other = await guess(behindProxy, { "x-forwarded-for": "203.0.113.10" }, "127.0.0.1");
    expect(other.statusCode).toBe(401);
  });
});

describe("the session cookie", () => {
  it("is kept from scripts, other sites and plain http", async () => {
    const { app: secure } = await createTestApp({ publicUrl: "https://ponte.example" });
    const workspace = await aWorkspace(secure.ctx);
    const email = "ana@example.com";
    const id = await createPerson(secure.ctx, { name: "Ana", email, password: "correct horse battery" });
    await addMember(secure.ctx.db, workspace.id, id, "owner");
    const response = await secure.server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email, password: "correct horse battery" },
    });
    expect(response.statusCode, response.body).toBe(200);
    expect(response.cookies.length).toBeGreaterThan(0);
    for (const cookie of response.cookies)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: true });
  });
});
