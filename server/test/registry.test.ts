/** Profiles, the registry of attributes and events, API keys: stories as data, then what no single call shows. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { changeAttribute, editContact, writeContacts } from "../src/contacts/contacts.ts";
import { runApiCases } from "./api-cases.ts";
import { aBearer, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const test = await createTestApp();
const { app, ctx, clock } = test;

runApiCases(test, "contacts/profile.json");
runApiCases(test, "contacts/registry.json", {}, async (known) => {
  known.now = clock.now().toISOString();
});

it("the values of a removed attribute leave every contact, bucket by bucket", async () => {
  await app.processAll();
  const { rows } = await sql<{ progress: number; removed: number; left: number }>`
    select d.removal_next_bucket as progress, d.removed_values as removed,
           (select count(*)::int from contacts c where c.workspace_id = d.workspace_id and c.attributes ? d.name) as left
    from attribute_definitions d where d.name = 'points' and d.removal_finished_at is not null`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ progress: 256, removed: 2, left: 0 }]);
});

it("then its type may change", async () => {
  const { rows } = await sql<{ workspaceId: string }>`
    select workspace_id from attribute_definitions where name = 'points' and removal_finished_at is not null`.execute(
    ctx.db,
  );
  const workspaceId = rows[0]?.workspaceId ?? "";
  expect(
    await changeAttribute(ctx.db, workspaceId, "points", { type: "string", blocklisted: false }, clock.now()),
  ).toMatchObject({ type: "string", blocklistedAt: null });
});

it("registry pages of the compatible API follow their Link header to the end", async () => {
  const { id } = await aWorkspace(ctx);
  const names = Array.from({ length: 120 }, (_, n) => `a/ç ${String(n).padStart(3, "0")}`);
  await sql`
    insert into attribute_definitions (workspace_id, name, type)
    select ${id}::uuid, n, 'string' from unnest(${names}::text[]) n`.execute(ctx.db);
  const authorization = await aBearer(ctx, id, ["custom_attributes.get"]);
  const pageAt = async (url: string) => {
    const response = await app.server.inject({ method: "GET", url, headers: { authorization } });
    const next = /<([^>]+)>; rel="next"/.exec(String(response.headers.link ?? ""))?.[1];
    const { attributes } = response.json<{ attributes: { name: string }[] }>();
    return { names: attributes.map(({ name }) => name), next: next && new URL(next) };
  };
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let url: string | undefined = "/custom_attributes"; url; ) {
    const page: Awaited<ReturnType<typeof pageAt>> = await pageAt(url);
    sizes.push(page.names.length);
    seen.push(...page.names);
    url = page.next ? page.next.pathname + page.next.search : undefined;
  }
  expect([sizes, seen]).toEqual([[50, 50, 20], names]);
});

it("two people who edit at once: both of different fields, one of the same", async () => {
  const { id: workspaceId } = await aWorkspace(ctx);
  const write = { identifier: { kind: "external_id", value: "x" } } as const;
  const [made] = await writeContacts(ctx.db, workspaceId, [write], { at: clock.now() });
  const { rows } = await sql<{
    updatedAt: Date;
  }>`select updated_at from contacts where id = ${made?.id}`.execute(ctx.db);
  const updatedAt = rows[0]?.updatedAt ?? new Date();
  const edit = (field: "firstName" | "lastName", value: string) =>
    editContact(ctx.db, workspaceId, {
      contactId: made?.id ?? "",
      fields: { [field]: value },
      attributes: {},
      expected: { updatedAt, fields: { [field]: null } },
      actor: "somebody",
      at: new Date(clock.now().getTime() + 5),
    });
  const answers = await Promise.allSettled([
    edit("firstName", "A"),
    edit("firstName", "B"),
    edit("lastName", "C"),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(answers[2]?.status).toBe("fulfilled");
});
