/** Blue ticks and "typing…": asked of the provider for the right chat, once, by people who may answer. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { SECRET_HEADER } from "../src/connectors/infobip/signature.ts";
import { createHttpClient, type HttpRequest } from "../src/lib/http.ts";
import { aSession } from "./factories.ts";
import { createTestApp } from "./harness.ts";
import { allowing, aRoad, aSandbox } from "./road.ts";

const sandbox = await aSandbox();
const real = createHttpClient();
const asked: HttpRequest[] = [];
const { app, ctx } = await createTestApp(allowing(sandbox), {
  http: {
    ...real,
    send: (call) => {
      asked.push(call);
      return real.send(call);
    },
  },
});

it("marks what a person wrote as read once, and shows that an answer is typed", async () => {
  const road = await aRoad(ctx, sandbox);
  const phone = "5511961230001";
  await road.control("POST", "/control/phones", { number: phone, name: "Caio" });
  for (const text of ["oi", "tudo bem?"])
    await road.control("POST", `/control/phones/${phone}/messages`, {
      sender: road.phone.slice(1),
      kind: "text",
      text,
    });
  const messages = await road.control<{ id: string }[]>(
    "GET",
    `/control/phones/${phone}/messages?sender=${road.phone.slice(1)}`,
  );
  for (const { id } of messages) {
    const response = await app.server.inject({
      method: "POST",
      url: `/webhooks/infobip/${road.webhookToken}`,
      headers: { "content-type": "application/json", [SECRET_HEADER]: "webhook-secret" },
      payload: JSON.stringify({
        results: [
          {
            from: phone,
            to: road.phone.slice(1),
            integrationType: "WHATSAPP",
            receivedAt: new Date().toISOString(),
            messageId: id,
            message: { type: "TEXT", text: "oi" },
            contact: { phoneNumber: phone },
            price: { pricePerMessage: 0, currency: "BRL" },
          },
        ],
      }),
    });
    expect(response.statusCode).toBe(200);
  }
  await app.processAll();
  const { rows } = await sql<{ id: string; contactId: string }>`
    select id, contact_id from inbound_messages where workspace_id = ${road.workspaceId} order by id`.execute(
    ctx.db,
  );
  const last = rows.at(-1);
  const { slug } = await ctx.db
    .selectFrom("workspaces")
    .select("slug")
    .where("id", "=", road.workspaceId)
    .executeTakeFirstOrThrow();
  const call = async (method: "PUT" | "POST", what: string, cookie: string) =>
    app.server.inject({
      method,
      url: `/api/v1/workspaces/${slug}/contacts/${last?.contactId}/messages/${last?.id}/${what}`,
      headers: { cookie },
    });

  const viewer = await aSession(app, road.workspaceId, "viewer");
  expect((await call("PUT", "read", viewer.cookie)).statusCode).toBe(403);
  const { cookie } = await aSession(app, road.workspaceId, "marketer");
  asked.length = 0;
  expect((await call("PUT", "read", cookie)).statusCode).toBe(200);
  expect((await call("PUT", "read", cookie)).statusCode).toBe(200);
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
    `/whatsapp/1/senders/${road.phone.slice(1)}/message/${encodeURIComponent(messages.at(-1)?.id ?? "")}/read`,
  ]);
  const { rows: read } = await sql<{ read: boolean }>`
    select read_at is not null as read from inbound_messages where workspace_id = ${road.workspaceId}`.execute(
    ctx.db,
  );
  expect(read).toEqual([{ read: true }, { read: true }]);

  asked.length = 0;
  expect((await call("POST", "typing", cookie)).statusCode).toBe(204);
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual(["/whatsapp/1/events"]);
});
