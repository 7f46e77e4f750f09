/** Users and consent with the unmodified npm client of the compatible API; sending is in braze-send.test.ts. */
import { Braze } from "braze-api";
import { beforeAll, expect, it } from "vitest";
import { apiPermissions } from "../src/lib/permissions.ts";
import { aBearer, aNumber, aWorkspace } from "./factories.ts";
import { createTestApp } from "./harness.ts";

const { app, ctx } = await createTestApp();
let braze: Braze;
let url = "";
let group = "";

beforeAll(async () => {
  const { id } = await aWorkspace(ctx);
  group = (await aNumber(ctx, id)).subscriptionGroupId;
  url = await app.server.listen({ port: 0, host: "127.0.0.1" });
  braze = new Braze(url, (await aBearer(ctx, id, apiPermissions)).replace("Bearer ", ""));
});

it("users.track, and what was tracked is there at once: users.export.ids", async () => {
  expect(
    await braze.users.track({
      attributes: [{ external_id: "u-1", first_name: "Ana", phone: "+5511988881111", points: 5 }],
      events: [{ external_id: "u-1", name: "visited", time: "2026-03-01T10:00:00Z", properties: { a: 1 } }],
      purchases: [
        { external_id: "u-1", product_id: "shoe", currency: "BRL", price: 9.9, time: "2026-03-01T10:00:00Z" },
      ],
    }),
  ).toEqual({ message: "success", attributes_processed: 1, events_processed: 1, purchases_processed: 1 });
  expect(await braze.users.track({ attributes: [{ external_id: "u-1", points: { inc: 2 } }] }, true)).toEqual(
    { message: "success", attributes_processed: 1 },
  );
  const day = { first: "2026-03-01T10:00:00.000Z", last: "2026-03-01T10:00:00.000Z", count: 1 };
  expect(
    await braze.users.export.ids({
      external_ids: ["u-1", "missing"],
      fields_to_export: ["external_id", "first_name", "custom_attributes", "custom_events", "purchases"],
    }),
  ).toEqual({
    message: "success",
    users: [
      {
        external_id: "u-1",
        first_name: "Ana",
        custom_attributes: { points: 7 },
        custom_events: [{ name: "visited", ...day }],
        purchases: [{ name: "shoe", ...day }],
      },
    ],
    invalid_user_ids: ["missing"],
  });
});

it("subscription.status.set, .get and subscription.user.status", async () => {
  const change = { subscription_group_id: group, external_id: ["u-1"] };
  expect(
    await braze.subscription.status.set({
      ...change,
      subscription_state: "subscribed",
      phone: ["+5511988881111"],
    }),
  ).toEqual({ message: "success" });
  expect(await braze.subscription.status.get({ ...change, external_id: ["u-1", "missing"] })).toEqual({
    message: "success",
    status: { "u-1": "Subscribed", missing: "Unknown" },
  });
  expect(
    await braze.subscription.status.get({ subscription_group_id: group, phone: "+5511988881111" }),
  ).toMatchObject({ status: { "+5511988881111": "Subscribed" } });
  await braze.v2.subscription.status.set({
    subscription_groups: [
      { subscription_group_id: group, subscription_state: "unsubscribed", external_ids: ["u-1"] },
    ],
  });
  expect(await braze.subscription.user.status({ external_id: ["u-1"], limit: 10 })).toEqual({
    message: "success",
    total_count: 1,
    users: [
      {
        external_id: "u-1",
        email: null,
        phone: "+5511988881111",
        subscription_groups: [{ id: group, name: "Aurora", channel: "whats_app", status: "Unsubscribed" }],
      },
    ],
  });
});

it("throws the client's own error, with status and errors", async () => {
  await expect(braze.users.track({ attributes: [{ first_name: "Nobody" }] })).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining("Bad Request"),
    errors: [{ input_array: "attributes", index: 0 }],
  });
  await expect(new Braze(url, "wrong").users.track({ attributes: [] })).rejects.toMatchObject({
    status: 401,
    message: "Invalid API key",
  });
});
