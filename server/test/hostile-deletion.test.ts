/**
 * A person who has been through everything is deleted: afterwards every table, every stored file and the log are searched for
 * what was known of them. The mark "q7x" stands in everything that is theirs but the phone.
 */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { SECRET_HEADER } from "../src/connectors/infobip/signature.ts";
import { createHttpClient } from "../src/lib/http.ts";
import { addMember } from "../src/workspaces/workspaces.ts";
import { aBearer, aSession, aWorkspace } from "./factories.ts";
import { filesWith, rowsWith } from "./forgotten.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox, launch, type Road } from "./road.ts";

const sandbox = await aSandbox();
const real = createHttpClient();
const png = Buffer.concat([
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  Buffer.from("file-q7x"),
]);
const http = {
  ...real,
  download: async () => ({ status: 200, headers: { "content-type": "image/png" }, bytes: png }),
};
const { app, ctx, clock, logLines } = await createTestApp(allowing(sandbox), { http });
const person = await aSession(app, (await aWorkspace(ctx)).id);
const site = "https://shop.example";
const image = {
  type: "IMAGE",
  caption: "caption-q7x",
  url: `http://127.0.0.1:${sandbox.port}/whatsapp/1/senders/1/media/a`,
};

interface Place extends Road {
  readonly bearer: string;
}

async function aPlace(): Promise<Place> {
  const road = await aRoad(ctx, sandbox);
  await addMember(ctx.db, road.workspaceId, person.personId, "owner");
  const bearer = await aBearer(ctx, road.workspaceId, [
    "users.track",
    "users.alias.new",
    "users.delete",
    "messages.send",
    "users.export.segment",
    "subscription.status.set",
  ]);
  return { ...road, bearer };
}

async function dashboard(
  place: Place,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  payload?: object,
) {
  const response = await app.server.inject({
    method,
    url: `/api/v1/workspaces/${place.workspaceId}${path}`,
    headers: { cookie: person.cookie },
    ...(payload ? { payload } : {}),
  });
  if (response.statusCode >= 300)
    throw new Error(`${method} ${path}: ${response.statusCode} ${response.body}`);
  return response.body === "" ? {} : response.json();
}

async function rest(place: Place, url: string, payload: object) {
  const response = await app.server.inject({
    method: "POST",
    url,
    headers: { authorization: place.bearer },
    payload,
  });
  if (response.statusCode >= 300) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
  return response.json();
}

async function write(place: Place, from: string, message: object): Promise<void> {
  const response = await app.server.inject({
    method: "POST",
    url: `/webhooks/infobip/${place.webhookToken}`,
    headers: { "content-type": "application/json", [SECRET_HEADER]: "webhook-secret" },
    payload: JSON.stringify({
      results: [
        {
          from: from.slice(1),
          to: place.phone.slice(1),
          integrationType: "WHATSAPP",
          receivedAt: ctx.clock.now().toISOString(),
          messageId: `wamid.q7x.${Math.random()}`,
          message,
          contact: {
            name: "Maristela q7x",
            phoneNumber: from.slice(1),
            userId: `bsuid-q7x-${from.slice(-4)}`,
          },
          price: { pricePerMessage: 0, currency: "BRL" },
        },
      ],
    }),
  });
  expect(response.statusCode).toBe(200);
  await app.processAll();
}

async function importFile(place: Place, phone: string): Promise<void> {
  const csv = `phone,external_id,email,first_name,born\n${phone},ext-q7x,q7x@example.com,Maristela q7x,1990-01-01\n${phone.slice(1)},ext-q7x,not-a-mail,Maristela,1990-01-01\n`;
  const boundary = "----ponte";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  const response = await app.server.inject({
    method: "POST",
    url: `/api/v1/workspaces/${place.workspaceId}/imports`,
    headers: { cookie: person.cookie, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`${head}${csv}\r\n--${boundary}--\r\n`),
  });
  const { id, preview } = response.json();
  await dashboard(place, "PUT", `/imports/${id}/start`, {
    mapping: preview.suggestedMapping,
    options: { defaultCountry: "BR", listName: "spring" },
  });
  await app.processAll();
}

async function fillForm(place: Place, phone: string): Promise<string> {
  const texts = {
    title: "News",
    intro: "",
    consent: "I agree to get news of Loja Aurora on WhatsApp.",
    message: "Please confirm me",
    done: "",
    thankYou: "Thanks {{${first_name}}}",
  };
  const { url } = await dashboard(place, "POST", "/opt-in-forms", {
    name: "Footer",
    subscriptionGroupId: place.subscriptionGroupId,
    way: "person_writes",
    settings: {
      texts: { en: texts },
      defaultLanguage: "en",
      fields: [
        { kind: "phone", required: true },
        { kind: "firstName", required: false },
      ],
      accent: "#0f766e",
      theme: "auto",
      origins: [site],
      redirectUrl: "",
      templateId: null,
      variables: {},
      yesButton: null,
      templatesPerDay: 3,
      expiryDays: 3,
    },
  });
  const answer = await app.server.inject({
    method: "POST",
    url: new URL(url).pathname,
    headers: { origin: site },
    payload: {
      answers: { phone, firstName: "Maristela q7x" },
      consent: true,
      consentVersion: 1,
      language: "en",
    },
  });
  expect(answer.statusCode).toBe(200);
  return new URL(answer.json().url).searchParams.get("text") ?? "";
}

