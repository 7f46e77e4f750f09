/** Ids of another workspace in every route: to an owner of this one they do not exist, and nothing of the other changes. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { apiPermissions } from "../src/lib/permissions.ts";
import { createApiKey } from "../src/workspaces/api-keys.ts";
import { raiseNotice } from "../src/workspaces/notices/notices.ts";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aBearer, aNumber, aSession, aWorkspace } from "./factories.ts";
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
  const contactId = rows[0]?.id ?? "";
  const one = async (query: ReturnType<typeof sql>) =>
    (await query.execute(ctx.db)).rows[0] as { id: string };
  const change = await one(sql`
    insert into contact_changes (workspace_id, bucket, contact_id, actor, changes, changed_at)
    values (${theirs.id}, bucket_of(${contactId}::uuid), ${contactId}, 'x', '[]', now()) returning id`);
  const segment = await one(sql`
    insert into segments (workspace_id, name, filter) values (${theirs.id}, 'Theirs', '{"kind":"and","children":[]}') returning id`);
  const campaign = await one(sql`
    insert into campaigns (workspace_id, name) values (${theirs.id}, 'Theirs') returning id`);
  const file = await one(sql`
    insert into imports (workspace_id, file_name, state, format) values (${theirs.id}, 'people.csv', 'uploaded', '{"headers":["phone"]}') returning id`);
  const exported = await one(sql`
    insert into contact_exports (workspace_id, name, state, source, columns, file_key)
    values (${theirs.id}, 'Theirs', 'running', '{}', '[]', 'k') returning id`);
  const link = await one(sql`
    insert into opt_in_links (workspace_id, subscription_group_id, name, text, normal_text, code, token, created_at, updated_at)
    values (${theirs.id}, ${number.subscriptionGroupId}, 'Poster', 'Oi', 'oi', 'K7QP2', 't', now(), now()) returning id`);
  const form = await one(sql`
    insert into opt_in_forms (workspace_id, subscription_group_id, name, token, way, settings, created_at, updated_at)
    values (${theirs.id}, ${number.subscriptionGroupId}, 'Footer', 'f', 'person_writes', '{}', now(), now()) returning id`);
  const key = await createApiKey(ctx.db, theirs.id, {
    name: "Theirs",
    permissions: ["users.track"],
    allowedIps: [],
  });
  await sql`insert into attribute_definitions (workspace_id, name, type) values (${theirs.id}, 'size', 'string')`.execute(
    ctx.db,
  );
  await sql`insert into event_definitions (workspace_id, name) values (${theirs.id}, 'visit')`.execute(
    ctx.db,
  );
  return {
    changes: change.id,
    segments: segment.id,
    campaigns: campaign.id,
    imports: file.id,
    exports: exported.id,
    "opt-in-links": link.id,
    "opt-in-forms": form.id,
    "api-keys": key.id,
    attributes: "size",
    events: "visit",
    connections: number.connectionId,
    "subscription-groups": number.subscriptionGroupId,
    signups: signup.id,
    notices: notice.id,
    contacts: contactId,
    messages: rows[0]?.message ?? "",
  };
}

function formBody(subscriptionGroupId: string, templateId: string | null = null) {
  const texts = {
    title: "News",
    intro: "",
    consent: "I agree to get news on WhatsApp.",
    message: "Please confirm me",
    done: "",
    thankYou: "",
  };
  return {
    name: "Footer",
    subscriptionGroupId,
    way: templateId ? "we_write" : "person_writes",
    settings: {
      texts: { en: texts },
      defaultLanguage: "en",
      fields: [{ kind: "phone", required: true }],
      accent: "#0f766e",
      theme: "auto",
      origins: [],
      redirectUrl: "",
      templateId,
      variables: {},
      yesButton: templateId ? 0 : null,
      templatesPerDay: 3,
      expiryDays: 3,
    },
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
  [
    /imports\/\{id\}\/(?:start|check)$/,
    { mapping: { phone: { target: "phone" } }, options: { defaultCountry: "BR" } },
  ],
  [/segments\/\{id\}\/count$/, {}],
  [/segments\/\{id\}$/, { name: "Mine" }],
  [/api-keys\/\{id\}$/, { name: "Mine" }],
  [/opt-in-links\/\{id\}$/, { name: "Mine" }],
  [/opt-in-forms\/\{id\}$/, formBody(own.subscriptionGroupId)],
  [/remove-values$/, { confirm: "size" }],
  [/data\/attributes\/\{name\}$/, { description: "mine" }],
  [/data\/events\/\{name\}$/, { description: "mine" }],
  [/campaigns\/\{id\}$/, { name: "Mine" }],
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
    "contact_changes",
    "contact_identifiers",
    "contact_exports",
    "subscription_states",
    "segments",
    "segment_sizes",
    "campaigns",
    "imports",
    "opt_in_links",
    "opt_in_forms",
    "api_keys",
    "attribute_definitions",
    "event_definitions",
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
  return parts.map((rows, at) => `${tables[at]}: ${JSON.stringify(rows)}`).join("\n");
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

  it("in a body about one's own things", async () => {
    const [mineContact] = (
      await sql<{ id: string }>`
        insert into contacts (workspace_id, bucket, id, external_id) select ${mine.id}::uuid, bucket_of(id), id, 'mine'
        from (select ${randomUUID()}::uuid as id) new returning id`.execute(ctx.db)
    ).rows;
    await sql`insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
      values (${mine.id}, 'external_id', 'mine', bucket_of(${mineContact?.id}::uuid), ${mineContact?.id})`.execute(
      ctx.db,
    );
    await app.processAll();
    const before = await snapshot();
    const call = async (method: "POST" | "GET" | "PUT", url: string, payload?: object) => {
      const response = await app.server.inject({
        method,
        url: `/api/v1/workspaces/${mine.slug}${url}`,
        headers: { cookie },
        ...(payload ? { payload } : {}),
      });
      return { status: response.statusCode, body: response.json() };
    };
    const refused = async (method: "POST" | "PUT", url: string, payload: object) => {
      const { status, body } = await call(method, url, payload);
      expect([400, 404, 409], `${url} ${JSON.stringify(payload)} ${JSON.stringify(body)}`).toContain(status);
    };
    const { contacts: contactId, segments: segmentId, campaigns: campaignId } = ids;
    const group = number.subscriptionGroupId;
    const columns = [{ kind: "field", name: "phone" }];
    await refused("POST", "/exports", { name: "x", source: { segmentId }, columns });
    await refused("POST", "/exports", {
      name: "x",
      source: {},
      columns: [{ kind: "subscription", subscriptionGroupId: group }],
    });
    const exported = await call("POST", "/exports", {
      name: "x",
      source: { contactIds: [contactId] },
      columns,
    });
    await app.processAll();
    expect((await call("GET", `/exports/${exported.body.id}`)).body).toMatchObject({
      state: "completed",
      writtenContacts: 0,
    });
    for (const filter of [
      { kind: "segment", segmentId },
      { kind: "message", operator: "received", days: 7, campaignId },
      { kind: "subscription", subscriptionGroupId: group, state: "subscribed" },
      { kind: "window", open: true, subscriptionGroupId: group },
    ]) {
      await refused("POST", "/segments/preview", { filter });
      await refused("POST", "/segments", { name: "x", filter: { kind: "and", children: [filter] } });
    }
    await refused("POST", `/contacts/${mineContact?.id}/merge`, { intoId: contactId });
    await refused("POST", `/contacts/${mineContact?.id}/changes/${ids.changes}/undo`, {});
    await refused("PUT", `/contacts/${mineContact?.id}/subscriptions/${group}`, { state: "subscribed" });
    await refused("POST", "/opt-in-links", {
      name: "x",
      text: "Oi",
      attribute: null,
      note: "",
      thankYou: "",
      countScans: false,
      subscriptionGroupId: group,
    });
    await refused("POST", "/opt-in-forms", formBody(group));
    await refused("POST", "/opt-in-forms", formBody(own.subscriptionGroupId, randomUUID()));
    await refused("POST", "/contacts/bulk", {
      ids: [mineContact?.id],
      action: "subscribe",
      subscriptionGroupId: group,
    });
    for (const action of ["subscribe", "unsubscribe", "add_to_list", "delete"])
      expect(
        (
          await call("POST", "/contacts/bulk", {
            ids: [contactId],
            action,
            list: "spring",
            subscriptionGroupId: own.subscriptionGroupId,
          })
        ).body,
      ).toEqual({ done: 0 });
    expect((await call("GET", `/suggestions/variants?campaignId=${campaignId}`)).body.items ?? []).toEqual(
      [],
    );
    expect((await call("GET", `/contacts?segmentId=${segmentId}`)).status).toBe(404);
    expect((await call("GET", `/contacts/${mineContact?.id}/messages/${ids.messages}/media`)).status).toBe(
      404,
    );
    expect(await snapshot()).toBe(before);
  });

  it("in the compatible API", async () => {
    const bearer = await aBearer(ctx, mine.id, [...apiPermissions]);
    await app.processAll();
    const before = await snapshot();
    const call = async (method: "POST" | "GET", url: string, payload?: object) => {
      const response = await app.server.inject({
        method,
        url,
        headers: { authorization: bearer },
        ...(payload ? { payload } : {}),
      });
      return { status: response.statusCode, text: response.body };
    };
    const { contacts: contactId = "", segments: segmentId = "" } = ids;
    const group = number.subscriptionGroupId;
    const whatsApp = {
      whats_app: {
        subscription_group_id: group,
        message_type: "text_response_message",
        message: { body: "x" },
      },
    };
    const answers = [
      await call("POST", "/users/track", { attributes: [{ braze_id: contactId, city: "x" }] }),
      await call("POST", "/users/track", {
        attributes: [
          {
            external_id: "mine",
            subscription_groups: [{ subscription_group_id: group, subscription_state: "subscribed" }],
          },
        ],
      }),
      await call("POST", "/users/export/ids", {
        braze_id: contactId,
        fields_to_export: ["braze_id", "phone"],
      }),
      await call("POST", "/users/delete", { braze_ids: [contactId] }),
      await call("POST", "/users/merge", {
        merge_updates: [
          { identifier_to_merge: { external_id: "mine" }, identifier_to_keep: { phone: "+5511977776666" } },
        ],
      }),
      await call("POST", "/users/export/segment", { segment_id: segmentId, fields_to_export: ["phone"] }),
      await call("GET", `/segments/details?segment_id=${segmentId}`),
      await call("GET", `/segments/data_series?segment_id=${segmentId}&length=3`),
      await call("POST", "/subscription/status/set", {
        subscription_group_id: group,
        subscription_state: "subscribed",
        external_id: "mine",
      }),
      await call("GET", `/subscription/status/get?subscription_group_id=${group}&external_id=mine`),
      await call("POST", "/messages/send", { broadcast: true, segment_id: segmentId, messages: whatsApp }),
      await call("POST", "/campaigns/trigger/send", { campaign_id: ids.campaigns, broadcast: true }),
      await call("GET", "/events/data_series?event=visit&length=3"),
    ];
    await app.processAll();
    for (const { text } of answers) expect(text).not.toMatch(/977776666|Theirs/);
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    for (const url of ["/segments/list", "/custom_attributes", "/events/list", "/events"])
      expect((await call("GET", url)).text).not.toMatch(/Theirs|"size"|"visit"/);
    expect(await snapshot()).toBe(before);
  });
});
