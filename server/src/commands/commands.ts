/** The roles and tools of the command line, each in a file of its own that is loaded when it is asked for. */
import type { Config } from "../config.ts";

export interface Command {
  readonly about: string;
  run(config: Config, args: readonly string[]): Promise<void>;
}

export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).start,
  serve: async () => (await import("./serve.ts")).serve,
  worker: async () => (await import("./worker.ts")).worker,
  sandbox: async () => (await import("./sandbox.ts")).sandbox,
  setup: async () => (await import("./setup.ts")).setup,
  migrate: async () => (await import("./migrate.ts")).migrateCommand,
  password: async () => (await import("./password.ts")).password,
  openapi: async () => (await import("./openapi.ts")).openapi,
  "db-types": async () => (await import("./db-types.ts")).dbTypes,
};

/** One line per command. */
export async function usage(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).about}`),
  );
  return ["Usage: ponte <command>", "", ...lines].join("\n");
}
