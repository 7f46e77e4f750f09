/** The data directory of `npm start`: made, checked, and claimed so that two of them never share one database's files. */
import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { UsageError } from "./usage.ts";

export interface DataDirClaim {
  /** The Ponte that used it last was killed: what it had started may still be ending. */
  readonly afterKill: boolean;
  stop(): Promise<void>;
}

export function claimDataDir(dir: string): DataDirClaim {
  makeDataDir(dir);
  const file = path.join(dir, "ponte.pid");
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : null;
  if (last && last !== process.pid && isPonte(last))
    throw new UsageError(
      `Ponte is already running with the data directory ${dir} (process ${last}). Use that one, stop it first, or set PONTE_DATA_DIR to another folder.`,
    );
  writeFileSync(file, `${process.pid}\n`, { mode: 0o600 });
  return {
    afterKill: last !== null,
    stop: async () => rmSync(file, { force: true }),
  };
}

function makeDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new UsageError(
      `The data directory ${dir} cannot be created: ${(cause as Error).message}. Set PONTE_DATA_DIR to a folder you may write to.`,
    );
  }
  const inside = ["", "postgres", "encryption.key", "first-password"].map((name) => path.join(dir, name));
  for (const file of inside.filter(existsSync)) {
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch {
      throw new UsageError(
        `You may not read and write ${file}, which belongs to uid ${statSync(file).uid}. Start Ponte as that user, or set PONTE_DATA_DIR to a folder of your own.`,
      );
    }
  }
}

/** After a crash or a restart of the machine the number may belong to any program. */
function isPonte(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return /main\.ts[\0 ]start/.test(commandLine(pid));
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync(file)) return readFileSync(file, "utf8");
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}
