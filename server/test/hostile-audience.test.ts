/** What a client or a member who means harm can send about the audience: files, names, floods. Over HTTP, against the real database. */
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { createTrackBatches } from "../src/api/braze/track-batches.ts";
import { mergeContacts } from "../src/contacts/contacts.ts";
import { maxAttributes } from "../src/contacts/data/attribute-definitions.ts";
import { maxEventNames } from "../src/contacts/data/events.ts";
import type { FileFormat } from "../src/contacts/imports/format.ts";
import { rowBatches } from "../src/contacts/imports/records.ts";
import { csvLine } from "../src/lib/csv.ts";
import { parsePattern } from "../src/segments/segments.ts";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aBearer, aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx } = await createTestApp();
const person = await aSession(app, (await aWorkspace(ctx)).id);
let workspaceId = "";
let bearer = "";

beforeEach(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  await addMember(ctx.db, workspaceId, person.personId, "owner");
  bearer = await aBearer(ctx, workspaceId, ["users.track", "users.export.ids"]);
});

type Method = "GET" | "POST" | "PUT" | "PATCH";

async function dashboard(method: Method, path: string, payload?: object) {
  const response = await app.server.inject({
    method,
    url: `/api/v1/workspaces/${workspaceId}${path}`,
    headers: { cookie: person.cookie },
    ...(payload ? { payload } : {}),
  });
  return { status: response.statusCode, body: response.json() };
}

async function track(payload: object | string) {
  const response = await app.server.inject({
    method: "POST",
    url: "/users/track",
    headers: { authorization: bearer, "content-type": "application/json" },
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
  });
  return { status: response.statusCode, body: response.json() };
}

