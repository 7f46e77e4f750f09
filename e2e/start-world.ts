/** What the tests of `ponte start` share: folders and ports of their own, the first log-in, and how a refusal looks. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect } from "vitest";
import { freePort } from "../server/src/lib/ports.ts";
import { eventually, type PonteProcess, type Ports, processesOf, stopAll } from "./ponte-process.ts";

export const temporary = mkdtempSync(path.join(tmpdir(), "ponte-start-"));
// Other accounts pass through it; what is in it keeps to itself.
spawnSync("chmod", ["711", temporary]);
afterAll(async () => {
  await stopAll(temporary);
  rmSync(temporary, { recursive: true, force: true });
});

let folders = 0;
export function newFolder(): string {
  folders += 1;
  return path.join(temporary, `data-${folders}`);
}

export async function newPorts(): Promise<Ports> {
  const [server, sandbox, database] = await Promise.all([freePort(), freePort(), freePort()]);
  return { server, sandbox, database };
}

export function occupy(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

export function passwordIn(dataDir: string): string {
  return readFileSync(path.join(dataDir, "first-password"), "utf8").trim();
}

/** The session cookie of the first person. */
export async function logIn(url: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: "admin@ponte.local", password }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** Exit code 1, one line that says what to do, nothing left running. */
export async function expectRefusal(started: PonteProcess, dataDir: string, words: RegExp): Promise<void> {
  expect(await started.exited).toBe(1);
  const lines = started
    .output()
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("First start:"));
  expect(lines).toEqual([expect.stringMatching(/^ponte: /)]);
  expect(lines[0]).toMatch(words);
  expect(await eventually(() => processesOf(dataDir).length === 0)).toBe(true);
}
