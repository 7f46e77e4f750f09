/** What the first start makes: a person who can log in and, unless PONTE_DEMO=false, a demo workspace full of contacts. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createApp } from "../app.ts";
import type { Context } from "../lib/context.ts";
import { randomToken } from "../lib/secrets.ts";
import { demoSlug } from "../seed/jobs.ts";
import { seedDemo } from "../seed/seed.ts";
import { createPerson } from "../workspaces/people.ts";
import { addMember, createWorkspace } from "../workspaces/workspaces.ts";
import type { ConfigWithDatabase } from "./database.ts";

interface FirstPerson {
  readonly email: string;
  /** Where the generated password is kept. */
  readonly passwordFile: string;
}

/** Each step is left out when an earlier start, perhaps one that was cut short, has done it. */
export async function firstStart(config: ConfigWithDatabase, login: FirstPerson): Promise<void> {
  const app = await createApp({ ...config, databasePoolSize: 4 });
  try {
    const workspaceId = await firstWorkspace(app.ctx, config.demo);
    await addMember(app.ctx.db, workspaceId, await firstPerson(app.ctx, login), "owner");
  } finally {
    await app.close();
  }
}

async function firstWorkspace(ctx: Context, demo: boolean): Promise<string> {
  const known = await ctx.db.selectFrom("workspaces").select("id").limit(1).executeTakeFirst();
  if (known) return known.id;
  console.log(
    demo
      ? "First start: making the demo workspace and its contacts …"
      : "First start: making the first workspace …",
  );
  // The workspace and its contacts appear together or not at all.
  return ctx.db.transaction().execute(async (tx) => {
    const workspace = await createWorkspace(tx, {
      slug: demo ? demoSlug : "main",
      name: demo ? "Loja Aurora (demo)" : "My company",
      timeZone: "America/Sao_Paulo",
      defaultCountry: "BR",
    });
    if (demo) await seedDemo({ ...ctx, db: tx }, workspace.id);
    return workspace.id;
  });
}

async function firstPerson(ctx: Context, { email, passwordFile }: FirstPerson): Promise<string> {
  const known = await ctx.db.selectFrom("people").select("id").limit(1).executeTakeFirst();
  if (known) return known.id;
  const password = randomToken(12);
  mkdirSync(path.dirname(passwordFile), { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  return createPerson(ctx, { name: "Admin", email, password });
}
