/**
 * Processor seconds that this process and those it started have used, by what they are (Linux). On a machine that does other
 * things too, this tells more than the clock.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";

export type CpuSeconds = Readonly<Record<string, number>>;

const ticksPerSecond = 100;

export function cpuSeconds(): CpuSeconds {
  if (!existsSync("/proc/self/stat")) return {};
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const parents = new Map(processes.map((one) => [one.pid, one.parent]));
  const used: Record<string, number> = {};
  for (const one of processes)
    if (isMine(one.pid, parents)) used[one.kind] = (used[one.kind] ?? 0) + one.ticks / ticksPerSecond;
  return used;
}

export function cpuBetween(before: CpuSeconds, after: CpuSeconds): CpuSeconds {
  return Object.fromEntries(
    Object.entries(after).map(([kind, seconds]) => [
      kind,
      Number((seconds - (before[kind] ?? 0)).toFixed(2)),
    ]),
  );
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly kind: string;
  readonly ticks: number;
}

function readProcess(name: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [, parent = "0"] = fields;
    // Own time, and that of children which have ended.
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return [{ pid: Number(name), parent: Number(parent), kind: kindOf(command), ticks }];
  } catch {
    return []; // gone meanwhile
  }
}

function kindOf(command: string): string {
  if (command.includes("postgres")) return "postgres";
  if (command.includes("sandbox/src/main.ts")) return "sandbox";
  if (/main\.ts worker/.test(command)) return "worker";
  return /main\.ts serve/.test(command) ? "server" : "bench";
}

function isMine(pid: number, parents: ReadonlyMap<number, number>): boolean {
  for (let current = pid; current > 1; current = parents.get(current) ?? 0)
    if (current === process.pid) return true;
  return false;
}
