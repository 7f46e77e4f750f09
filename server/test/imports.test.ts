import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { importJobs } from "../src/contacts/contacts.ts";
import { drainJobs } from "../src/lib/jobs.ts";
import { countSegment } from "../src/segments/segments.ts";
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

const errorsFile = (id: string, language = "en") =>
  app.server.inject({ url: path(`/${id}/errors.csv?language=${language}`), headers: { cookie } });

/** Uploads, maps as suggested, runs to the end and returns the import as it is then. */
async function imported(csv: string | Buffer, change: { mapping?: object; options?: object } = {}) {
  const { body } = await upload(csv);
  const mapping = { ...body.preview.suggestedMapping, ...change.mapping };
  const options = { defaultCountry: "BR", ...change.options };
  const started = await call("PUT", `/${body.id}/start`, { mapping, options });
  if (started.status !== 202) throw new Error(JSON.stringify(started.body));
  await drain();
  return (await call("GET", `/${body.id}`)).body;
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
      listName: "Feira de novembro",
    };
    const started = await call("PUT", `/${id}/start`, { mapping, options });
    expect(started).toMatchObject({ status: 202, body: { state: "running" } });
    await drain();
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      state: "completed",
      totalRows: 5,
      processedRows: 5,
      createdContacts: 2,
      updatedContacts: 0,
      repeatedRows: 1,
      failedRows: 2,
      progress: 1,
      errorCode: null,
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
    const list = { kind: "import", list: "Feira de novembro" } as const;
    expect(await countSegment(ctx.db, workspaceId, list, clock.now())).toBe(2);
    const states = await ctx.db
      .selectFrom("subscriptionStates")
      .select(["state", "source"])
      .where("workspaceId", "=", workspaceId)
      .execute();
    expect(states).toEqual(Array.from({ length: 2 }, () => ({ state: "subscribed", source: "import" })));
    const errors = await call("GET", `/${id}/errors`);
    expect(errors.body.items).toMatchObject([
      { rowNumber: 3, columnName: "Pontos", value: "muitos", code: "not_number" },
      { rowNumber: 3, columnName: "E-mail", value: "nao-e-email", code: "invalid_email" },
      { rowNumber: 3, columnName: "Celular", value: "12", code: "invalid_phone", params: { value: "12" } },
      { rowNumber: 4, columnName: null, code: "no_identifier" },
    ]);
    const first = await call("GET", `/${id}/errors?limit=3`);
    const second = await call("GET", `/${id}/errors?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body.items).toMatchObject([{ rowNumber: 4 }]);
    const file = await errorsFile(id, "pt-BR");
    expect(file.headers["content-disposition"]).toContain("attachment");
    const lines = file.body.split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      "\uFEFFLinha no arquivo,Coluna com erro,Valor com erro,O que corrigir,Código,Nome,Celular,E-mail,Pontos,Plano",
    );
    expect(lines[1]).toContain("3,Pontos; E-mail; Celular,muitos; nao-e-email; 12,");
    expect(lines[1]).toContain(",3,Quebrado,12,nao-e-email,muitos,gold");
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
      options: { defaultCountry: "BR" },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.map((detail: { code: string }) => detail.code)).toEqual([
      "no_identifier",
      "attribute_unnamed",
    ]);
    expect((await call("GET", `/${body.id}`)).body.state).toBe("uploaded");
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
  const rows = 12_000;
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
        if (name === "transaction" && ++transactions === 2) throw new Error("connection lost");
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await expect(job?.handler({ ...ctx, db }, { importId: id })).rejects.toThrow("connection lost");
    expect((await call("GET", `/${id}`)).body).toMatchObject({
      state: "running",
      totalRows: null,
      processedRows: 5000,
    });
    expect(await contactCount()).toBe(5000);
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
    expect((await call("GET", `/${id}`)).body).toMatchObject({ state: "canceled", processedRows: 5000 });
    expect(await contactCount()).toBe(5000);
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

describe("what is done with rows", () => {
  const people = async () => {
    const { rows } = await sql`
      select external_id, first_name, phone, email, attributes from contacts where workspace_id = ${workspaceId}
      order by external_id`.execute(ctx.db);
    return rows;
  };

  it("is told apart: created, updated, unchanged, repeated", async () => {
    const csv = "id,nome,plano\n1,Ana,gold\n2,Rui,silver\n";
    expect(await imported(csv)).toMatchObject({
      createdContacts: 2,
      updatedContacts: 0,
      unchangedContacts: 0,
    });
    expect(await imported(csv)).toMatchObject({
      createdContacts: 0,
      updatedContacts: 0,
      unchangedContacts: 2,
    });
    expect(await imported("id,nome,plano\n1,Ana,blue\n2,Rui,\n3,Eva,\n3,Eva Maria,\n")).toMatchObject({
      processedRows: 4,
      createdContacts: 1,
      updatedContacts: 1,
      unchangedContacts: 1,
      repeatedRows: 1,
    });
    expect((await people()).at(-1)).toMatchObject({ externalId: "3", firstName: "Eva Maria" });
  });

  it("follows the mode and what empty cells mean", async () => {
    await imported("id,nome,plano\n1,Ana,gold\n");
    const csv = "id,nome,plano\n1,,\n2,Rui,\n2,Raul,\n";
    expect(await imported(csv, { options: { mode: "update" } })).toMatchObject({
      createdContacts: 0,
      unchangedContacts: 1,
      skippedRows: 2,
    });
    expect(await imported(csv, { options: { mode: "create" } })).toMatchObject({
      createdContacts: 1,
      skippedRows: 2,
    });
    expect(await people()).toMatchObject([
      { firstName: "Ana", attributes: { plano: "gold" } },
      { firstName: "Rui", attributes: {} },
    ]);
    await imported(csv, { options: { emptyCells: "clear" } });
    expect(await people()).toMatchObject([
      { externalId: "1", firstName: null, attributes: {} },
      { firstName: "Raul" },
    ]);
  });

  it("finds contacts by the column chosen, an alias too, and takes states and values of every type from columns", async () => {
    const csv = [
      "crm;fone;aceita;tags;endereco;pets",
      'c-1;(11) 98888-0001;Inscrito;a|b;"{""city"":""Recife""}";"[{""name"":""Rex""}]"',
      "c-2;11988880002;descadastrada;;;",
      "c-3;11988880003;talvez;;;",
    ].join("\n");
    const done = await imported(csv, {
      mapping: {
        crm: { target: "alias", label: "crm" },
        aceita: { target: "subscription", subscriptionGroupId },
        tags: { target: "attribute", attribute: "tags", type: "array", separator: "|" },
        endereco: { target: "attribute", attribute: "endereco", type: "object" },
        pets: { target: "attribute", attribute: "pets", type: "object_array" },
      },
      options: { findBy: "alias" },
    });
    expect(done).toMatchObject({ createdContacts: 2, failedRows: 1 });
    const { rows } = await sql`
      select c.phone, c.attributes, s.state from contacts c
      join subscription_states s on s.workspace_id = c.workspace_id and s.bucket = c.bucket and s.contact_id = c.id
      where c.workspace_id = ${workspaceId} order by c.phone`.execute(ctx.db);
    expect(rows).toEqual([
      {
        phone: "+5511988880001",
        state: "subscribed",
        attributes: { tags: ["a", "b"], endereco: { city: "Recife" }, pets: [{ name: "Rex" }] },
      },
      { phone: "+5511988880002", state: "unsubscribed", attributes: {} },
    ]);
    const again = await imported("crm,nome\nc-2,Bia\n", {
      mapping: { crm: { target: "alias", label: "crm" } },
      options: { findBy: "alias" },
    });
    expect(again).toMatchObject({ createdContacts: 0, updatedContacts: 1 });
  });

  it("says what identifiers and types refuse, and takes the corrected file of errors", async () => {
    await imported("id,email,pontos\n1,a@example.com,5\n");
    await imported("id,crm\n2,k\n", { mapping: { crm: { target: "alias", label: "crm" } } });
    const done = await imported("id,crm,fone\n3,k,+5511988887777\n4,m,123\n", {
      mapping: { crm: { target: "alias", label: "crm" } },
    });
    expect(done).toMatchObject({ createdContacts: 0, failedRows: 2 });
    const errors = await call("GET", `/${done.id}/errors`);
    expect(errors.body.items).toMatchObject([
      { rowNumber: 1, columnName: "crm", code: "identifier_taken" },
      { rowNumber: 2, columnName: "fone", code: "invalid_phone" },
    ]);
    const file = (await errorsFile(done.id, "es")).body;
    expect(file).toContain("'+5511988887777");
    const corrected = file.replace(",k,'", ",n,'").replace(/,123\r\n$/, ",11 98888-7778\r\n");
    expect(await imported(corrected, { mapping: { crm: { target: "alias", label: "crm" } } })).toMatchObject({
      createdContacts: 2,
      failedRows: 0,
    });
    expect(await people()).toMatchObject([{}, {}, { phone: "+5511988887777" }, { phone: "+5511988887778" }]);
  });

  it("keeps what was read before a row that cannot be", async () => {
    const done = await imported('id,nome\n1,Ana\n2,"never closed\n3,Rui\n');
    expect(done).toMatchObject({
      state: "failed",
      errorCode: "quote_not_closed",
      errorParams: { row: 2 },
      createdContacts: 1,
    });
  });
});

describe("a dry run", () => {
  const csv =
    "id,nome,pontos,plano\n1,Ana,5,gold\n2,Rui,seis,gold\n3,Eva,7,gold\n3,Eva,8,gold\n9,Zé,1,blue\n";

  it("finds the same as the import, writes nothing, and the file is imported after it", async () => {
    await imported("id,nome,plano\n1,Ana,gold\n9,Zé,red\n");
    const { body } = await upload(gzipSync(csv), "people.csv.gz");
    const mapping = {
      ...body.preview.suggestedMapping,
      pontos: { target: "attribute", attribute: "pontos", type: "number" },
    };
    const input = { mapping, options: { defaultCountry: "BR", listName: "Feira" } };
    expect(await call("PUT", `/${body.id}/check`, input)).toMatchObject({
      status: 202,
      body: { state: "checking" },
    });
    await drain();
    const checked = (await call("GET", `/${body.id}`)).body;
    const expected = {
      processedRows: 5,
      createdContacts: 1,
      updatedContacts: 2,
      unchangedContacts: 0,
      repeatedRows: 1,
      failedRows: 1,
    };
    expect(checked).toMatchObject({ state: "checked", totalRows: 5, dryRun: expected, processedRows: 0 });
    expect((await call("GET", `/${body.id}/errors`)).body.items).toMatchObject([
      { rowNumber: 2, code: "not_number" },
    ]);
    expect(await contactCount()).toBe(2);
    const types = await sql<{ name: string }>`
      select name from attribute_definitions where workspace_id = ${workspaceId}`.execute(ctx.db);
    expect(types.rows).toEqual([{ name: "plano" }]);
    await call("PUT", `/${body.id}/start`, input);
    await drain();
    expect((await call("GET", `/${body.id}`)).body).toMatchObject({ state: "completed", ...expected });
    expect((await call("GET", `/${body.id}/errors`)).body.items).toHaveLength(1);
  });

  it("that is stopped leaves the file ready", async () => {
    const { body } = await upload(csv);
    const input = { mapping: body.preview.suggestedMapping, options: { defaultCountry: "BR" } };
    await call("PUT", `/${body.id}/check`, input);
    expect((await call("POST", `/${body.id}/cancel`)).body).toMatchObject({ state: "uploaded" });
    await drain();
    expect((await call("PUT", `/${body.id}/start`, input)).status).toBe(202);
  });
});

describe("uploads", () => {
  it("propose the mapping of an earlier import of the same columns", async () => {
    const mapping = { nota: { target: "attribute", attribute: "observation", type: "string" } };
    const earlier = await imported("email,nota\na@example.com,x\n", { mapping, options: { mode: "create" } });
    const { body } = await upload("nota,email\ny,b@example.com\n");
    expect(body.preview.suggestedMapping).toMatchObject({ ...mapping, email: { target: "email" } });
    expect(body.preview.suggestedFrom).toMatchObject({ id: earlier.id, options: { mode: "create" } });
    expect((await upload("nota,email,mais\ny,b@example.com,z\n")).body.preview.suggestedFrom).toBeNull();
  });

  it("can be taken up later, are found by name and state, and go after a week", async () => {
    const { body } = await upload("email\na@example.com\n", "lista-sp.csv");
    await imported("email\nb@example.com\n");
    expect((await call("GET", `/${body.id}/preview`)).body).toMatchObject({ headers: ["email"] });
    expect((await call("GET", "?q=LISTA")).body.items).toMatchObject([{ id: body.id }]);
    expect((await call("GET", "?state=uploaded")).body.items).toMatchObject([{ id: body.id }]);
    const clean = importJobs.find((job) => job.name === "contacts.imports_clean");
    await clean?.handler(ctx, {});
    expect((await call("GET", `/${body.id}`)).body.state).toBe("uploaded");
    clock.advance(8 * 86_400_000);
    await clean?.handler(ctx, {});
    expect((await call("GET", `/${body.id}`)).body).toMatchObject({
      state: "canceled",
      errorCode: "upload_expired",
    });
    expect((await call("GET", `/${body.id}/preview`)).status).toBe(409);
  });

  it("that do not end well leave nothing behind", async () => {
    expect(await upload(gzipSync("id\n1\n").subarray(0, 12))).toMatchObject({
      status: 400,
      body: { error: { code: "file_damaged" } },
    });
    const { rows } = await sql`select 1 from imports where workspace_id = ${workspaceId}`.execute(ctx.db);
    expect(rows).toEqual([]);
  });
});
