/**
 * The audience under torture: a PostgreSQL of its own, `serve` and `worker` as real processes that are killed without warning and
 * come back, a sandbox whose phones write, and a client that repeats a call until it is answered.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import { pino } from "pino";
import { afterAll } from "vitest";
import { type RunningSandbox, startSandbox } from "../../../sandbox/src/app.ts";
import { type App, createApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { migrate } from "../../src/lib/migrate.ts";
import { freePort } from "../../src/lib/ports.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/lib/postgres.ts";
import { controlOf, type RoleProcess, type SandboxProcess, spawnRole } from "../processes.ts";

export type Victim = "serve" | "worker" | "postgres";

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** How often it was asked, this answer included. */
  readonly attempts: number;
}

export interface AudienceWorld {
  readonly app: App;
  readonly control: SandboxProcess["control"];
  readonly sandbox: RunningSandbox;
  readonly kills: Record<Victim, number>;
  /** Repeats until there is an answer that is no failure of the server. */
  call(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer>;
  /** SIGKILL; resolves when it works again. */
  kill(victim: Victim): Promise<void>;
}

export async function audienceWorld(): Promise<AudienceWorld> {
  const dir = mkdtempSync(path.join(tmpdir(), "ponte-audience-"));
  const sandbox = await startSandbox({ port: 0, settings: { timeScale: 0.01 } });
  const sandboxHost = `localhost:${sandbox.port}`;
  const [databasePort, port] = [await freePort(), await freePort()];
  // Durable: what was answered must survive the death of PostgreSQL too.
  const startPostgres = () => startEmbeddedPostgres({ dir: path.join(dir, "postgres"), port: databasePort });
  let postgres: EmbeddedPostgres = await startPostgres();
  await migrate(postgres.url);
  const env = {
    DATABASE_URL: postgres.url,
    PONTE_DATA_DIR: dir,
    PONTE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    PONTE_INFOBIP_ALLOWED_HOSTS: sandboxHost,
    PONTE_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PONTE_PORT: String(port),
    PONTE_DATABASE_POOL: "6",
    PONTE_LOG_LEVEL: process.env.PONTE_TORTURE_LOG ?? "fatal",
  };
  const app = await createApp(
    { ...loadConfig(env), databaseUrl: postgres.url },
    { log: pino({ level: env.PONTE_LOG_LEVEL }) },
  );
  const running = { serve: await spawnRole("serve", env), worker: await spawnRole("worker", env) };
  const kills = { serve: 0, worker: 0, postgres: 0 };
  let ended = false;

  const isGone = ({ child }: RoleProcess) => child.exitCode !== null || child.signalCode !== null;
  async function revive(role: "serve" | "worker"): Promise<void> {
    while (!ended && isGone(running[role]))
      running[role] = await spawnRole(role, env).catch(() => rest(100, running[role]));
  }

  async function kill(victim: Victim): Promise<void> {
    kills[victim]++;
    if (victim === "postgres") {
      const pid = Number(
        readFileSync(path.join(dir, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0],
      );
      process.kill(pid, "SIGKILL");
      await rest(200);
      postgres = await startPostgres();
      // A process that does not outlive its database is started again, as any supervisor does.
      await rest(300);
    } else await running[victim].kill();
    await Promise.all([revive("serve"), revive("worker")]);
  }

  async function call(method: string, where: string, headers: Record<string, string>, body?: unknown) {
    for (let attempts = 1; ; attempts++) {
      const answer = await ask(`http://127.0.0.1:${port}${where}`, method, headers, body);
      if (answer && answer.status < 500) return { ...answer, attempts };
      if (attempts > 300) throw new Error(`${method} ${where} was never answered: ${JSON.stringify(answer)}`);
      await rest(100);
    }
  }

  afterAll(async () => {
    ended = true;
    await Promise.all([running.serve.stop(), running.worker.stop()]);
    await app.close();
    await sandbox.close();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  return { app, control: controlOf(`http://${sandboxHost}`), sandbox, kills, call, kill };
}

/** null: nobody answered. */
async function ask(url: string, method: string, headers: Record<string, string>, body: unknown) {
  try {
    const plain = typeof body === "string";
    const response = await fetch(url, {
      method,
      headers: body === undefined || plain ? headers : { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: plain ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const said: Answer["body"] = isJson ? JSON.parse(text) : { text };
    return { status: response.status, body: said };
  } catch {
    return null;
  }
}
