import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

/**
 * The stand-in for Meta's JS SDK, at the sandbox's own address and at the locale form Meta uses (`/en_US/sdk.js`).
 * Meta's sample loads it with `crossorigin="anonymous"`, so it must allow every origin.
 */
export function registerSdk(app: FastifyInstance, assetsFolder: string): void {
  const source = readFileSync(join(assetsFolder, "sdk.js"), "utf8");
  for (const path of ["/meta/sdk.js", "/meta/:locale/sdk.js"]) {
    app.get(path, (_request, reply) =>
      reply
        .type("text/javascript; charset=utf-8")
        .header("access-control-allow-origin", "*")
        .header("cross-origin-resource-policy", "cross-origin")
        .header("cache-control", "no-cache")
        .send(source),
    );
  }
}