/** Everything that Ponte can learn of a person; resolves to the contact's id. */
async function aLife(place: Place, phone: string): Promise<string> {
  await importFile(place, phone);
  await rest(place, "/users/track", {
    attributes: [
      {
        external_id: "ext-q7x",
        home_city: "city-q7x",
        note: "note-q7x",
        tags: ["tag-q7x"],
        pet: { name: "q7x" },
      },
    ],
    events: [
      {
        external_id: "ext-q7x",
        name: "visit",
        time: clock.now().toISOString(),
        id: "key-q7x",
        properties: { page: "q7x" },
      },
    ],
    purchases: [
      {
        external_id: "ext-q7x",
        product_id: "q7x",
        currency: "BRL",
        price: 1,
        time: clock.now().toISOString(),
      },
    ],
  });
  const [found] = (await dashboard(place, "GET", `/contacts?q=${encodeURIComponent(phone)}`)).items;
  const { id } = found;
  await dashboard(place, "PATCH", `/contacts/${id}`, { firstName: "Maristela Zarpellon q7x" });
  await dashboard(place, "POST", `/contacts/${id}/aliases`, { label: "crm-q7x", name: "alias-q7x" });
  await dashboard(place, "PUT", `/contacts/${id}/subscriptions/${place.subscriptionGroupId}`, {
    state: "subscribed",
  });
  await write(place, phone, { type: "TEXT", text: "text-q7x" });
  await write(place, phone, image);
  // Somebody else who turns out to be the same person.
  await write(place, "+5511987009009", { type: "TEXT", text: "other text q7x" });
  const [other] = (await dashboard(place, "GET", "/contacts?q=%2B5511987009009")).items;
  await dashboard(place, "PATCH", `/contacts/${other.id}`, { lastName: "Other q7x" });
  await dashboard(place, "POST", `/contacts/${other.id}/merge`, { intoId: id });
  await launch(ctx, place);
  await app.processAll();
  await rest(place, "/messages/send", {
    external_user_ids: ["ext-q7x"],
    messages: {
      whats_app: {
        subscription_group_id: place.subscriptionGroupId,
        message_type: "text_response_message",
        message: { body: "Hi {{${first_name}}}" },
      },
    },
  });
  await app.processAll();
  await dashboard(place, "POST", "/exports", {
    name: "one person",
    source: { q: phone },
    columns: [{ kind: "field", name: "phone" }],
  });
  await app.processAll();
  return id;
}

const phones = ["+5511987123987", "+5511987123988", "+5511987123989"];
/** The digits as people and providers write them. */
const left = /q7x|98712-?398[789]|987009009/i;

async function later(): Promise<void> {
  await app.processAll();
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(ctx.db);
  clock.advance(130_000);
  await app.processAll();
}

/** Exported files are kept for their week: docs/contacts.md. */
async function expectForgotten(before: number): Promise<void> {
  expect(before).toBeGreaterThan(15);
  expect(await rowsWith(ctx, left)).toEqual([]);
  expect(filesWith(ctx, left).filter((name) => !name.includes("contact-exports"))).toEqual([]);
  expect(logLines.filter((line) => left.test(line))).toEqual([]);
}

it("a deletion on the profile leaves nothing of a person", async () => {
  const place = await aPlace();
  const id = await aLife(place, phones[0] ?? "");
  await fillForm(place, phones[0] ?? "");
  const before = (await rowsWith(ctx, left)).length;
  expect(filesWith(ctx, left).length).toBeGreaterThan(1);
  await dashboard(place, "DELETE", `/contacts/${id}`);
  await later();
  await expectForgotten(before);
});

it("a deletion of many in the list leaves nothing either", async () => {
  const place = await aPlace();
  const id = await aLife(place, phones[1] ?? "");
  const before = (await rowsWith(ctx, left)).length;
  await dashboard(place, "POST", "/contacts/bulk", { action: "delete", ids: [id] });
  await later();
  await expectForgotten(before);
  const { rows } = await sql`
    select action from audit_entries where workspace_id = ${place.workspaceId} and subject = ${id} and action = 'contact.deleted'`.execute(
    ctx.db,
  );
  expect(rows).toHaveLength(1);
});

it("nor does a deletion through the API", async () => {
  const place = await aPlace();
  await aLife(place, phones[2] ?? "");
  const code = await fillForm(place, phones[2] ?? "");
  await write(place, phones[2] ?? "", { type: "TEXT", text: `q7x ${code}` });
  const before = (await rowsWith(ctx, left)).length;
  await rest(place, "/users/delete", { external_ids: ["ext-q7x"] });
  await later();
  await expectForgotten(before);
});
