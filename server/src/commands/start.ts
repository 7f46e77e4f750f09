/**
 * `npm start`: everything on one machine. Starts the embedded PostgreSQL (or checks yours), migrates, makes the demo workspace on
 * first start, then runs server, worker and sandbox as processes of their own and keeps them running until Ctrl-C. Whatever step
 * fails or is interrupted, what was started before it is stopped again.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Config } from "../config.ts";
import { startEmbeddedPostgres } from "../lib/postgres.ts";
import type { Command } from "./commands.ts";
import { claimDataDir } from "./data-dir.ts";
import { checkDatabase, prepareDatabase } from "./database.ts";
import { ensureFirstLogin, type FirstLogin } from "./first-login.ts";
import { Lifetime, type Stoppable } from "./lifetime.ts";
import { checkPorts } from "./ports.ts";
import { onStop } from "./process.ts";
import { type Role, runRole } from "./supervisor.ts";

const repository = path.resolve(import.meta.dirname, "../../..");
/** The database writes everything down when it stops; a busy one needs a while. */
const stopGraceMs = 60_000;
/** How long the processes of a killed Ponte may take to end. */
const leftoverPatienceMs = 15_000;

export const start: Command = {
  about: "run everything on this machine",
  async run(config) {
    const lifetime = new Lifetime();
    const end = onStop(async () => {
      await lifetime.stop();
      console.log("Ponte has stopped.");
    }, stopGraceMs);
    try {
      await startEverything(config, lifetime, end);
    } catch (error) {
      const interrupted = lifetime.stopping;
      await lifetime.stop();
      if (!interrupted) throw error;
    }
  },
};

async function startEverything(
  config: Config,
  lifetime: Lifetime,
  end: (exitCode: number) => void,
): Promise<void> {
  const claim = await lifetime.open(() => claimDataDir(config.dataDir));
  await checkPorts(config, claim.afterKill ? leftoverPatienceMs : 0, lifetime.signal);
  const database = await lifetime.open(() => openDatabase(config, lifetime.signal, end));
  await prepareDatabase(database.url);
  const login = await ensureFirstLogin({ ...config, databaseUrl: database.url });
  const roles = await lifetime.open(() => startRoles(config, database.url));
  await roles.ready;
  printAddresses(config, login);
}

async function openDatabase(
  config: Config,
  signal: AbortSignal,
  end: (exitCode: number) => void,
): Promise<Stoppable & { url: string }> {
  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl);
    return { url: config.databaseUrl, stop: async () => {} };
  }
  return startEmbeddedPostgres({
    dir: path.join(config.dataDir, "postgres"),
    port: config.databasePort,
    signal,
    onExit(reason) {
      console.error(`ponte: ${reason}`);
      end(1);
    },
  });
}

function startRoles(config: Config, databaseUrl: string): Stoppable & { ready: Promise<unknown> } {
  const main = path.join(repository, "server/src/main.ts");
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PONTE_DATA_DIR: config.dataDir,
    NODE_OPTIONS: "",
  };
  const roles: Role[] = [runRole("server", main, ["serve"], env), runRole("worker", main, ["worker"], env)];
  if (config.sandbox.enabled) {
    const sandboxEnv = {
      ...env,
      PONTE_SANDBOX_PORT: String(config.sandbox.port),
      PONTE_SANDBOX_DATA: path.join(config.dataDir, "sandbox"),
    };
    roles.push(runRole("sandbox", path.join(repository, "sandbox/src/main.ts"), [], sandboxEnv));
  }
  return {
    ready: Promise.all(roles.map((role) => role.ready)),
    async stop() {
      await Promise.all(roles.map((role) => role.stop()));
    },
  };
}

function printAddresses(config: Config, login: FirstLogin): void {
  const lines = [
    "",
    `  Ponte       ${config.publicUrl}`,
    ...(config.sandbox.enabled
      ? [`  Sandbox     ${config.sandbox.url}   (Infobip portal, phones, faults)`]
      : []),
    "",
    `  Log in      ${login.email}`,
    login.password ? `  Password    ${login.password}` : "  Password    (the one you chose)",
    ...(login.password && existsSync(login.passwordFile)
      ? [`              kept in ${login.passwordFile}`]
      : []),
    "",
    "  Stop with Ctrl-C.",
    "",
  ];
  console.log(lines.join("\n"));
}
