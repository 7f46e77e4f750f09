/** Merging, deleting, exporting and aliases in the dashboard's API. */
import { beforeAll, expect, it } from "vitest";
import { recordEvents, setSubscriptionStates, writeContacts } from "../src/contacts/contacts.ts";
import { canonicalPhone } from "../src/contacts/identity/phone.ts";
import type { Role } from "../src/lib/permissions.ts";
import { aNumber, aSession, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { expectSoundIdentities } from "./identity-world.ts";

const { app, ctx } = await createTestApp();
let workspaceId = "";
let number = "";
const cookies = new Map<Role, string>();

beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
  number = (await aNumber(ctx, workspaceId)).subscriptionGroupId;
  for (const role of ["owner", "viewer"] as const)
    cookies.set(role, (await aSession(app, workspaceId, role)).cookie);
});

async function call(
  method: "GET" | "POST" | "DELETE",
  url: string,
  payload?: object,
  role: Role = "owner",
  of = workspaceId,
) {
  const response = await app.server.inject({
    method,
    url: `/api/v1/workspaces/${of}/contacts/${url}`,
    headers: { cookie: cookies.get(role) ?? "" },
    ...(payload ? { payload } : {}),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body === "" ? null : response.json(),
  };
}

async function aContact(fields: Record<string, string | null>, city?: string): Promise<string> {
  const [made] = await writeContacts(
    ctx.db,
    workspaceId,
    [
      {
        identifier: null,
        fields,
        ...(city ? { attributes: { city: { kind: "set", type: "string", value: city } as const } } : {}),
      },
    ],
    { at: ctx.clock.now() },
  );
  return made?.id ?? "";
}

it("shows a merge before it is done, field by field, and then does just that", async () => {
  const kept = await aContact({ externalId: "k", firstName: "Ana" });
  const merged = await aContact(
    { firstName: "Aninha", phone: canonicalPhone("11988881234", "BR") },
    "Recife",
  );
  await setSubscriptionStates(
    ctx.db,
    workspaceId,
    [{ contactId: merged, subscriptionGroupId: number, state: "subscribed" }],
    { source: "api", at: ctx.clock.now() },
  );
  await recordEvents(ctx.db, workspaceId, [
    { contactId: merged, name: "visit", occurredAt: ctx.clock.now() },
  ]);
  const shown = await call("POST", `${merged}/merge`, { intoId: kept, preview: true });
  expect(shown).toMatchObject({
    status: 200,
    body: {
      merged: false,
      contactId: kept,
      fields: [
        { name: "externalId", kept: "k", merged: null, from: "kept", value: "k" },
        { name: "firstName", kept: "Ana", merged: "Aninha", from: "kept", value: "Ana" },
        { name: "phone", kept: null, merged: "+5511988881234", from: "merged", value: "+5511988881234" },
      ],
      attributes: [{ name: "city", from: "merged", value: "Recife" }],
      subscriptions: [
        {
          subscriptionGroupId: number,
          kept: null,
          merged: { state: "subscribed" },
          from: "merged",
          state: "subscribed",
        },
      ],
      moves: { events: 1, sends: 0, subscriptions: 1 },
    },
  });
  expect((await call("GET", merged)).status).toBe(200);
  const done = await call("POST", `${merged}/merge`, { intoId: kept });
  expect(done.body).toEqual({ ...shown.body, merged: true });
  expect((await call("GET", merged)).body).toMatchObject({ id: kept.split("/").at(-1) });
  expect((await call("GET", kept)).body).toMatchObject({
    firstName: "Ana",
    phone: "+5511988881234",
    attributes: { city: "Recife" },
  });
  await expectSoundIdentities(ctx, workspaceId);
});

it("refuses to merge a contact into itself, into nobody, into another workspace's, or by who may not", async () => {
  const [one, two] = [await aContact({}), await aContact({})];
  expect(await call("POST", `${one}/merge`, { intoId: one })).toMatchObject({
    status: 400,
    body: { error: { code: "same_contact" } },
  });
  expect((await call("POST", `${one}/merge`, { intoId: one.toUpperCase() })).status).toBe(400);
  expect(
    (await call("POST", `${one}/merge`, { intoId: "019a0000-0000-7000-8000-000000000000" })).status,
  ).toBe(404);
  expect((await call("POST", `${one}/merge`, { intoId: two }, "viewer")).status).toBe(403);
  const other = (await aWorkspace(ctx)).id;
  const [theirs] = await writeContacts(ctx.db, other, [{ identifier: null, fields: { firstName: "X" } }], {
    at: ctx.clock.now(),
  });
  expect((await call("POST", `${one}/merge`, { intoId: theirs?.id ?? "" })).status).toBe(404);
  expect((await call("POST", `${theirs?.id}/merge`, { intoId: one })).status).toBe(404);
  expect((await call("GET", `${theirs?.id}/export`)).status).toBe(404);
  expect((await call("GET", `${theirs?.id}/deletion-consequences`)).status).toBe(404);
});

it("exports everything about one person, and leaves nothing of it behind a deletion", async () => {
  const id = await aContact({ externalId: "x", firstName: "Bia", email: "bia@example.com" }, "Natal");
  await setSubscriptionStates(
    ctx.db,
    workspaceId,
    [{ contactId: id, subscriptionGroupId: number, state: "subscribed" }],
    { source: "api", at: ctx.clock.now() },
  );
  await recordEvents(
    ctx.db,
    workspaceId,
    Array.from({ length: 1201 }, (_, n) => ({
      contactId: id,
      name: "visit",
      occurredAt: ctx.clock.now(),
      properties: { n },
    })),
  );
  await call("POST", `${id}/aliases`, { label: "crm", name: "7" });
  const file = await call("GET", `${id}/export`);
  expect(file.headers["content-disposition"]).toContain(`contact-${id}.json`);
  expect(file.body).toMatchObject({
    contact: {
      id,
      firstName: "Bia",
      attributes: { city: "Natal" },
      aliases: [{ label: "crm", name: "7" }],
      formerIds: [],
    },
    consent: [{ state: "subscribed", source: "api" }],
    messages: [],
  });
  expect(
    new Set(file.body.events.map((event: { properties: { n: number } }) => event.properties.n)).size,
  ).toBe(1201);
  expect(file.body.audit.map((entry: { action: string }) => entry.action)).toEqual([
    "contact.exported",
    "contact.alias_added",
  ]);
  expect((await call("GET", `${id}/export`, undefined, "viewer")).status).toBe(403);
  expect((await call("GET", `${id}/deletion-consequences`)).body).toEqual({
    events: 1201,
    sends: 0,
    waiting: 0,
    received: 0,
    files: 0,
    subscriptions: 1,
  });
  expect((await call("DELETE", id)).status).toBe(204);
  expect((await call("DELETE", id)).status).toBe(404);
  const { rows } = await ctx.pool.query(
    "select action, details from audit_entries where workspace_id = $1 and subject = $2",
    [workspaceId, id],
  );
  expect(rows.every((row) => JSON.stringify(row.details) === "{}")).toBe(true);
  await expectSoundIdentities(ctx, workspaceId);
});

it("adds and removes aliases, and says whose they are", async () => {
  const [one, two] = [await aContact({}), await aContact({})];
  expect((await call("POST", `${one}/aliases`, { label: "shop", name: "ção & 1" })).body).toEqual({
    items: [{ label: "shop", name: "ção & 1" }],
  });
  expect(await call("POST", `${two}/aliases`, { label: "shop", name: "ção & 1" })).toMatchObject({
    status: 400,
    body: { error: { details: [{ code: "identifier_taken" }] } },
  });
  expect((await call("POST", `${one}/aliases`, { label: "shop", name: "a\0b" })).status).toBe(400);
  expect((await call("POST", `${one}/aliases`, { label: "", name: "x" })).status).toBe(400);
  expect((await call("POST", `${one}/aliases`, { label: "l", name: "n".repeat(256) })).status).toBe(400);
  const address = `aliases?label=shop&name=${encodeURIComponent("ção & 1")}`;
  expect((await call("DELETE", `${two}/${address}`)).status).toBe(404);
  expect((await call("DELETE", `${one}/${address}`)).body).toEqual({ items: [] });
});
