/** What the first start makes: a person who can log in and, unless PONTE_DEMO=false, a demo workspace full of contacts. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createApp } from "../app.ts";
import { randomToken } from "../lib/secrets.ts";
import { demoSlug } from "../seed/jobs.ts";
import { seedDemo } from "../seed/seed.ts";
import { createPerson } from "../workspaces/people.ts";
import { addMember, createWorkspace } from "../workspaces/workspaces.ts";
import type { ConfigWithDatabase } from "./database.ts";

export interface FirstLogin {
  readonly email: string;
  /** null when nobody needs telling: the password file is gone. */
  readonly password: string | null;
  readonly passwordFile: string;
}

const firstEmail = "admin@ponte.local";

export async function firstStart(config: ConfigWithDatabase): Promise<FirstLogin> {
  const passwordFile = path.join(config.dataDir, "first-password");
  const app = await createApp({ ...config, databasePoolSize: 4 });
  try {
    const { ctx } = app;
    const known = await ctx.db.selectFrom("people").select("id").limit(1).executeTakeFirst();
    if (!known) {
      console.log("First start: making the workspace and its demo contacts …");
      const password = randomToken(12);
      writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
      const workspace = await createWorkspace(ctx.db, {
        slug: config.demo ? demoSlug : "main",
        name: config.demo ? "Loja Aurora (demo)" : "My company",
        timeZone: "America/Sao_Paulo",
        defaultCountry: "BR",
      });
      if (config.demo) {
        await seedDemo(ctx, workspace.id);
      }
      // Last: a first start that was cut short is repeated until a person exists.
      const personId = await createPerson(ctx, { name: "Admin", email: firstEmail, password });
      await addMember(ctx.db, workspace.id, personId, "owner");
    }
  } finally {
    await app.close();
  }
  return {
    email: firstEmail,
    password: existsSync(passwordFile) ? readFileSync(passwordFile, "utf8").trim() : null,
    passwordFile,
  };
}
