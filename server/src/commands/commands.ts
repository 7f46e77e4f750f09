/** The roles and tools of the command line, each in a file of its own. */
import type { Config } from "../config.ts";
import { dbTypes } from "./db-types.ts";

export class UsageError extends Error {
  override name = "UsageError";
}

export interface Command {
  readonly about: string;
  run(config: Config, args: readonly string[]): Promise<void>;
}

export const commands: Readonly<Record<string, Command>> = {
  "db-types": dbTypes,
};
