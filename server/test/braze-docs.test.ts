/** docs/braze-compatible-api.md names every call of the compatible API with its permission and its limit, and no others. */
import { readFileSync } from "node:fs";
import type { RouteOptions } from "fastify";
import { expect, test } from "vitest";
import { brazeRoutes } from "../src/api/braze/braze.ts";
import { createHttpServer } from "../src/api/http-server.ts";
import { createAuthenticator } from "../src/workspaces/authenticator.ts";
import { createTestApp } from "./harness.ts";

const { ctx } = await createTestApp();
const guide = readFileSync(new URL("../../docs/braze-compatible-api.md", import.meta.url), "utf8");
const rows = [...guide.matchAll(/^\| `((?:GET|POST) \/\S+)` \| `([a-z_.]+)` \| (.*?) \|/gm)].map(
  ([, call, permission, limit = ""]) => ({ call, permission, limit }),
);

/** HEAD comes with GET; the address of a file is no call of a client. */
async function callsOfServer(): Promise<RouteOptions[]> {
  const server = await createHttpServer(ctx, createAuthenticator(ctx));
  const calls: RouteOptions[] = [];
  server.addHook("onRoute", (route) => {
    if (route.config?.apiPermission && route.method !== "HEAD") calls.push(route);
  });
  await brazeRoutes(server, ctx);
  await server.ready();
  await server.close();
  return calls;
}

test("every call has its row, and every row a call", async () => {
  const calls = await callsOfServer();
  expect(calls.length).toBeGreaterThan(20);
  const key = (call: string | undefined, permission: string | undefined) => `${call} ${permission}`;
  expect(rows.map((row) => key(row.call, row.permission)).sort()).toEqual(
    calls.map(({ method, url, config }) => key(`${method} ${url}`, config?.apiPermission)).sort(),
  );
});

test("limits are the limits", async () => {
  const calls = await callsOfServer();
  for (const { method, url, config } of calls) {
    const limit = config?.rateLimit;
    if (!limit) continue;
    const written = rows.find(({ call }) => call === `${method} ${url}`)?.limit;
    const shared = calls.filter((other) => other.config?.rateLimit?.name === limit.name).length > 1;
    const words = `${limit.calls.toLocaleString("en")} in ${limit.seconds.toLocaleString("en")} s`;
    expect(written, url).toBe(shared ? `${words}, shared` : words);
  }
});
