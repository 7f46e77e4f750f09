/** A whole system for measuring: its own embedded PostgreSQL with the settings of a real one, a sandbox, and this process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, createApp } from "../src/app.ts";
import { loadConfig } from "../src/config.ts";
import { migrate } from "../src/lib/migrate.ts";
import { freePort } from "../src/lib/ports.ts";
import { startEmbeddedPostgres } from "../src/lib/postgres.ts";
import { bulkContacts } from "../test/bulk-contacts.ts";
import { aNumber, aWorkspace } from "../test/factories.ts";
import {
  type RoleProcess,
  type SandboxProcess,
  sandboxNumber,
  spawnRole,
  spawnSandbox,
} from "../test/processes.ts";

export interface BenchSystem {
  readonly app: App;
  readonly sandbox: SandboxProcess;
  /** Starts a worker or a server that shares the database; stopped with the system. */
  start(role: "serve" | "worker", env?: Readonly<Record<string, string>>): Promise<RoleProcess>;
  /** A workspace with one number and this many subscribed contacts. */
  workspace(contacts: number): Promise<BenchWorkspace>;
  close(): Promise<void>;
}

export interface BenchWorkspace {
  readonly workspaceId: string;
  readonly subscriptionGroupId: string;
  readonly connectionId: string;
  readonly webhookToken: string;
  readonly phone: string;
  readonly apiKey: string;
}

export async function startBenchSystem(): Promise<BenchSystem> {
  const dir = mkdtempSync(path.join(tmpdir(), "ponte-bench-"));
  const postgres = await startEmbeddedPostgres({ dir: path.join(dir, "postgres"), port: await freePort() });
  await migrate(postgres.url);
  const sandbox = await spawnSandbox();
  await sandbox.control("PATCH", "/control/settings", { mode: "explicit", magicNumbers: false });
  const env = {
    DATABASE_URL: postgres.url,
    PONTE_DATA_DIR: dir,
    PONTE_LOG_LEVEL: "warn",
    PONTE_INFOBIP_ALLOWED_HOSTS: `127.0.0.1:${sandbox.port}`,
  };
  const app = await createApp({ ...loadConfig(env), databaseUrl: postgres.url });
  const roles: RoleProcess[] = [];
  return {
    app,
    sandbox,
    async start(role, more = {}) {
      const started = await spawnRole(role, { ...env, ...more });
      roles.push(started);
      return started;
    },
    workspace: (contacts) => makeWorkspace(app, sandbox, contacts),
    async close() {
      for (const role of roles) await role.stop();
      await app.close();
      await sandbox.stop();
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function makeWorkspace(
  { ctx }: App,
  sandbox: SandboxProcess,
  contacts: number,
): Promise<BenchWorkspace> {
  const { apiKey, phone } = await sandboxNumber(sandbox.control);
  const { id: workspaceId } = await aWorkspace(ctx);
  const number = await aNumber(ctx, workspaceId, {
    baseUrl: `http://127.0.0.1:${sandbox.port}`,
    apiKey,
    phone,
  });
  await bulkContacts(ctx.db, { workspaceId, ...number, count: contacts });
  await ctx.pool.query("vacuum analyze contacts, subscription_states");
  return { workspaceId, ...number, apiKey };
}
