/** The whole product as `npm start` runs it, in a data directory and on ports of its own, so that it never meets a running Ponte. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

export interface System {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly email: string;
  readonly password: string;
  readonly startedInMs: number;
  stop(): Promise<number | null>;
}

export interface SystemOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function temporaryDataDir(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(tmpdir(), "ponte-e2e-"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Starts everything and waits for the printed log-in. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const [port, sandboxPort, databasePort] = await freePorts(3);
  const started = Date.now();
  const child = spawn(process.execPath, [path.join(root, "server/src/main.ts"), "start"], {
    cwd: root,
    env: {
      ...process.env,
      PONTE_DATA_DIR: options.dataDir,
      PONTE_PORT: String(port),
      PONTE_SANDBOX_PORT: String(sandboxPort),
      PONTE_DATABASE_PORT: String(databasePort),
      PONTE_LOG_LEVEL: "warn",
      DATABASE_URL: "",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = await untilReady(child);
  return {
    url: `http://localhost:${port}`,
    sandboxUrl: `http://localhost:${sandboxPort}`,
    email: /Log in\s+(\S+)/.exec(output)?.[1] ?? "",
    password: /Password\s+(\S+)/.exec(output)?.[1] ?? "",
    startedInMs: Date.now() - started,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve(child.exitCode);
        child.once("exit", (code) => resolve(code));
        child.kill("SIGINT");
      }),
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const late = setTimeout(
      () => reject(new Error(`Ponte was not ready in two minutes: ${output}`)),
      120_000,
    );
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes("Stop with Ctrl-C")) return;
      clearTimeout(late);
      resolve(output);
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`Ponte ended with code ${code} before it was ready: ${output}`));
    });
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
