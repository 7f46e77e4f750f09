/**
 * `PONTE_SANDBOX_PORT`, `PONTE_SANDBOX_HOST`, `PONTE_SANDBOX_DATA` → a running sandbox until SIGTERM or SIGINT. Started by another
 * process it says that it is ready by message, and in words too with `--announce`.
 */
import { startSandbox } from "./app.ts";

const port = Number(process.env.PONTE_SANDBOX_PORT ?? 4701);
const host = process.env.PONTE_SANDBOX_HOST ?? "127.0.0.1";
const dataDir = process.env.PONTE_SANDBOX_DATA;

try {
  const sandbox = await startSandbox({ port, host, ...(dataDir ? { dataDir } : {}) });
  process.send?.("ready");
  if (!process.connected || process.argv.includes("--announce")) announce(sandbox.url);
  let closing = false;
  const stop = async () => {
    if (closing) return;
    closing = true;
    await sandbox.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // Started by another process: end with it, also when it is gone already.
  process.on("disconnect", stop);
  if (process.connected === false) await stop();
} catch (error) {
  console.error(startProblem(error));
  process.exit(1);
}

function announce(url: string): void {
  console.log(`Sandbox ready: ${url}   (portal ${url}/portal, phones ${url}/phones, faults ${url}/faults)`);
}

function startProblem(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  if (code === "EADDRINUSE") {
    return `The sandbox cannot start: port ${port} is taken. Stop what uses it, or set PONTE_SANDBOX_PORT to a free port.`;
  }
  if (code === "EACCES" || code === "EPERM") {
    return `The sandbox cannot start: no permission for port ${port} or for ${dataDir ?? "its data"}. ${message}`;
  }
  return `The sandbox cannot start: ${message}`;
}
