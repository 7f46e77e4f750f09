import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { importJobs } from "../src/contacts/contacts.ts";
import { drainJobs } from "../src/lib/jobs.ts";
import { countSegment, listSegments } from "../src/segments/segments.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx, clock } = await createTestApp();
let workspaceId = "";
let cookie = "";
let subscriptionGroupId = "";

beforeEach(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  cookie = (await aSession(app, workspaceId)).cookie;
  subscriptionGroupId = (await aNumber(ctx, workspaceId)).subscriptionGroupId;
});

const path = (rest: string) => `/api/v1/workspaces/${workspaceId}/imports${rest}`;

async function call(method: "GET" | "POST" | "PUT", rest: string, body?: object) {
  const response = await app.server.inject({
    method,
    url: path(rest),
    headers: { cookie },
    ...(body ? { payload: body } : {}),
  });
  return { status: response.statusCode, body: response.json() };
}

async function upload(content: string | Buffer, name = "people.csv") {
  const boundary = "----ponte";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`;
  const response = await app.server.inject({
    method: "POST",
    url: path(""),
    headers: { cookie, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: response.statusCode, body: response.json() };
}

const drain = () => drainJobs(ctx, importJobs);

async function contactCount(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts where workspace_id = ${workspaceId}`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

describe("an import", () => {
  it("goes from file to contacts, states, a segment and a list of errors", async () => {
    const csv = [
      "Código;Nome;Celular;E-mail;Pontos;Plano",
      "1;João;(11) 98888-0001;joao@example.com;1.000,5;gold",
      "2;Conceição;11 98888-0002;;;silver",
      "3;Quebrado;12;nao-e-email;muitos;gold",
      ";;;;;",
      ";Sem nada;;;5;",
      "1;João Pedro;;;2;",
    ].join("\r\n");
    const uploaded = await upload(Buffer.from(csv, "latin1"));
    expect(uploaded.status).toBe(201);
    expect(uploaded.body).toMatchObject({ state: "uploaded", fileName: "people.csv", totalRows: null });
    expect(uploaded.body.preview).toMatchObject({
      delimiter: ";",
      headers: ["Código", "Nome", "Celular", "E-mail", "Pontos", "Plano"],
      suggestedMapping: {
        Código: { target: "external_id" },
        Pontos: { target: "attribute", attribute: "pontos" },
      },
    });
    expect(uploaded.body.preview.rows[1][1]).toBe("Conceição");
    const { id, preview } = uploaded.body;
    const mapping = {
      ...preview.suggestedMapping,
      Pontos: { target: "attribute", attribute: "pontos", type: "number" },
    };
    const options = {
      defaultCountry: "BR",
      subscriptionGroupId,
      subscriptionState: "subscribed",
      segmentName: "Feira de novembro",
    };
    const started = await call("PUT", `/${id}/start`, { mapping, options });
    expect(started).toMatchObject({ status: 202, body: { state: "running" } });
    await drain();
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      state: "completed",
      totalRows: 5,
      processedRows: 5,
      createdContacts: 2,
      updatedContacts: 1,
      failedRows: 2,
      error: null,
    });
    const { rows } = await sql`
      select external_id, first_name, phone, attributes from contacts where workspace_id = ${workspaceId}
      order by external_id`.execute(ctx.db);
    expect(rows).toEqual([
      {
        externalId: "1",
        firstName: "João Pedro",
        phone: "+5511988880001",
        attributes: { pontos: 2, plano: "gold", import_lists: ["Feira de novembro"] },
      },
      {
        externalId: "2",
        firstName: "Conceição",
        phone: "+5511988880002",
        attributes: { plano: "silver", import_lists: ["Feira de novembro"] },
      },
    ]);
    const [segment] = await listSegments(ctx.db, workspaceId);
    expect(segment?.name).toBe("Feira de novembro");
    if (segment) expect(await countSegment(ctx.db, workspaceId, segment.filter, clock.now())).toBe(2);
    const states = await ctx.db
      .selectFrom("subscriptionStates")
      .select(["state", "source"])
      .where("workspaceId", "=", workspaceId)
      .execute();
    expect(states).toEqual(Array.from({ length: 2 }, () => ({ state: "subscribed", source: "import" })));
    const errors = await call("GET", `/${id}/errors`);
    expect(errors.body.items).toMatchObject([
      { rowNumber: 3, columnName: "Pontos", value: "muitos" },
      { rowNumber: 3, columnName: "E-mail", value: "nao-e-email" },
      { rowNumber: 3, columnName: "Celular", value: "12" },
      { rowNumber: 4, columnName: null },
    ]);
    const first = await call("GET", `/${id}/errors?limit=3`);
    const second = await call("GET", `/${id}/errors?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body.items).toMatchObject([{ rowNumber: 4 }]);
    const file = await app.server.inject({ url: path(`/${id}/errors.csv`), headers: { cookie } });
    expect(file.headers["content-disposition"]).toContain("attachment");
    expect(file.body.split("\r\n")).toHaveLength(6);
    const left = await ctx.db
      .selectFrom("importChunks")
      .select("number")
      .where("importId", "=", id)
      .execute();
    expect(left).toEqual([]);
    expect((await call("GET", "")).body.items).toMatchObject([{ id }]);
    expect(await call("PUT", `/${id}/start`, { mapping, options: { defaultCountry: "BR" } })).toMatchObject({
      status: 409,
      body: { error: { code: "import_not_startable" } },
    });
  });

  it("says per column what is wrong with the mapping, and starts nothing", async () => {
    const { body } = await upload("nome,idade\nAna,30\n");
    const answer = await call("PUT", `/${body.id}/start`, {
      mapping: { nome: { target: "first_name" }, idade: { target: "attribute" } },
      options: { defaultCountry: "BR", segmentName: "Nope" },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.map((detail: { code: string }) => detail.code)).toEqual([
      "no_identifier",
      "attribute_unnamed",
    ]);
    expect(await listSegments(ctx.db, workspaceId)).toEqual([]);
  });

  it("refuses a file without rows and a request without a file", async () => {
    expect(await upload("nome,fone\n")).toMatchObject({
      status: 400,
      body: { error: { code: "file_empty" } },
    });
    expect(await call("POST", "", {})).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_input" } },
    });
    expect(await upload("")).toMatchObject({ status: 400, body: { error: { code: "file_empty" } } });
  });

  it("can be canceled before it starts", async () => {
    const { body } = await upload("email\na@example.com\n");
    expect(await call("POST", `/${body.id}/cancel`)).toMatchObject({
      status: 200,
      body: { state: "canceled" },
    });
    expect(await call("POST", `/${body.id}/cancel`)).toMatchObject({ status: 409 });
  });
});

describe("a long import", () => {
  const rows = 4500;
  let id = "";

  async function start(): Promise<void> {
    const lines = Array.from({ length: rows }, (_, n) => `c${n},+55119${80_000_000 + n},"linha\n${n}"`);
    const { body } = await upload(`id,phone,note\n${lines.join("\n")}\n`);
    id = body.id;
    await call("PUT", `/${id}/start`, {
      mapping: body.preview.suggestedMapping,
      options: { defaultCountry: "BR" },
    });
  }

  it("commits by batches, and goes on after the last one when it is cut short", async () => {
    await start();
    const [job] = importJobs;
    let transactions = 0;
    // The third batch meets a database that goes away.
    const db = new Proxy(ctx.db, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (name === "transaction" && ++transactions === 3) throw new Error("connection lost");
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await expect(job?.handler({ ...ctx, db }, { importId: id })).rejects.toThrow("connection lost");
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      state: "running",
      totalRows: rows,
      processedRows: 2000,
    });
    expect(await contactCount()).toBe(2000);
    await drain();
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      state: "completed",
      processedRows: rows,
      createdContacts: rows,
      updatedContacts: 0,
      failedRows: 0,
    });
    expect(await contactCount()).toBe(rows);
  });

  it("is read once when two workers read it at the same time", async () => {
    await start();
    const [job] = importJobs;
    await Promise.all([job?.handler(ctx, { importId: id }), job?.handler(ctx, { importId: id })]);
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      state: "completed",
      createdContacts: rows,
      updatedContacts: 0,
    });
    expect(await contactCount()).toBe(rows);
  });

  it("stops when it is canceled, keeping what was read", async () => {
    await start();
    const [job] = importJobs;
    let transactions = 0;
    const db = new Proxy(ctx.db, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (name === "transaction" && ++transactions === 2) {
          return () => ({
            execute: async (work: never) => {
              await call("POST", `/${id}/cancel`);
              return target.transaction().execute(work);
            },
          });
        }
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await job?.handler({ ...ctx, db }, { importId: id });
    expect((await call("GET", `/${id}`)).body).toMatchObject({ state: "canceled", processedRows: 1000 });
    expect(await contactCount()).toBe(1000);
  });

  it("is taken up again when its worker was killed", async () => {
    await start();
    await sql`delete from graphile_worker._private_jobs`.execute(ctx.db);
    const [, resume] = importJobs;
    await resume?.handler(ctx, {});
    await drain();
    expect((await call("GET", `/${id}`)).body.state).toBe("running");
    clock.advance(61_000);
    await resume?.handler(ctx, {});
    await drain();
    expect((await call("GET", `/${id}`)).body.state).toBe("completed");
  });
});
