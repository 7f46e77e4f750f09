import type { Command } from "./commands.ts";
import { checkDatabase, prepareDatabase, requireDatabaseUrl } from "./database.ts";

export const migrateCommand: Command = {
  about: "apply missing migrations to DATABASE_URL",
  async run(config) {
    const { databaseUrl } = requireDatabaseUrl(config);
    await checkDatabase(databaseUrl);
    const applied = await prepareDatabase(databaseUrl);
    console.log(applied.length ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
  },
};
