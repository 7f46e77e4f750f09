/** The log-in that a fresh installation starts with. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { ConfigWithDatabase } from "./database.ts";

export interface FirstLogin {
  readonly email: string;
  /** null when nobody needs telling: the password file is gone. */
  readonly password: string | null;
  readonly passwordFile: string;
}

export const firstEmail = "admin@ponte.local";

/** Makes the first workspace and person where there is nobody yet; tells how to log in. */
export async function ensureFirstLogin(config: ConfigWithDatabase): Promise<FirstLogin> {
  const passwordFile = path.join(config.dataDir, "first-password");
  if (!(await hasMembers(config.databaseUrl))) {
    // Loaded only now: the whole application takes a second, and every start but the first does without it here.
    const { firstStart } = await import("./first-start.ts");
    await firstStart(config, { email: firstEmail, passwordFile });
  }
  return {
    email: firstEmail,
    password: existsSync(passwordFile) ? readFileSync(passwordFile, "utf8").trim() : null,
    passwordFile,
  };
}

async function hasMembers(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query("select 1 from memberships limit 1")).rowCount === 1;
  } finally {
    await client.end();
  }
}
