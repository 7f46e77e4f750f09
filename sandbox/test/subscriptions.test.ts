import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Kit, startKit } from "./harness.ts";

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

const PATH = "/subscriptions/1/subscription/WHATSAPP";
const hook = { notifyUrl: "https://ponte.example/hook", contentType: "application/json" };

test("a subscription lives with its profile and security; each remains when it goes", async () => {
  const created = await kit.api("POST", PATH, {
    subscriptionId: "ponte-1-wa",
    name: "Ponte",
    events: ["DELIVERY", "SEEN"],
    resources: ["5511900001111"],
    profile: {
      profileId: "ponte-1",
      webhook: hook,
      maxBucketSize: 500,
      security: {
        authId: "ponte-1",
        type: "HMAC",
        credentials: { secretKey: "k", algorithm: "HMAC_SHA_256" },
      },
    },
  });
  const ids = {
    subscriptionId: "ponte-1-wa",
    profile: { profileId: "ponte-1", security: { authId: "ponte-1" } },
  };
  expect([created.status, created.body]).toEqual([201, ids]);
  const one = `${PATH}/ponte-1-wa`;
  const full = {
    ...ids,
    name: "Ponte",
    events: ["DELIVERY", "SEEN"],
    criteria: [],
    resources: ["5511900001111"],
    users: [],
  };
  expect((await kit.api("GET", one)).body).toEqual(full);
  expect((await kit.api("GET", `${PATH}?resource=5511900001111`)).body).toEqual({
    results: [full],
    paging: { page: 0, size: 20, totalPages: 1, totalResults: 1 },
  });
  expect((await kit.api("GET", `${PATH}?resource=5511900002222`)).body.results).toEqual([]);

  const changed = await kit.api("PUT", one, { events: ["DELIVERY"], profile: { profileId: "ponte-1" } });
  expect([changed.status, changed.body]).toEqual([200, ids]);
  expect((await kit.api("GET", one)).body.events).toEqual(["DELIVERY"]);

  const gone = await kit.api("DELETE", one);
  expect([gone.status, gone.body]).toEqual([200, ids]);
  expect((await kit.api("GET", one)).status).toBe(404);
  expect((await kit.api("GET", "/subscriptions/1/profiles/ponte-1")).body).toMatchObject({
    webhook: hook,
    maxBucketSize: 500,
  });
  expect((await kit.api("DELETE", "/subscriptions/1/profiles/ponte-1")).body).toEqual(ids.profile);
  expect((await kit.api("GET", "/subscriptions/1/security/ponte-1")).body.credentials.secretKey).toBe("k");
  expect((await kit.api("DELETE", "/subscriptions/1/security/ponte-1")).body).toEqual({ authId: "ponte-1" });
  expect((await kit.api("GET", "/subscriptions/1/security/ponte-1")).status).toBe(404);
});

test("profiles and securities can be made and changed by themselves", async () => {
  const security = await kit.api("POST", "/subscriptions/1/security", {
    authId: "own",
    type: "BASIC",
    credentials: { username: "a", password: "b" },
  });
  expect([security.status, security.body]).toEqual([201, { authId: "own" }]);
  const profile = await kit.api("POST", "/subscriptions/1/profiles", {
    profileId: "own",
    webhook: hook,
    security: { authId: "own" },
  });
  expect([profile.status, profile.body]).toEqual([201, { profileId: "own", security: { authId: "own" } }]);
  const webhook = { notifyUrl: "https://ponte.example/new" };
  expect((await kit.api("PUT", "/subscriptions/1/profiles/own", { webhook })).status).toBe(200);
  expect((await kit.api("GET", "/subscriptions/1/profiles/own")).body).toEqual({
    profileId: "own",
    webhook,
    security: { authId: "own" },
  });
  expect((await kit.api("GET", "/subscriptions/1/profiles")).body.paging.totalResults).toBeGreaterThan(0);
});

describe("refused", () => {
  const profile = { profileId: "r", webhook: hook };
  const cases: [string, Record<string, unknown>, string][] = [
    ["no id", { events: ["SEEN"], profile }, "subscriptionId"],
    ["an id with spaces", { subscriptionId: "a b", events: ["SEEN"], profile }, "subscriptionId"],
    ["no events", { subscriptionId: "r", profile }, "events"],
    ["an unknown event", { subscriptionId: "r", events: ["SEEN", "SNEEZE"], profile }, "events[1]"],
    ["no profile", { subscriptionId: "r", events: ["SEEN"] }, "profile.profileId"],
    [
      "an address that is none",
      { subscriptionId: "r", events: ["SEEN"], profile: { profileId: "r", webhook: { notifyUrl: "x" } } },
      "profile.webhook.notifyUrl",
    ],
    [
      "a bucket of 3,000",
      { subscriptionId: "r", events: ["SEEN"], profile: { ...profile, maxBucketSize: 3000 } },
      "profile.maxBucketSize",
    ],
    [
      "HMAC without algorithm",
      {
        subscriptionId: "r",
        events: ["SEEN"],
        profile: { ...profile, security: { authId: "x", type: "HMAC", credentials: { secretKey: "k" } } },
      },
      "profile.security.credentials",
    ],
  ];
  test.each(cases)("%s", async (_label, body, field) => {
    const reply = await kit.api("POST", PATH, body);
    expect(reply.status).toBe(400);
    expect(Object.keys(reply.body.requestError.serviceException.validationErrors)).toEqual([field]);
  });

  test("a second subscription to the same sender and event: 409", async () => {
    const body = {
      subscriptionId: "first",
      events: ["CLICK"],
      resources: ["1"],
      profile: { ...profile, profileId: "f" },
    };
    expect((await kit.api("POST", PATH, body)).status).toBe(201);
    const second = await kit.api("POST", PATH, { ...body, subscriptionId: "second" });
    expect([second.status, second.body.requestError.serviceException.messageId]).toEqual([409, "CONFLICT"]);
    expect((await kit.api("POST", PATH, { ...body, subscriptionId: "third", resources: ["2"] })).status).toBe(
      201,
    );
  });

  test("changing what does not exist: 404", async () => {
    expect((await kit.api("PUT", `${PATH}/nothing`, {})).status).toBe(404);
    expect((await kit.api("DELETE", "/subscriptions/1/profiles/nothing")).status).toBe(404);
  });
});
