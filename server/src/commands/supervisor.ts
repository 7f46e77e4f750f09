/** Child processes of `npm start`: one per role, restarted when they die, asked to end in order when Ponte stops. */
import { type ChildProcess, fork } from "node:child_process";

export interface Role {
  /** Resolves when the role says that it works; rejects when it ends before that. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

const restartDelayMs = 1000;

export function runRole(name: string, file: string, args: readonly string[], env: NodeJS.ProcessEnv): Role {
  let child: ChildProcess;
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
        if (!wasReady)
          return reject(
            new Error(
              `The ${name} process ended before it was ready (${signal ?? `exit code ${code}`}); see its message above.`,
            ),
          );
        console.error(
          `ponte: the ${name} process ended (${signal ?? `exit code ${code}`}) and is started again.`,
        );
        setTimeout(launch, restartDelayMs);
      });
    };
    launch();
  });
  return {
    ready,
    stop() {
      stopping = true;
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
