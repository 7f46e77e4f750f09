/** Servers and workers that are killed without warning and come back, as chance has it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Chance } from "./random.ts";

export interface Victims {
  readonly kills: { serve: number; worker: number };
  /** Kills one of them at random times until `quiet`. */
  torment(chance: Chance, betweenMs: readonly [number, number]): void;
  /** No more kills; resolves when all are there again. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

export interface Victim {
  readonly role: "serve" | "worker";
  readonly env: Readonly<Record<string, string>>;
}

export async function startVictims(victims: readonly Victim[], startedAt: number): Promise<Victims> {
  const running = await Promise.all(victims.map((victim) => start(victim, startedAt)));
  const kills = { serve: 0, worker: 0 };
  let torment: Promise<void> = Promise.resolve();
  let ended = false;
  const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  async function killOne(index: number): Promise<void> {
    const [victim, child] = [victims[index], running[index]];
    if (!victim || !child) return;
    await end(child, "SIGKILL");
    kills[victim.role]++;
    running[index] = await start(victim, startedAt);
  }

  return {
    kills,
    torment(chance, [from, to]) {
      torment = (async () => {
        while (!ended) {
          await rest(from + chance() * (to - from));
          if (!ended) await killOne(Math.floor(chance() * victims.length));
        }
      })();
    },
    async quiet() {
      ended = true;
      await torment;
    },
    async stop() {
      ended = true;
      await torment.catch(() => {});
      await Promise.all(running.map((child) => end(child, "SIGTERM")));
    },
  };
}

async function start({ role, env }: Victim, startedAt: number): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, "role.ts"), role, String(startedAt)],
    {
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the ${role} ended with ${code}`))),
  ]);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
