import { sql } from "kysely";
import { Pool } from "undici";
import { beforeAll, expect, it } from "vitest";
import { aBearer, aWorkspace } from "../../../test/factories.ts";
import { createTestApp } from "../../../test/harness.ts";
import type { TrackCall } from "./track.ts";
import { createTrackBatches } from "./track-batches.ts";
import { parseTracked, type TrackArray, type TrackedObject } from "./track-objects.ts";

const { app, ctx } = await createTestApp();
const batches = createTrackBatches(ctx.db);
const time = "2026-03-01T10:00:00Z";
let workspaceId = "";
beforeAll(async () => {
  workspaceId = (await aWorkspace(ctx)).id;
});

function objectOf(array: TrackArray, raw: Record<string, unknown>): TrackedObject {
  const now = ctx.clock.now();
  const { object, errors } = parseTracked(array, 0, raw, { defaultCountry: "BR", now });
  if (!object) throw new Error(errors[0]?.type);
  return object;
}

function call(...objects: [TrackArray, Record<string, unknown>][]): TrackCall {
  return {
    objects: objects.map(([array, raw]) => objectOf(array, raw)),
    actor: "api-key:1",
    at: ctx.clock.now(),
  };
}

/** Something is under way in the workspace, so that what comes next is joined. */
function busy(): Promise<unknown> {
  return batches.track(workspaceId, call(["attributes", { external_id: "busy", points: { inc: 1 } }]));
}

/** A call that PostgreSQL refuses: a NUL that no check of the edge saw. */
function poison(externalId: string): TrackCall {
  const [object] = call(["events", { external_id: externalId, name: "poison", time }]).objects;
  if (!object?.event) throw new Error("no event");
  return {
    ...call(),
    objects: [{ ...object, event: { ...object.event, properties: { text: "\u0000" } } }],
  };
}

async function transactions(): Promise<number> {
  const { rows } = await sql<{ n: string }>`select pg_current_xact_id()::text as n`.execute(ctx.db);
  return Number(rows[0]?.n);
}

async function eventsOf(externalId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select e.name from events e join contacts c on c.id = e.contact_id
    where e.workspace_id = ${workspaceId} and c.external_id = ${externalId} order by e.name`.execute(ctx.db);
  return rows.map((row) => row.name);
}

it("joins calls that come together, each with its own answer", async () => {
  await busy();
  const before = await transactions();
  const first = busy();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      batches.track(workspaceId, call(["events", { external_id: `joined-${n}`, name: `n${n}`, time }])),
    ),
  );
  await first;
  expect((await transactions()) - before).toBeLessThan(6);
  expect(new Set(answers.map(({ contactIds }) => contactIds[0])).size).toBe(40);
  expect(answers.map(({ done }) => done[0]?.event?.name)).toEqual(
    Array.from({ length: 40 }, (_, n) => `n${n}`),
  );
  expect(await eventsOf("joined-7")).toEqual(["n7"]);
});

it("keeps the failure of one call from the others", async () => {
  const first = busy();
  const settled = await Promise.allSettled([
    batches.track(workspaceId, call(["events", { external_id: "iso-1", name: "one", time }])),
    batches.track(workspaceId, poison("iso-2")),
    batches.track(workspaceId, call(["events", { external_id: "iso-3", name: "three", time }])),
  ]);
  await first;
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect([await eventsOf("iso-1"), await eventsOf("iso-2"), await eventsOf("iso-3")]).toEqual([
    ["one"],
    [],
    ["three"],
  ]);
});

it("keeps a problem of one call from the others, and says it where it belongs", async () => {
  const first = busy();
  const [good, bad] = await Promise.all([
    batches.track(workspaceId, call(["attributes", { external_id: "type-1", size: 5 }])),
    batches.track(
      workspaceId,
      call(["attributes", { external_id: "type-2", size: "large", city: "Recife" }]),
    ),
  ]);
  await first;
  expect(good?.errors).toEqual([]);
  expect(bad?.errors).toMatchObject([{ type: expect.stringContaining("size"), input_array: "attributes" }]);
});

it("does the objects of a call in their order, and calls in the order they came", async () => {
  const first = busy();
  const steps = ["a", "b", "c", "d"].map((letter) =>
    batches.track(
      workspaceId,
      call(
        ["attributes", { external_id: "order", letters: { add: [letter] }, last: `${letter}1` }],
        ["attributes", { external_id: "order", last: letter }],
        ["events", { external_id: "order", name: letter, time }],
      ),
    ),
  );
  await Promise.all([first, ...steps]);
  const { rows } = await sql<{ attributes: unknown }>`
    select attributes from contacts where workspace_id = ${workspaceId} and external_id = 'order'`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ attributes: { letters: ["a", "b", "c", "d"], last: "d" } }]);
  expect(await eventsOf("order")).toEqual(["a", "b", "c", "d"]);
});

it("lets a call speak of a contact that another call of the same batch makes", async () => {
  const first = busy();
  const [made, spoken] = await Promise.all([
    batches.track(
      workspaceId,
      call(["attributes", { external_id: "made", email: "made@example.com", phone: "+5511988881234" }]),
    ),
    batches.track(
      workspaceId,
      call(
        ["events", { email: "made@example.com", name: "by e-mail", time, _update_existing_only: true }],
        ["events", { phone: "+551188881234", name: "by phone", time, _update_existing_only: true }],
      ),
    ),
  ]);
  await first;
  expect(new Set([...(made?.contactIds ?? []), ...(spoken?.contactIds ?? [])]).size).toBe(1);
  expect(await eventsOf("made")).toEqual(["by e-mail", "by phone"]);
});

it("answers what is under way when the server stops", async () => {
  const authorization = await aBearer(ctx, workspaceId, ["users.track"]);
  const url = await app.server.listen({ port: 0, host: "127.0.0.1" });
  const pool = new Pool(url);
  let arrived = 0;
  app.server.server.on("request", () => arrived++);
  const answers = Array.from({ length: 30 }, async (_, n) => {
    const response = await pool.request({
      method: "POST",
      path: "/users/track",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ events: [{ external_id: "stop", name: `stop ${n}`, time }] }),
    });
    await response.body.dump();
    return response.statusCode;
  });
  while (arrived < 30) await new Promise((resolve) => setImmediate(resolve));
  const closed = app.server.close();
  expect(new Set(await Promise.all(answers))).toEqual(new Set([201]));
  await pool.close();
  await closed;
  expect(await eventsOf("stop")).toHaveLength(30);
});
