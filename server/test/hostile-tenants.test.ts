/** Ids of another workspace in every route: to an owner of this one they do not exist, and nothing of the other changes. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { raiseNotice } from "../src/workspaces/notices/notices.ts";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx, clock } = await createTestApp();
const [mine, theirs, third] = [await aWorkspace(ctx), await aWorkspace(ctx), await aWorkspace(ctx)];
const { cookie, personId } = await aSession(app, mine.id);
await addMember(ctx.db, third.id, personId, "admin");
const number = await aNumber(ctx, theirs.id);
const own = await aNumber(ctx, mine.id);
const ids = await theirObjects();

async function theirObjects(): Promise<Readonly<Record<string, string>>> {
  const signup = await ctx.db
    .insertInto("signups")
    .values({
      workspaceId: theirs.id,
      connectionId: number.connectionId,
      steps: "[]",
      state: "waiting",
      question: JSON.stringify({ kind: "verification_code", method: "sms" }),
      token: ctx.secrets.encrypt("sk_test_secret", "signup.token"),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await raiseNotice(
    ctx.db,
    {
      workspaceId: theirs.id,
      kind: "key_failing",
      subject: number.connectionId,
      severity: "critical",
      params: {},
    },
    clock.now(),
  );
  const notice = await ctx.db
    .selectFrom("notices")
    .select("id")
    .where("workspaceId", "=", theirs.id)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ id: string; message: string }>`
    with someone as (
      insert into contacts (workspace_id, bucket, id, phone) select ${theirs.id}::uuid, bucket_of(id), id, '+5511977776666'
      from (select ${randomUUID()}::uuid as id) new returning *
    ), wrote as (
      insert into inbound_messages (workspace_id, bucket, id, contact_id, subscription_group_id, provider_message_id, kind, payload, received_at)
      select workspace_id, bucket, uuid_v7(), id, ${number.subscriptionGroupId}::uuid, 'wamid', 'text', '{}', now() from someone
      returning id, contact_id
    ) select contact_id as id, id as message from wrote`.execute(ctx.db);
  return {
    connections: number.connectionId,
    "subscription-groups": number.subscriptionGroupId,
    signups: signup.id,
    notices: notice.id,
    contacts: rows[0]?.id ?? "",
    messages: rows[0]?.message ?? "",
  };
}

/** By the end of a route's path: a body that would do for an object of one's own. */
const bodies: readonly (readonly [RegExp, object])[] = [
  [/\/contacts\/\{id\}\/merge$/, { intoId: "019a0000-0000-7000-8000-000000000000" }],
  [/\/contacts\/\{id\}\/aliases$/, { label: "crm", name: "1" }],
  [/\/move$/, { workspace: third.id }],
  [/native\/connections\/\{id\}\/token$/, { accessToken: "EAAG", appSecret: "s" }],
  [/connections\/\{id\}\/key$/, { apiKey: "k", baseUrl: "x.api.infobip.com" }],
  [/connections\/\{id\}\/signups$/, { code: "c" }],
  [/connections\/\{id\}\/links$/, { phone: number.phone, wabaId: "1" }],
  [/connections\/\{id\}$/, { balanceAlert: "1" }],
  [/contacts\/\{id\}$/, { firstName: "Eva" }],
  [/subscriptions\/\{subscriptionGroupId\}$/, { state: "subscribed" }],
  [/\/answer$/, { answer: "123456" }],
  [/\/resend$/, { method: "sms" }],
];

const { paths } = JSON.parse(readFileSync(new URL("../openapi.json", import.meta.url), "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
const kinds = Object.keys(ids).join("|");
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  new RegExp(`/(?:${kinds})/\\{`).test(path)
    ? Object.keys(methods).map((method) => [`${method.toUpperCase()} ${path}`, method, path] as const)
    : [],
);

async function snapshot(): Promise<string> {
  const tables = [
    "connections",
    "whatsapp_business_groups",
    "subscription_groups",
    "signups",
    "notices",
    "contacts",
  ];
  const parts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql`
        select t.*::text as row from ${sql.table(table)} t where workspace_id = ${theirs.id} order by 1`.execute(
        ctx.db,
      );
      return rows;
    }),
  );
  return JSON.stringify(parts);
}

describe("ids of another workspace", () => {
  it("are asked for by many routes", () => expect(routes.length).toBeGreaterThan(30));

  it.each(routes)("%s", async (_label, method, path) => {
    const before = await snapshot();
    const url = path
      .replace("{workspace}", mine.slug)
      .replace(/\/([\w-]+)\/\{\w+\}/g, (_whole, kind: string) => `/${kind}/${ids[kind] ?? randomUUID()}`);
    const query = path.endsWith("/consequences") && path.includes("subscription-groups") ? "?of=move" : "";
    const payload =
      method === "get" || method === "delete" ? undefined : bodies.find(([end]) => end.test(path))?.[1];
    const response = await app.server.inject({
      method: method.toUpperCase() as "GET",
      url: url + query,
      headers: { cookie },
      ...(payload ? { payload } : {}),
    });
    // A list may also be empty.
    if (response.statusCode === 200) expect(response.json().items).toEqual([]);
    else expect([response.statusCode, response.json().error?.code]).toEqual([404, "not_found"]);
    expect(await snapshot()).toBe(before);
  });

  it("in a query or a body", async () => {
    const call = async (url: string) =>
      (await app.server.inject({ url: `/api/v1/workspaces/${mine.slug}${url}`, headers: { cookie } }))
        .statusCode;
    const migration = "/integrations/whatsapp/migration";
    expect(await call(`${migration}?subscriptionGroupId=${number.subscriptionGroupId}`)).toBe(404);
    expect(await call(`${migration}?signupId=${ids.signups}`)).toBe(404);
    const moved = async (workspace: string) => {
      const response = await app.server.inject({
        method: "POST",
        url: `/api/v1/workspaces/${mine.slug}/subscription-groups/${own.subscriptionGroupId}/move`,
        headers: { cookie },
        payload: { workspace },
      });
      return [response.statusCode, response.json().error?.code];
    };
    expect(await moved(theirs.id)).toEqual([404, "not_found"]);
    expect(await moved(theirs.slug)).toEqual([404, "not_found"]);
    expect(await moved("nowhere")).toEqual([404, "not_found"]);
  });
});
