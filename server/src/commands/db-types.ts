/** Generates lib/schema.ts from the migrations: a throwaway database is migrated and read. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "../lib/migrate.ts";
import { freePort } from "../lib/ports.ts";
import { startEmbeddedPostgres } from "../lib/postgres.ts";
import type { Command } from "./commands.ts";

export const dbTypes: Command = {
  about: "generate lib/schema.ts from the migrations",
  async run() {
    const dir = mkdtempSync(path.join(tmpdir(), "ponte-db-types-"));
    const postgres = await startEmbeddedPostgres({ dir, port: await freePort(), throwaway: true });
    try {
      await migrate(postgres.url);
      const codegen = createRequire(import.meta.url).resolve("kysely-codegen/dist/cli/bin.js");
      const out = path.resolve(import.meta.dirname, "../lib/schema.ts");
      const args = [
        "--dialect",
        "postgres",
        "--url",
        postgres.url,
        "--camel-case",
        "--out-file",
        out,
        "--include-pattern",
        "public.*",
        "--exclude-pattern",
        "*_{default,[0-9]*}",
        "--date-parser",
        "string",
      ];
      execFileSync(process.execPath, [codegen, ...args], { stdio: "inherit" });
    } finally {
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
