/** A server that is told to stop answers what it was asked and is gone, also where a client keeps its connection. */
import { Pool } from "undici";
import { expect, it } from "vitest";
import { createHttpServer } from "../src/api/http-server.ts";
import { freePort } from "../src/lib/ports.ts";
import { createTestApp } from "./harness.ts";

const { ctx } = await createTestApp();

it("closes the connection of a call that was under way", async () => {
  const server = await createHttpServer(ctx, {} as never);
  const { promise: asked, resolve: arrived } = Promise.withResolvers<void>();
  const { promise: go, resolve: answer } = Promise.withResolvers<void>();
  server.get("/slow", { config: { public: true } }, async () => {
    arrived();
    await go;
    return { done: true };
  });
  const port = await freePort();
  await server.listen({ port, host: "127.0.0.1" });
  const client = new Pool(`http://127.0.0.1:${port}`, { connections: 1 });
  const call = client.request({ method: "GET", path: "/slow" });
  await asked;
  const closed = server.close();
  setTimeout(answer, 100);
  const response = await call;
  expect(await response.body.json()).toEqual({ done: true });
  expect(response.headers.connection).toBe("close");
  await closed;
  await client.destroy();
}, 10_000);
