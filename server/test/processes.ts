/** Real processes for tests and benchmarks that need them: a sandbox, workers, servers, each stopped by the one who started it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface SandboxProcess {
  readonly port: number;
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

export interface RoleProcess {
  readonly child: ChildProcess;
  /** SIGTERM; resolves when the process is gone. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

export async function spawnSandbox(): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [path.join(root, "sandbox/src/main.ts")], {
    env: { ...process.env, PONTE_SANDBOX_PORT: "0", PONTE_SANDBOX_DATA: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  const port = Number(/ready: http:\/\/[^/\s]+?:(\d+)\b/.exec(line.toString())?.[1]);
  return { port, control: controlOf(`http://127.0.0.1:${port}`), stop: () => end(child, "SIGTERM") };
}

/** `ponte <role>` with these variables; resolves when it reports that it works. */
export async function spawnRole(
  role: "serve" | "worker",
  env: Readonly<Record<string, string>>,
): Promise<RoleProcess> {
  const child = spawn(process.execPath, [path.join(root, "server/src/main.ts"), role], {
    env: { ...process.env, PONTE_LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) =>
      Promise.reject(new Error(`ponte ${role} ended with ${code} before it was ready`)),
    ),
  ]);
  return { child, stop: () => end(child, "SIGTERM"), kill: () => end(child, "SIGKILL") };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** The sandbox's own API. */
export function controlOf(url: string): SandboxProcess["control"] {
  return async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}

const scopes = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
];

/** A key with all scopes and a registered number in the sandbox's first account. */
export async function sandboxNumber(
  control: SandboxProcess["control"],
): Promise<{ apiKey: string; phone: string }> {
  const [account] = await control<{ key: string }[]>("GET", "/control/accounts");
  const { apiKeySecret } = await control<{ apiKeySecret: string }>(
    "POST",
    `/control/accounts/${account?.key}/keys`,
    {
      name: "test",
      scopeGuids: scopes,
    },
  );
  const phone = `+55113${Math.floor(1e7 + Math.random() * 8e7)}`;
  await control("POST", "/control/wabas", { name: "Loja Aurora", number: phone, accountKey: account?.key });
  return { apiKey: apiKeySecret, phone };
}
