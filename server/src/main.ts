/** The command line: `ponte <command>`. Expected failures end in one clear line and exit code 1; nothing else prints a stack. */
import { commands, usage } from "./commands/commands.ts";
import { UsageError } from "./commands/usage.ts";
import { ConfigError, loadConfig } from "./config.ts";
import { MigrationError } from "./lib/migrate.ts";
import { PostgresError } from "./lib/postgres.ts";

const [name = "help", ...args] = process.argv.slice(2);

try {
  const load = commands[name];
  if (load) await (await load()).run(loadConfig(), args);
  else if (["help", "--help", "-h"].includes(name)) console.log(await usage());
  else throw new UsageError(`There is no command "${name}". Commands: ${Object.keys(commands).join(", ")}.`);
} catch (error) {
  const expected = [ConfigError, MigrationError, PostgresError, UsageError].some(
    (kind) => error instanceof kind,
  );
  console.error(expected ? `ponte: ${(error as Error).message}` : error);
  process.exit(1);
}
