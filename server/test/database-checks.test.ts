import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { checkDatabase, prepareDatabase, requireMigrated } from "../src/commands/database.ts";
import { UsageError } from "../src/commands/usage.ts";

const name = `checks_${randomBytes(6).toString("hex")}`;
const server = inject("databaseServer");
const owned = server.replace(/\/ponte$/, `/${name}`);
const guest = owned.replace(/\/\/[^@]+@/, `//${name}:guest@`);

async function admin(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

beforeAll(() => admin(`create role ${name} login password 'guest'`, `create database ${name}`));
afterAll(() => admin(`drop database ${name}`, `drop role ${name}`));

test("a database that cannot be used is told apart by what to check", async () => {
  const at = (url: string) => checkDatabase(url).catch((error: Error) => error);
  expect(await at(owned)).toBeUndefined();
  expect(await at(guest.replace("guest@", "wrong@"))).toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(/cannot be used: password authentication failed .* Check host/),
  });
  expect(await at(`${owned}x`)).toMatchObject({ message: expect.stringContaining("does not exist") });
  expect(await at("postgres://u:p@localhost:9/d")).toMatchObject({
    message: expect.stringMatching(/^DATABASE_URL points to localhost:9\/d, .*ECONNREFUSED/),
  });
});

test("roles wait for the migrations, and a user without rights is told which", async () => {
  await expect(requireMigrated(owned)).rejects.toThrow(/lacks \d+ migrations?, first 000001_.* ponte setup/);
  await expect(prepareDatabase(guest)).rejects.toThrow(UsageError);
  await expect(prepareDatabase(guest)).rejects.toThrow(/permission denied.*alter database … owner to/);
  // To own the database is all it takes.
  await admin(`alter database ${name} owner to ${name}`);
  expect(await prepareDatabase(guest)).toContain("000001_init.sql");
  expect(await prepareDatabase(guest)).toEqual([]);
  await expect(requireMigrated(guest)).resolves.toBeUndefined();
});
