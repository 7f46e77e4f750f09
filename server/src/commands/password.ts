/** The way back in for somebody who forgot the password, by whoever runs the server. */
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import { runningPostgresUrl } from "../lib/postgres.ts";
import { randomToken } from "../lib/secrets.ts";
import { setPassword } from "../workspaces/people.ts";
import type { Command } from "./commands.ts";
import { type ConfigWithDatabase, requireMigrated } from "./database.ts";
import { firstEmail } from "./first-login.ts";
import { UsageError } from "./usage.ts";

export const password: Command = {
  about: "give a person a new password: password <e-mail>",
  async run(config, [email]) {
    if (!email?.includes("@"))
      throw new UsageError("Whose password? Write: npm run ponte password person@example.com");
    const checked = withDatabase(config);
    await requireMigrated(checked.databaseUrl);
    const app = await createApp({ ...checked, databasePoolSize: 2 });
    const fresh = randomToken(12);
    const known = await setPassword(app.ctx, email, fresh).finally(() => app.close());
    if (!known) throw new UsageError(`Nobody here has the e-mail ${email}. Check its spelling.`);
    // `npm start` prints what this file says.
    const file = path.join(config.dataDir, "first-password");
    if (email.toLowerCase() === firstEmail && existsSync(file)) writeFileSync(file, `${fresh}\n`);
    console.log(`The password of ${email} is now: ${fresh}`);
  },
};

/** With `npm start` the database is Ponte's own, and it runs only while Ponte does. */
function withDatabase(config: Config): ConfigWithDatabase {
  const databaseUrl = config.databaseUrl ?? runningPostgresUrl(path.join(config.dataDir, "postgres"));
  if (databaseUrl) return { ...config, databaseUrl };
  throw new UsageError(
    "Ponte is not running here. Start it first (npm start), or set DATABASE_URL to the database it uses.",
  );
}