async function upload(content: string | Buffer) {
  const boundary = "----ponte";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  const response = await app.server.inject({
    method: "POST",
    url: `/api/v1/workspaces/${workspaceId}/imports`,
    headers: { cookie: person.cookie, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: response.statusCode, body: response.json() };
}

describe("a file", () => {
  it.each([
    ["of one name again and again", `${"a,".repeat(120_000)}a\n1,2\n`],
    ["of many names", `${Array.from({ length: 20_000 }, (_, n) => `c${n}`).join(",")}\n1,2\n`],
  ])("with columns beyond counting is refused at once: %s", async (_name, content) => {
    const started = performance.now();
    const { status, body } = await upload(content);
    expect([status, body.error.code]).toEqual([400, "file_too_many_columns"]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("may call its columns what every object has", async () => {
    const { body } = await upload(
      "phone,constructor,toString,__proto__,hasOwnProperty\n11987654321,c,t,p,h\n",
    );
    expect(body.preview.headers).toEqual(["phone", "constructor", "toString", "__proto__", "hasOwnProperty"]);
    const mapping = {
      phone: { target: "phone" },
      constructor: { target: "attribute", attribute: "constructor", type: "string" },
    };
    const { status } = await dashboard("PUT", `/imports/${body.id}/start`, {
      mapping,
      options: { defaultCountry: "BR" },
    });
    expect(status).toBe(202);
    await app.processAll();
    const { rows } = await sql`select attributes from contacts where workspace_id = ${workspaceId}`.execute(
      ctx.db,
    );
    expect(rows).toEqual([{ attributes: { constructor: "c" } }]);
  });

  it("of rows of a megabyte each is read a few at a time", async () => {
    const long = "x".repeat(900_000);
    const rows = Array.from({ length: 40 }, (_, n) => `1198765${4000 + n},${long}`);
    const { body } = await upload(`phone,note\n11987653999,short\n${rows.join("\n")}\n`);
    const { rows: stored } = await sql<{
      format: FileFormat;
    }>`select format from imports where id = ${body.id}`.execute(ctx.db);
    const sizes: number[] = [];
    const format = stored[0]?.format as FileFormat;
    for await (const batch of rowBatches(ctx.db, body.id, format, { processedRows: 0, nextByte: 0 }, 5000))
      sizes.push(batch.rows.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(41);
    expect(Math.max(...sizes)).toBeLessThan(12);
  });
});

describe("names and values", () => {
  it("an attribute called constructor is counted up, edited and merged like any other", async () => {
    const attributes: object[] = [
      { external_id: "a", constructor: "one" },
      { external_id: "b", plain: 1 },
    ];
    expect((await track({ attributes })).status).toBe(201);
    const idOf = async (externalId: string) =>
      (await dashboard("GET", `/contacts?q=${externalId}`)).body.items[0].id as string;
    const [kept, merged] = [await idOf("b"), await idOf("a")];
    const edited = await dashboard("PATCH", `/contacts/${merged}`, { attributes: { constructor: "two" } });
    expect([edited.status, edited.body.attributes]).toEqual([200, { constructor: "two" }]);
    await mergeContacts(
      ctx.db,
      workspaceId,
      { keepId: kept, mergeId: merged },
      { actor: "system", at: ctx.clock.now() },
    );
    expect((await dashboard("GET", `/contacts/${kept}`)).body.attributes).toEqual({
      constructor: "two",
      plain: 1,
    });
  });

  it("objects cannot reach the prototype of all objects", async () => {
    await track(`{"attributes":[{"external_id":"a","pet":{"name":"Rex"},"_merge_objects":true}]}`);
    await track(
      `{"attributes":[{"external_id":"a","pet":{"constructor":{"prototype":{"polluted":1}},"name":{"__proto__":{"polluted":1}}},"_merge_objects":true}]}`,
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("no more attributes and events are learned than there is room for; those known go on", async () => {
    await track({
      attributes: [{ external_id: "a", known: 1 }],
      events: [{ external_id: "a", name: "known", time: "2026-01-01T00:00:00Z" }],
    });
    await sql`
      insert into attribute_definitions (workspace_id, name, type)
      select ${workspaceId}::uuid, 'a' || n, 'string' from generate_series(2, ${maxAttributes}::int) n`.execute(
      ctx.db,
    );
    await sql`
      insert into event_definitions (workspace_id, name)
      select ${workspaceId}::uuid, 'e' || n from generate_series(2, ${maxEventNames}::int) n`.execute(ctx.db);
    const { status, body } = await track({
      attributes: [{ external_id: "a", known: 2, cart_8812: "x" }],
      events: [
        { external_id: "a", name: "known", time: "2026-01-02T00:00:00Z" },
        { external_id: "a", name: "visit_8812", time: "2026-01-02T00:00:00Z" },
      ],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      attributes_processed: 1,
      errors: [
        {
          type: expect.stringMatching(/^cart_8812: this workspace has 5000 attributes/),
          input_array: "attributes",
          index: 0,
        },
        {
          type: expect.stringMatching(/^visit_8812: this workspace has 5000 kinds of events/),
          input_array: "events",
          index: 1,
        },
      ],
    });
    const { rows } = await sql`
      select (select count(*)::int from attribute_definitions where workspace_id = ${workspaceId}) as attributes,
             (select count(*)::int from event_definitions where workspace_id = ${workspaceId}) as events,
             (select attributes from contacts where workspace_id = ${workspaceId}) as values`.execute(ctx.db);
    expect(rows).toEqual([{ attributes: maxAttributes, events: maxEventNames, values: { known: 2 } }]);
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["a;=HYPERLINK(1)", "a;'=HYPERLINK(1)"],
    ["a\n=cmd", '"a\n\'=cmd"'],
    ["a\t @SUM(1)", "a\t '@SUM(1)"],
    ["a;-1+cmd", "a;'-1+cmd"],
    ["first\n- second", '"first\n- second"'],
    ['say "hi"; bye', '"say ""hi""; bye"'],
  ])("a cell is no formula, however the file is cut: %j", (cell, written) => {
    expect(csvLine([cell])).toBe(`${written}\r\n`);
  });

  it.each([
    "(a?b?c?d?e?f?g?){255}x",
    "(?:.?.?.?.?.?.?.?){255}z",
    "(?i)(?:[à-ÿ]|[Ā-ſ]?){255}x",
    "((((a?){4}){4}){4}){4}z",
    "(?:a{0,1}){200}",
  ])("a pattern that PostgreSQL would compile for minutes is refused: %s", (pattern) => {
    expect(parsePattern(pattern)).toMatchObject({ problem: expect.stringContaining("repeats too much") });
  });

  it("the dearest patterns that are allowed are quick", async () => {
    const dearest = [
      "(?:a?b?c?d?e?f?g?){18}x",
      "(?i)(?:[à-ÿ]|[Ā-ſ]?){127}x",
      "a?".repeat(128),
      ".*a".repeat(85),
      "[ab]*a[ab]{255}",
      ".{0,255}".repeat(7),
    ];
    for (const pattern of dearest) {
      const parsed = parsePattern(pattern);
      if (!("postgres" in parsed)) throw new Error(`${pattern}: ${parsed.problem}`);
      const started = performance.now();
      await sql`select count(*) from generate_series(1, 20) n where (${"ab".repeat(512)}::text || n) ~ ${parsed.postgres}`.execute(
        ctx.db,
      );
      expect(performance.now() - started, pattern).toBeLessThan(3000);
    }
  });
});

describe("a flood", () => {
  const filter = { kind: "and", children: [] };
  const columns = [{ kind: "field", name: "phone" }];

  it("of counts leaves the database to the others", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => dashboard("POST", "/segments/count", { filter })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(8);
    expect(refused[0]?.body.error.code).toBe("too_many_counts");
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect((await dashboard("POST", "/segments/count", { filter })).status).toBe(200);
  });

  it("of exports waits for those that run", async () => {
    const ask = () => dashboard("POST", "/exports", { name: "all", source: {}, columns });
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 202, 202, 429, 429, 429]);
    await app.processAll();
    expect((await ask()).status).toBe(202);
    await app.processAll();
  });

  it("of objects to a slow database is refused before it fills the memory; what was taken is written", async () => {
    const batches = createTrackBatches(ctx.db, 20);
    const object = (n: number) => ({
      array: "attributes" as const,
      index: 0,
      write: { identifier: { kind: "external_id" as const, value: `f${n}` } },
      subscriptions: [],
      event: null,
    });
    const calls = Array.from({ length: 40 }, (_, n) =>
      batches.track(workspaceId, { objects: [object(n)], actor: "system", at: ctx.clock.now() }),
    );
    const settled = await Promise.allSettled(calls);
    const written = settled.filter((one) => one.status === "fulfilled").length;
    expect(written).toBeGreaterThanOrEqual(20);
    expect(settled.find((one) => one.status === "rejected")?.reason).toMatchObject({
      code: "too_busy",
      status: 503,
    });
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from contacts where workspace_id = ${workspaceId}`.execute(ctx.db);
    expect(rows[0]?.n).toBe(written);
  });
});

describe("addresses of an API key", () => {
  it.each([
    "203.0.113.7/",
    "203.0.113.7/ ",
    "203.0.113.0/24/8",
    "203.0.113.0/1e1",
    "203.0.113.0/-1",
    "203.0.113.0/33",
    "/24",
    "::1/129",
  ])("are refused where they do not say what was meant: %j", async (entry) => {
    const { status, body } = await dashboard("POST", "/api-keys", {
      name: "k",
      permissions: ["users.track"],
      allowedIps: [entry],
    });
    expect([status, body.error?.code]).toEqual([400, "invalid_input"]);
  });

  it("hold for a key that is changed, at once, in every way to write an address", async () => {
    const { body: key } = await dashboard("POST", "/api-keys", {
      name: "k",
      permissions: ["users.track"],
      allowedIps: ["203.0.113.0/24"],
    });
    const from = async (remoteAddress: string) =>
      (
        await app.server.inject({
          method: "POST",
          url: "/users/track",
          remoteAddress,
          headers: { authorization: `Bearer ${key.key}` },
          payload: { attributes: [{ external_id: "x" }] },
        })
      ).statusCode;
    expect(await from("203.0.113.9")).toBe(201);
    expect(await from("::ffff:203.0.113.9")).toBe(201);
    expect(await from("::ffff:203.0.114.9")).toBe(401);
    expect(await from("203.0.114.9")).toBe(401);
    await dashboard("PATCH", `/api-keys/${key.id}`, { allowedIps: ["2001:db8::/32"] });
    expect(await from("203.0.113.9")).toBe(401);
    expect(await from("2001:db8::7")).toBe(201);
    await dashboard("PATCH", `/api-keys/${key.id}`, { permissions: ["events.list"] });
    expect(await from("2001:db8::7")).toBe(401);
  });
});

describe("a public form", () => {
  const origin = "https://shop.example";

  async function aForm(): Promise<string> {
    const { subscriptionGroupId } = await aNumber(ctx, workspaceId);
    const texts = {
      title: "News",
      intro: "",
      consent: "I agree to get news of Loja Aurora on WhatsApp.",
      message: "Please confirm me",
      done: "",
      thankYou: "",
    };
    const { body } = await dashboard("POST", "/opt-in-forms", {
      name: "Footer",
      subscriptionGroupId,
      way: "person_writes",
      settings: {
        texts: { en: texts },
        defaultLanguage: "en",
        fields: [{ kind: "phone", required: true }],
        accent: "#0f766e",
        theme: "auto",
        origins: [origin],
        redirectUrl: "",
        templateId: null,
        variables: {},
        yesButton: null,
        templatesPerDay: 3,
        expiryDays: 3,
      },
    });
    return new URL(body.url).pathname;
  }

  const send = (
    url: string,
    remoteAddress: string,
    change: object = {},
    headers: Record<string, string> = {},
  ) =>
    app.server.inject({
      method: "POST",
      url,
      remoteAddress,
      headers: { origin, ...headers },
      payload: {
        answers: { phone: "+5511987650001" },
        consent: true,
        consentVersion: 1,
        language: "en",
        ...change,
      },
    });

  it.each(["constructor", "toString", "hasOwnProperty", "xx"])(
    "keeps the words that were agreed to, whatever language is claimed: %s",
    async (language) => {
      expect((await send(await aForm(), "10.7.0.1", { language })).statusCode).toBe(200);
      const { rows } = await sql<{ consent: object }>`
        select consent from opt_in_requests where workspace_id = ${workspaceId}`.execute(ctx.db);
      expect(rows).toMatchObject([{ consent: { language: "en", text: expect.stringContaining("I agree") } }]);
    },
  );

  it("counts the address that was connected from, not the one that is claimed", async () => {
    const url = await aForm();
    const answers = [];
    for (let n = 0; n < 14; n++)
      answers.push((await send(url, "10.7.0.2", {}, { "x-forwarded-for": `203.0.113.${n}` })).statusCode);
    expect(answers.filter((status) => status === 429)).toHaveLength(2);
  });
});
