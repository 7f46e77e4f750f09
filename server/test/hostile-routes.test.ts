/**
 * Every route of the published description, called by whoever must not: by nobody, by a viewer, by a member of another workspace.
 * What each answers follows from the permission that the route declares, so a new route is held to it on the day it appears.
 */
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { createHttpServer } from "../src/api/http-server.ts";
import { registerRoutes } from "../src/api/routes.ts";
import { type Permission, roleAllows, roles } from "../src/lib/permissions.ts";
import { createAuthenticator } from "../src/workspaces/authenticator.ts";
import { aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

interface Route {
  readonly method: string;
  readonly path: string;
}

interface Gate {
  readonly permission?: Permission;
  readonly apiPermission?: string;
  readonly public?: true | "signed_in";
}

const description = JSON.parse(readFileSync(new URL("../openapi.json", import.meta.url), "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
const routes: readonly Route[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
);

const { app, ctx } = await createTestApp();
// The same routes on a server that tells what each of them declares.
const server = await createHttpServer(ctx, createAuthenticator(ctx));
afterAll(() => server.close());
const gates = new Map<string, Gate>();
server.addHook("onRoute", ({ method, url, config }) => {
  for (const one of [method].flat()) gates.set(`${one} ${url}`, config ?? {});
});
await registerRoutes(server, ctx);
await server.ready();
const [workspace, other] = [await aWorkspace(ctx), await aWorkspace(ctx)];
const stranger = await aSession(app, other.id);
const members = await Promise.all(
  roles.map(async (role) => ({ role, cookie: (await aSession(app, workspace.id, role)).cookie })),
);

const id = "019a0000-0000-7000-8000-000000000000";

function addressOf({ path }: Route, of: string): string {
  return path.replaceAll("{workspace}", of).replace(/\{\w+\}/g, id);
}

function gateOf({ method, path }: Route): Gate {
  const gate = gates.get(`${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`);
  if (!gate) throw new Error(`${method} ${path} is described but not served`);
  return gate;
}

/** Without a body: who may not is turned away before anything is read. */
async function answer(route: Route, of: string, cookie?: string) {
  const response = await server.inject({
    method: route.method as "GET",
    url: addressOf(route, of),
    ...(cookie ? { headers: { cookie } } : {}),
  });
  const code = response.headers["content-type"]?.toString().startsWith("application/json")
    ? response.json()?.error?.code
    : undefined;
  return { status: response.statusCode, code };
}

const named = routes.map((route) => [`${route.method} ${route.path}`, route, gateOf(route)] as const);
const inWorkspace = named.filter(([, , gate]) => gate.permission !== undefined);

describe("who may not call a route", () => {
  it("is asked about many routes", () => {
    expect(named.length).toBeGreaterThan(100);
    expect(inWorkspace.every(([, { path }]) => path.includes("{workspace}"))).toBe(true);
  });

  it.each(named)("nobody: %s", async (_name, route, gate) => {
    const { status } = await answer(route, workspace.slug);
    if (gate.public === true) expect(status).not.toBe(401);
    else expect(status).toBe(401);
  });

  it.each(inWorkspace)("each role: %s", async (_name, route, { permission }) => {
    for (const { role, cookie } of members) {
      const { status, code } = await answer(route, workspace.slug, cookie);
      const admitted = status !== 403 || code !== "forbidden";
      expect(admitted, `${role}: ${status} ${code}`).toBe(roleAllows(role, permission as Permission));
      expect(status).not.toBe(500);
    }
  });

  it.each(inWorkspace)("a member of another workspace: %s", async (_name, route) => {
    for (const of of [workspace.slug, workspace.id])
      expect(await answer(route, of, stranger.cookie)).toEqual({ status: 404, code: "not_found" });
  });

  it("whoever only reads changes nothing: what is posted then is worked out, and forgotten or noted as a figure", () => {
    const writing = inWorkspace.filter(
      ([, { method, path }, { permission }]) =>
        method !== "GET" && permission?.endsWith(".read") && !/\/(?:check|preview|count)$/.test(path),
    );
    expect(writing.map(([name]) => name)).toEqual([]);
  });

  it.each(
    named.filter(([, { method }, gate]) => method !== "GET" && !gate.apiPermission && gate.public !== true),
  )("another site: %s", async (_name, route) => {
    const owner = members.find(({ role }) => role === "owner");
    const response = await server.inject({
      method: route.method as "POST",
      url: addressOf(route, workspace.slug),
      headers: {
        cookie: owner?.cookie ?? "",
        origin: "https://evil.example",
        "sec-fetch-site": "cross-site",
      },
    });
    expect(response.statusCode).toBe(403);
  });
});
