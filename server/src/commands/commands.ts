/** The roles and tools of the command line, each in a file of its own. */
import type { Config } from "../config.ts";
import { dbTypes } from "./db-types.ts";
import { migrateCommand } from "./migrate.ts";
import { openapi } from "./openapi.ts";
import { serve } from "./serve.ts";
import { start } from "./start.ts";
import { worker } from "./worker.ts";

export interface Command {
  readonly about: string;
  run(config: Config, args: readonly string[]): Promise<void>;
}

export const commands: Readonly<Record<string, Command>> = {
  start,
  serve,
  worker,
  migrate: migrateCommand,
  openapi,
  "db-types": dbTypes,
};
