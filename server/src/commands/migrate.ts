import { migrate } from "../lib/migrate.ts";
import type { Command } from "./commands.ts";
import { checkDatabase, requireDatabaseUrl } from "./database.ts";

export const migrateCommand: Command = {
  about: "apply missing migrations to DATABASE_URL",
  async run(config) {
    const { databaseUrl } = requireDatabaseUrl(config);
    await checkDatabase(databaseUrl);
    const applied = await migrate(databaseUrl);
    console.log(applied.length ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
  },
};
