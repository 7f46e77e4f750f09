/** The table of operations, walked: 401, then 403, then 429, then 404 for somebody else's sender, in the family's own body. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../src/infobip/operations.ts";
import { ALL_SCOPES, type Answer, call, type Kit, type Reply, startKit } from "./harness.ts";
import { specsDir } from "./openapi.ts";

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

const NAMES = Object.keys(OPERATIONS);

function ask(name: string, secret: string | null, sender = kit.sender): Promise<Reply> {
  const [method = "", path = ""] = name.split(" ");
  const filled = path.replace(":sender", sender).replace(/:\w+/g, "WHATSAPP");
  const body = method === "GET" || method === "HEAD" ? undefined : {};
  return call(kit.url, method, filled, body, secret === null ? {} : { authorization: `App ${secret}` });
}

/** `HEAD` answers carry no body. */
function expectFamily(name: string, body: Answer, messageId: string, errorCode: string | RegExp): void {
  if (name.startsWith("HEAD")) return;
  if (OPERATIONS[name]?.family === "A") expect(body.requestError.serviceException.messageId).toBe(messageId);
  else {
    expect(body.errorCode).toMatch(errorCode);
    expect(Object.keys(body).sort()).toEqual([
      "action",
      "description",
      "errorCode",
      "resources",
      "violations",
    ]);
  }
}

describe("every operation", () => {
  test.each(NAMES)("%s: no key is 401", async (name) => {
    const reply = await ask(name, null);
    expect(reply.status).toBe(401);
    expectFamily(name, reply.body, "UNAUTHORIZED", /^E401$/);
  });

  test.each(NAMES)("%s: none of its scopes is 403, each one of them opens it", async (name) => {
    const scopes: readonly string[] = OPERATIONS[name]?.scopes ?? [];
    const others = [...ALL_SCOPES, "flows:manage"].filter((scope) => !scopes.includes(scope));
    const reply = await ask(name, (await kit.newKey({ scopeGuids: others })).apiKeySecret);
    expect(reply.status).toBe(403);
    expectFamily(name, reply.body, "FORBIDDEN", /^E403$/);
    for (const scope of scopes) {
      const { apiKeySecret } = await kit.newKey({ scopeGuids: [scope] });
      expect([401, 403, 429, 500]).not.toContain((await ask(name, apiKeySecret, "1")).status);
    }
  });

  test("429 comes after 403 and before 404", async () => {
    await kit.control("PATCH", "/control/settings", { faults: { throttleRate: 1 } });
    const everything = NAMES.flatMap((name) => OPERATIONS[name]?.scopes ?? []);
    const { apiKeySecret: all } = await kit.newKey({ scopeGuids: [...new Set(everything)] });
    const { apiKeySecret: none } = await kit.newKey({ scopeGuids: [] });
    for (const name of NAMES) {
      expect([name, (await ask(name, none)).status]).toEqual([name, 403]);
      const reply = await ask(name, all, "1");
      expect([name, reply.status]).toEqual([name, 429]);
      expectFamily(name, reply.body, "TOO_MANY_REQUESTS", /^E429$/);
    }
    await kit.control("PATCH", "/control/settings", { faults: { throttleRate: 0 } });
  });

  const ofSender = NAMES.filter((name) => name.includes(":sender"));
  test.each(ofSender)("%s: somebody else's sender is 404 before the body is looked at", async (name) => {
    const { apiKeySecret } = await kit.newKey({ scopeGuids: OPERATIONS[name]?.scopes });
    const reply = await ask(name, apiKeySecret, "4479999999");
    expect(reply.status).toBe(404);
    expectFamily(name, reply.body, "NOT_FOUND", name.includes("/flows") ? /^WA-FLOW-SENDER404$/ : /^E404$/);
  });
});

test("our six scopes do not open numbers, inbound configurations, unified inbound and conversions", () => {
  const closed = NAMES.filter(
    (name) => !OPERATIONS[name]?.scopes.some((scope) => ALL_SCOPES.includes(scope)),
  );
  expect(closed.sort()).toEqual([
    "DELETE /numbers/1/numbers/:numberKey",
    "DELETE /resource-management/1/inbound-message-configurations/:configurationKey",
    "GET /messages-api/1/inbound",
    "GET /numbers/1/numbers",
    "GET /resource-management/1/inbound-message-configurations",
    "POST /resource-management/1/inbound-message-configurations",
    "POST /whatsapp/1/conversions",
    "POST /whatsapp/1/conversions/waba",
  ]);
});

test("a key's published rate ends in 429, and enforceRates switches that off", async () => {
  const times = (secret: string) =>
    Promise.all(
      Array.from({ length: 40 }, () => ask("GET /whatsapp/1/senders/:sender/business-info", secret)),
    );
  const refused = async () =>
    (await times((await kit.newKey()).apiKeySecret)).filter(({ status }) => status === 429).length;
  expect(await refused()).toBeGreaterThan(0);
  await kit.control("PATCH", "/control/settings", { enforceRates: false });
  expect(await refused()).toBe(0);
  await kit.control("PATCH", "/control/settings", { enforceRates: true });
});

const list = join(specsDir, "infobip-operations.tsv");
const title = existsSync(list) ? "as Infobip lists them" : `skipped: no ${list} (set PONTE_SPECS_DIR)`;

describe.skipIf(!existsSync(list))(title, () => {
  const plain = (path: string) => path.replace(/\{\w+\}|:\w+/g, "*");
  const published = new Map<string, { scopes: string[]; throttle: string }>();
  if (existsSync(list)) {
    for (const line of readFileSync(list, "utf8").split("\n").slice(1)) {
      const [, method = "", path = "", scopes = "", throttle = ""] = line.split("\t");
      published.set(`${method} ${plain(path)}`, { scopes: scopes.split("|"), throttle });
    }
  }
  const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

  test.each(NAMES)("%s", (name) => {
    const found = published.get(plain(name));
    // Not in the published list: known from integrators, or of a product whose file is not at hand.
    if (!found) {
      expect(name).toMatch(/share-waba|GET \/whatsapp\/1\/senders$|\/numbers\/1\//);
      return;
    }
    expect([...(OPERATIONS[name]?.scopes ?? [])].sort()).toEqual(found.scopes.sort());
    const [rate] = found.throttle ? JSON.parse(found.throttle) : [];
    if (rate?.type !== "time") return;
    const expected = { limit: rate.numberOfRequests, windowMs: UNIT_MS[rate.timeUnit] };
    expect(OPERATIONS[name]?.rate).toEqual(expected);
  });

  test("nothing of the WhatsApp product is missing but payments and deprecated templates", () => {
    const ours = new Set(NAMES.map(plain));
    const missing = [...published.keys()].filter((name) => name.includes(" /whatsapp/") && !ours.has(name));
    expect(missing.filter((name) => !/payments/.test(name))).toEqual([
      "POST /whatsapp/1/senders/*/templates",
    ]);
  });
});
