/**
 * The embedded PostgreSQL 18: real server binaries from npm, run in the data directory when no DATABASE_URL is given. It listens
 * on the loopback interface only, with a password; it ends with the process that started it, and one that was left behind by a
 * killed process is stopped and started again.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { totalmem } from "node:os";
import path from "node:path";
import pg from "pg";
import { portProblem } from "./ports.ts";
import { type Account, accountFor } from "./postgres-account.ts";
import { clusterPassword, createCluster, findPrograms } from "./postgres-install.ts";
import { explainStart, PostgresError, portTaken } from "./postgres-problems.ts";

export { PostgresError } from "./postgres-problems.ts";

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dir: string;
  readonly port: number;
  /** Test databases trade durability for speed. */
  readonly throwaway?: boolean;
  /** It ended although nobody asked it to. */
  readonly onExit?: (reason: string) => void;
  /** Aborted: give up starting, leave nothing running. */
  readonly signal?: AbortSignal;
}

/** Starts the server in `dir`, which is initialised on first use. Throws PostgresError, and then nothing is left running. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dir, port, signal } = options;
  const programs = await findPrograms();
  const password = clusterPassword(dir);
  const account = accountFor(dir, programs.postgres);
  const cluster = path.join(dir, "cluster");
  if (existsSync(cluster)) await stopLeftover(cluster);
  else await createCluster(programs.initdb, dir, account, signal);
  // A copy restored from a backup may have lost its mode, and PostgreSQL insists on it.
  if (!account.ids.uid) chmodSync(cluster, 0o700);
  // Asked before, because whoever answers there could be taken for our server.
  if ((await portProblem("127.0.0.1", port)) === "EADDRINUSE") throw new PostgresError(portTaken(port));
  signal?.throwIfAborted();
  const server = watch(launch(programs.postgres, cluster, options, account));
  const url = databaseUrl(password, port);
  try {
    await untilReady(url, () => (server.running ? null : explainStart(server.output(), options)), signal);
  } catch (error) {
    await server.stop();
    throw error;
  }
  server.onUnexpectedExit(() => options.onExit?.(explainStart(server.output(), options)));
  return { url, port, stop: () => server.stop() };
}

/** The address of the server that runs in `dir` at this moment, for tools beside it; null when none does. */
export function runningPostgresUrl(dir: string): string | null {
  const cluster = path.join(dir, "cluster");
  if (!runningPid(cluster)) return null;
  const port = Number(readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n")[3]);
  return databaseUrl(clusterPassword(dir), port);
}

function databaseUrl(password: string, port: number): string {
  return `postgres://ponte:${password}@127.0.0.1:${port}/ponte`;
}

/** An eighth of the memory: the indexes of a million contacts stay in it on a small machine, and the rest has room. */
function sharedBuffersMb(): number {
  return Math.min(2048, Math.max(128, Math.round(totalmem() / 8 / 2 ** 20)));
}

function launch(postgres: string, cluster: string, options: EmbeddedOptions, account: Account): ChildProcess {
  const settings: Record<string, string> = {
    port: String(options.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: `${sharedBuffersMb()}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    wal_compression: "on",
    random_page_cost: "1.1",
    effective_io_concurrency: "64",
    log_min_messages: "warning",
    timezone: "UTC",
    jit: "off",
    ...(options.throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const args = [
    "-D",
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const [command = postgres, ...rest] = [...account.prefix, postgres, ...args];
  // A group of its own: Ctrl-C in the terminal reaches Ponte first, which then stops its processes in order.
  return spawn(command, rest, { stdio: ["ignore", "ignore", "pipe"], detached: true, ...account.ids });
}

const fastStopMs = 30_000;

function watch(child: ChildProcess) {
  let output = "";
  let running = true;
  let stopping = false;
  let unexpected = () => {};
  const ended = new Promise<void>((resolve) => {
    child.stderr?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    });
    const end = () => {
      running = false;
      if (!stopping) unexpected();
      resolve();
    };
    child.once("close", end);
    child.once("error", (error) => {
      output += `FATAL: ${error.message}`;
      end();
    });
  });
  return {
    get running() {
      return running;
    },
    output: () => output,
    onUnexpectedExit(listener: () => void) {
      unexpected = listener;
      if (!running && !stopping) listener();
    },
    async stop() {
      stopping = true;
      if (!running) return;
      child.kill("SIGINT"); // "fast": open transactions are rolled back, everything is written
      const late = setTimeout(() => child.kill("SIGQUIT"), fastStopMs); // "immediate": recovers at the next start
      await ended;
      clearTimeout(late);
    },
  };
}

/** A server that outlived the process that started it would hold the files. */
async function stopLeftover(cluster: string): Promise<void> {
  const pid = runningPid(cluster);
  if (!pid) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited === fastStopMs) process.kill(pid, "SIGQUIT");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function runningPid(cluster: string): number | null {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return null;
  // After a restart of the machine the number may belong to any program.
  const commandLine = `/proc/${pid}/cmdline`;
  if (process.platform === "linux" && !readFileSync(commandLine, "utf8").includes(cluster)) return null;
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const readyMs = 60_000;
/** After a crash PostgreSQL first replays its log, which it says with this code. */
const startingUp = "57P03";
const recoveryMs = 15 * 60_000;

async function untilReady(url: string, failed: () => string | null, signal?: AbortSignal): Promise<void> {
  const started = Date.now();
  const maintenance = url.replace(/\/ponte$/, "/postgres");
  for (;;) {
    signal?.throwIfAborted();
    const reason = failed();
    if (reason) throw new PostgresError(reason);
    const client = new pg.Client({ connectionString: maintenance, connectionTimeoutMillis: 5000 });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rowCount } = await client.query("select 1 from pg_database where datname = 'ponte'");
      if (!rowCount) await client.query("create database ponte");
      return;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === "28P01")
        throw new PostgresError(
          "The database refuses the password in the data directory. Restore the file 'postgres/password', or move the data directory away.",
        );
      if (Date.now() - started > (code === startingUp ? recoveryMs : readyMs))
        throw new PostgresError(`The database did not become ready in time: ${message}.`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 40));
    } finally {
      await client.end().catch(() => {});
    }
  }
}
