/** Child processes of `npm start`: one per role, restarted when they die, asked to end in order when Ponte stops. */
import { type ChildProcess, fork } from "node:child_process";
import { UsageError } from "./usage.ts";

export interface Role {
  /** Resolves when the role says that it works; rejects when it ends before that. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

const restartDelayMs = 1000;

export function runRole(name: string, file: string, args: readonly string[], env: NodeJS.ProcessEnv): Role {
  let child: ChildProcess;
  let restart: NodeJS.Timeout | undefined;
  let stopping = false;
  let wasReady = false;
  const ready = new Promise<void>((resolve, reject) => {
    const launch = () => {
      // A group of its own: Ctrl-C reaches `npm start`, which stops its roles before the database.
      child = fork(file, args, { env, detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] });
      child.on("message", (message) => {
        if (message !== "ready") return;
        wasReady = true;
        resolve();
      });
      child.once("exit", (code, signal) => {
        if (stopping) return;
        const how = signal ?? `exit code ${code}`;
        if (!wasReady)
          return reject(
            new UsageError(
              `Ponte did not start, because its ${name} ended at once (${how}). What it said is above.`,
            ),
          );
        console.error(`ponte: the ${name} process ended (${how}) and is started again.`);
        restart = setTimeout(launch, restartDelayMs);
      });
    };
    launch();
  });
  return {
    ready,
    stop() {
      stopping = true;
      clearTimeout(restart);
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
      return new Promise((resolve) => {
        const late = setTimeout(() => child.kill("SIGKILL"), 12_000);
        child.once("exit", () => {
          clearTimeout(late);
          resolve();
        });
        child.kill("SIGTERM");
      });
    },
  };
}
