/**
 * `npm start`: everything on one machine. Starts the embedded PostgreSQL (or checks yours), migrates, makes the demo workspace on
 * first start, then runs server, worker and sandbox as processes of their own and keeps them running until Ctrl-C.
 */
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import type { Config } from "../config.ts";
import { migrate } from "../lib/migrate.ts";
import { startEmbeddedPostgres } from "../lib/postgres.ts";
import type { Command } from "./commands.ts";
import { checkDatabase } from "./database.ts";
import { firstStart } from "./first-start.ts";
import { onStop } from "./process.ts";
import { type Role, runRole } from "./supervisor.ts";
import { UsageError } from "./usage.ts";

const repository = path.resolve(import.meta.dirname, "../../..");

export const start: Command = {
  about: "run everything on this machine",
  async run(config) {
    makeDataDir(config.dataDir);
    await checkPorts(config);
    const database = await openOrStartDatabase(config);
    const roles: Role[] = [];
    onStop(async () => {
      await Promise.all(roles.map((role) => role.stop()));
      await database.stop();
      console.log("Ponte has stopped.");
    });
    await migrate(database.url);
    const login = await firstStart({ ...config, databaseUrl: database.url });
    const main = path.join(repository, "server/src/main.ts");
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      PONTE_DATA_DIR: config.dataDir,
      NODE_OPTIONS: "",
    };
    roles.push(runRole("server", main, ["serve"], env), runRole("worker", main, ["worker"], env));
    if (config.sandbox.enabled) {
      const sandboxEnv = {
        ...env,
        PONTE_SANDBOX_PORT: String(config.sandbox.port),
        PONTE_SANDBOX_DATA: path.join(config.dataDir, "sandbox"),
      };
      roles.push(runRole("sandbox", path.join(repository, "sandbox/src/main.ts"), [], sandboxEnv));
    }
    await Promise.all(roles.map((role) => role.ready));
    printAddresses(config, login);
  },
};

function makeDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new UsageError(
      `The data directory ${dir} cannot be created: ${(cause as Error).message}. Set PONTE_DATA_DIR to a folder you may write to.`,
    );
  }
}

async function checkPorts(config: Config): Promise<void> {
  const wanted: [string, string, number][] = [["PONTE_PORT", config.host, config.port]];
  if (config.sandbox.enabled) wanted.push(["PONTE_SANDBOX_PORT", "127.0.0.1", config.sandbox.port]);
  for (const [variable, host, port] of wanted) {
    if (!(await isFree(host, port)))
      throw new UsageError(
        `Port ${port} is taken, perhaps by a Ponte that is already running. Stop that program, or set ${variable} to a free port.`,
      );
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

async function openOrStartDatabase(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl);
    return { url: config.databaseUrl, stop: async () => {} };
  }
  return startEmbeddedPostgres({
    dir: path.join(config.dataDir, "postgres"),
    port: config.databasePort,
    onExit(reason) {
      console.error(`ponte: ${reason}`);
      process.kill(process.pid, "SIGTERM");
    },
  });
}

function printAddresses(
  config: Config,
  login: { email: string; passwordFile: string; password: string | null },
): void {
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
