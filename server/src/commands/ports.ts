/** The ports `npm start` needs, checked before anything is started. */
import type { Config } from "../config.ts";
import { portProblem } from "../lib/ports.ts";
import { UsageError } from "./usage.ts";

/** Throws UsageError for the first port that cannot be used. `patienceMs`: how long one may still be in the hands of a Ponte that ends. */
export async function checkPorts(config: Config, patienceMs: number, signal: AbortSignal): Promise<void> {
  const wanted: [variable: string, host: string, port: number][] = [
    ["PONTE_PORT", config.host, config.port],
    ...(config.sandbox.enabled
      ? [["PONTE_SANDBOX_PORT", "127.0.0.1", config.sandbox.port] as [string, string, number]]
      : []),
  ];
  const deadline = Date.now() + patienceMs;
  for (const [variable, host, port] of wanted) {
    for (;;) {
      signal.throwIfAborted();
      const problem = await portProblem(host, port);
      if (!problem) break;
      if (problem !== "EADDRINUSE" || Date.now() > deadline)
        throw new UsageError(explain(problem, variable, host, port));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function explain(code: string, variable: string, host: string, port: number): string {
  if (code === "EADDRINUSE")
    return `Port ${port} is taken, perhaps by a Ponte that is already running. Stop that program, or set ${variable} to a free port.`;
  if (code === "EACCES")
    return `You may not use port ${port}: the system keeps low ports for itself. Set ${variable} to a port above 1023 and put a reverse proxy in front.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine has no address ${host}. Set PONTE_HOST to 127.0.0.1, or to 0.0.0.0 for all its addresses.`;
  return `Port ${port} on ${host} cannot be used (${code}). Check PONTE_HOST and ${variable}.`;
}
