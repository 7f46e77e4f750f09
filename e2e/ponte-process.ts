/** `ponte start` as a process that a test can watch, signal and kill, and everything that runs on its behalf. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

export interface Ports {
  readonly server: number;
  readonly sandbox: number;
  readonly database: number;
}

export interface Launch {
  readonly dataDir: string;
  readonly ports: Ports;
  readonly env?: Readonly<Record<string, string>>;
  /** Another command than `start`. */
  readonly args?: readonly string[];
  /** Put before the command line, e.g. to run as another user. */
  readonly prefix?: readonly string[];
}

export interface PonteProcess {
  readonly url: string;
  /** Everything it and its children have written. */
  output(): string;
  /** Resolves with the milliseconds until the log-in was printed; rejects when it ends before. */
  readonly ready: Promise<number>;
  readonly exited: Promise<number | NodeJS.Signals>;
  signal(name: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();

export function launch({ dataDir, ports, env, args = ["start"], prefix = [] }: Launch): PonteProcess {
  const started = Date.now();
  const [command = "", ...rest] = [
    ...prefix,
    process.execPath,
    path.join(root, "server/src/main.ts"),
    ...args,
  ];
  const child = spawn(command, rest, {
    cwd: root,
    env: {
      ...process.env,
      PONTE_DATA_DIR: dataDir,
      PONTE_PORT: String(ports.server),
      PONTE_SANDBOX_PORT: String(ports.sandbox),
      PONTE_DATABASE_PORT: String(ports.database),
      PONTE_LOG_LEVEL: "warn",
      PONTE_DEMO: "false",
      DATABASE_URL: "",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  let announce = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Stop with Ctrl-C")) announce();
    });
  const exited = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once("exit", (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? 0);
    }),
  );
  const ready = new Promise<number>((resolve, reject) => {
    announce = () => resolve(Date.now() - started);
    exited.then((how) => reject(new Error(`Ponte ended (${how}) before it was ready:\n${output}`)));
  });
  ready.catch(() => {}); // not every test waits for it
  return {
    url: `http://localhost:${ports.server}`,
    output: () => output,
    ready,
    exited,
    signal: (name) => void child.kill(name),
  };
}

/** For the end of a test file: what a failed test left running. */
export async function stopAll(folder: string): Promise<void> {
  for (const child of running) child.kill("SIGTERM");
  await eventually(() => running.size === 0, 20_000);
  for (const { pid } of processesOf(folder)) process.kill(pid, "SIGKILL");
  await eventually(() => processesOf(folder).length === 0);
}

export interface FoundProcess {
  readonly pid: number;
  readonly commandLine: string;
}

/** The processes that work for a data directory, wherever they stand in the process tree. */
export function processesOf(dataDir: string): FoundProcess[] {
  if (process.platform !== "linux") {
    // The environment is part of what it prints.
    const { stdout } = spawnSync("ps", ["-Aeww", "-o", "pid=,command="], { encoding: "utf8" });
    return stdout
      .split("\n")
      .filter((line) => line.includes(dataDir))
      .map((line) => ({ pid: Number.parseInt(line, 10), commandLine: line }));
  }
  const pids = readdirSync("/proc").map(Number);
  return pids.flatMap((pid) => {
    if (Number.isNaN(pid) || pid === process.pid) return [];
    try {
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      return `${commandLine}${environment}`.includes(dataDir) ? [{ pid, commandLine }] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

/** Waits until a condition holds; resolves to whether it does. */
export async function eventually(holds: () => boolean, ms = 10_000): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; ) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return holds();
}
