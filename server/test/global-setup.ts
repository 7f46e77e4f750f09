/** One throwaway PostgreSQL per run, with a template database that is migrated once; every test file clones it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../src/lib/migrate.ts";
import { freePort } from "../src/lib/ports.ts";
import { startEmbeddedPostgres } from "../src/lib/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseServer: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(path.join(tmpdir(), "ponte-test-"));
  const postgres = await startEmbeddedPostgres({ dir, port: await freePort(), throwaway: true });
  const template = postgres.url.replace(/\/ponte$/, "/ponte_template");
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query("create database ponte_template");
  await client.end();
  await migrate(template);
  project.provide("databaseServer", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
