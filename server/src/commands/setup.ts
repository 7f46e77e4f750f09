/** For installations that run `serve` and `worker` themselves: what `npm start` does once before it starts them. */
import type { Command } from "./commands.ts";
import { checkDatabase, prepareDatabase, requireDatabaseUrl } from "./database.ts";
import { ensureFirstLogin } from "./first-login.ts";

export const setup: Command = {
  about: "prepare DATABASE_URL: migrations, first workspace, first log-in",
  async run(config) {
    const checked = requireDatabaseUrl(config);
    await checkDatabase(checked.databaseUrl);
    const applied = await prepareDatabase(checked.databaseUrl);
    console.log(applied.length ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
    const { email, password, passwordFile } = await ensureFirstLogin(checked);
    if (password) console.log(`Log in: ${email}, password ${password} (kept in ${passwordFile})`);
  },
};
