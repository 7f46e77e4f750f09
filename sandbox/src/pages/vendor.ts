import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";

const require = createRequire(import.meta.url);

/** Bare module name in the browser → package and the file of it that is an ES module for browsers. */
const MODULES: Record<string, { packageName: string; file: string }> = {
  preact: { packageName: "preact", file: "dist/preact.module.js" },
  "preact/hooks": { packageName: "preact", file: "hooks/dist/hooks.module.js" },
  htm: { packageName: "htm", file: "dist/htm.module.js" },
};

const addressOf = (name: string): string => `/assets/vendor/${name.replace("/", "-")}.js`;

/** `imports` of the page's import map. */
export function importMap(): Record<string, string> {
  return Object.fromEntries(Object.keys(MODULES).map((name) => [name, addressOf(name)]));
}

/** Serves each library file from where npm put it (found through Node's resolution: it may be hoisted). */
export function registerVendor(app: FastifyInstance): void {
  for (const [name, { packageName, file }] of Object.entries(MODULES)) {
    // The source map line would make the browser's tools ask for a file that is not served.
    const source = readFileSync(join(packageFolder(packageName), file), "utf8").replace(
      /\n?\/\/# sourceMappingURL=.*$/m,
      "",
    );
    app.get(addressOf(name), (_request, reply) =>
      reply.type("text/javascript; charset=utf-8").header("cache-control", "max-age=3600").send(source),
    );
  }
}

/** Not every package lets its package.json be resolved, so start from its main file and walk up. */
function packageFolder(packageName: string): string {
  let folder = dirname(require.resolve(packageName));
  while (!folder.endsWith(join("node_modules", packageName))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`Package ${packageName} is not where npm puts packages: run npm install.`);
    folder = parent;
  }
  return folder;
}
