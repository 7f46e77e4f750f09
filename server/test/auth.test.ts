import { describe, expect, it } from "vitest";
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
