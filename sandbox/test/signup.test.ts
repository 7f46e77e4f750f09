import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, call, type Kit, startKit, startReceiver, subscribe } from "./harness.ts";

const APP = { appId: "1000000000000001", configId: "2000000000000001" };
let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

let session: string;
let lastNumber = 1234;
const step = (name: string, body: unknown = {}) =>
  kit.control("POST", `/meta/signup/sessions/${session}/${name}`, body);
const graph = (method: string, path: string, token?: string, body?: unknown) =>
  call(kit.url, method, `/graph/v25.0${path}`, body, token ? { authorization: `Bearer ${token}` } : {});
const exchange = (code: string, secret = "sandbox-app-secret") =>
  graph("GET", `/oauth/access_token?client_id=${APP.appId}&client_secret=${secret}&code=${code}`);

beforeEach(async () => {
  session = (await kit.control("POST", "/meta/signup/sessions", APP)).sessionId;
});

async function codeSentTo(number: string): Promise<string> {
  const logs = await kit.control("GET", `/control/accounts/${kit.accountKey}/logs?channel=SMS&q=${number}`);
  return /(\d{3})-(\d{3})/.exec(logs[0].text)?.slice(1).join("") ?? "";
}

/** Walks the popup to its end; the number is new each time. */
async function signUp(waba: Record<string, string> = { name: "WABA Aurora" }): Promise<Answer> {
  const number = `1190000${lastNumber++}`;
  await step("business", { businessId: "400000000000001" });
  await step("waba", waba);
  await step("profile", { displayName: "Loja Aurora", category: "RETAIL", timezone: "America/Sao_Paulo" });
  await step("phone", { countryCode: "55", number, method: "SMS" });
  await step("verify", { code: await codeSentTo(`55${number}`) });
  return { ...(await step("finish")), number: `55${number}` };
}

test("from the popup to a sender of the Infobip account", async () => {
  const receiver = await startReceiver();
  await subscribe(kit, receiver, ["ACCOUNT_REGISTRATION"]);
  const done = await signUp();
  expect(done).toMatchObject({ wabaId: expect.stringMatching(/^\d{15}$/), businessId: "400000000000001" });
  const { body: token } = await exchange(done.code);
  expect(token).toMatchObject({ token_type: "bearer", access_token: expect.stringMatching(/^EAA/) });

  const access = token.access_token;
  const { data } = (
    await graph("GET", `/debug_token?input_token=${access}`, `${APP.appId}|sandbox-app-secret`)
  ).body;
  expect(data).toMatchObject({
    app_id: APP.appId,
    is_valid: true,
    granular_scopes: [
      { scope: "whatsapp_business_management", target_ids: [done.wabaId] },
      { scope: "whatsapp_business_messaging", target_ids: [done.wabaId] },
    ],
  });
  expect(
    (await graph("GET", `/${done.wabaId}?fields=name,owner_business_info{name}`, access)).body,
  ).toMatchObject({
    id: done.wabaId,
    name: "WABA Aurora",
    owner_business_info: { name: "Loja Aurora Comércio Ltda" },
  });
  expect((await graph("GET", `/${done.wabaId}/phone_numbers`, access)).body.data).toMatchObject([
    {
      id: done.phoneNumberId,
      verified_name: "Loja Aurora",
      quality_rating: "GREEN",
      platform_type: "NOT_APPLICABLE",
    },
  ]);
  expect((await graph("GET", `/${done.phoneNumberId}?fields=status`, access)).body).toEqual({
    status: "PENDING",
    id: done.phoneNumberId,
  });

  const share = () =>
    kit.api("POST", "/whatsapp/1/embedded-signup/registrations/share-waba", {
      businessAccountId: Number(done.wabaId),
    });
  const senders = async () =>
    (await kit.api("GET", "/whatsapp/1/senders")).body.senders.map(
      ({ sender }: { sender: string }) => sender,
    );
  expect(await senders()).not.toContain(done.number);
  const shared = await share();
  expect([shared.status, shared.body]).toEqual([202, null]);
  await kit.control("POST", "/control/flush");
  expect(await senders()).toContain(done.number);
  expect(receiver.posts[0]?.body).toMatchObject({
    businessAccountId: Number(done.wabaId),
    status: "FINISHED",
    senders: [{ phoneNumberId: Number(done.phoneNumberId), displayPhoneNumber: done.number }],
  });
  expect((await share()).status).toBe(202);

  const subscribed = `/${done.wabaId}/subscribed_apps`;
  expect((await graph("GET", subscribed, access)).body).toEqual({ data: [] });
  expect((await graph("POST", subscribed, access)).body).toEqual({ success: true });
  expect((await graph("GET", subscribed, access)).body.data).toHaveLength(1);
  receiver.close();
});

test("a second number on the same WABA needs another share", async () => {
  const first = await signUp();
  const share = () =>
    kit.api("POST", "/whatsapp/1/embedded-signup/registrations/share-waba", {
      businessAccountId: first.wabaId,
    });
  await share();
  await kit.control("POST", "/control/flush");
  session = (await kit.control("POST", "/meta/signup/sessions", APP)).sessionId;
  const second = await signUp({ wabaId: first.wabaId });
  expect(second.wabaId).toBe(first.wabaId);
  const connected = async () =>
    (await kit.control("GET", "/control/senders")).find(({ number }: Answer) => number === second.number)
      .status;
  expect(await connected()).toBe("PENDING");
  await share();
  await kit.control("POST", "/control/flush");
  expect(await connected()).toBe("CONNECTED");
});

test("a WABA of another account is a 409, an unknown one a 404, none a 400", async () => {
  const other = await kit.control("POST", "/control/accounts", { name: "Outra", currency: "EUR" });
  const waba = await kit.control("POST", "/control/wabas", { number: "351900000000", accountKey: other.key });
  const share = (body: unknown) =>
    kit.api("POST", "/whatsapp/1/embedded-signup/registrations/share-waba", body);
  const taken = await share({ businessAccountId: waba.wabaId });
  expect([taken.status, taken.body.requestError.serviceException.messageId]).toEqual([409, "CONFLICT"]);
  expect((await share({ businessAccountId: 1 })).status).toBe(404);
  expect((await share({})).status).toBe(400);
  await fetch(`${kit.url}/control/senders/351900000000`, { method: "DELETE" });
  expect((await share({ businessAccountId: waba.wabaId })).status).toBe(202);
});

describe("codes and tokens", () => {
  test("a code works once, with the right secret", async () => {
    const { code } = await signUp();
    const wrong = await exchange(code, "nope");
    expect([wrong.status, wrong.body.error]).toMatchObject([400, { code: 1, type: "OAuthException" }]);
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).body.error).toMatchObject({ code: 100, error_subcode: 36009 });
    expect((await exchange("nothing")).body.error).toMatchObject({
      code: 100,
      fbtrace_id: expect.any(String),
    });
  });

  test("finish may be asked again for a fresh code; the number is made once", async () => {
    const first = await signUp();
    const second = await step("finish");
    expect(second).toMatchObject({ wabaId: first.wabaId, phoneNumberId: first.phoneNumberId });
    expect(second.code).not.toBe(first.code);
  });

  test("a token opens its own WABA only", async () => {
    const mine = await signUp();
    const token = (await exchange(mine.code)).body.access_token;
    expect((await graph("GET", `/${kit.wabaId}`, token)).body.error).toMatchObject({
      code: 100,
      error_subcode: 33,
    });
    const bad = await graph("GET", `/${mine.wabaId}`, "EAAnope");
    expect([bad.status, bad.body.error.code]).toEqual([401, 190]);
    expect((await graph("GET", `/debug_token?input_token=x&access_token=${token}`)).body.data.is_valid).toBe(
      false,
    );
  });
});

describe("what the popup refuses", () => {
  const cases: [string, string, Record<string, unknown>, string][] = [
    ["a blocked portfolio", "business", { name: "Blocked Ltda" }, "business_blocked"],
    ["too many portfolios", "business", { name: "Limit Ltda" }, "portfolio_limit"],
    ["the app owner's portfolio", "business", { businessId: "400000000000003" }, "business_not_allowed"],
    ["no right to create a WABA", "waba", { name: "Forbidden one" }, "waba_forbidden"],
    [
      "a display name with Meta's brand",
      "profile",
      { displayName: "WhatsApp Ofertas" },
      "display_name_policy",
    ],
    [
      "a number on another account",
      "phone",
      { countryCode: "55", number: "11900000001" },
      "number_on_another_account",
    ],
    ["a banned number", "phone", { countryCode: "55", number: "11900000002" }, "number_banned"],
    ["too many codes", "phone", { countryCode: "55", number: "11900000003" }, "too_many_codes"],
    ["too many numbers", "phone", { countryCode: "55", number: "11900000004" }, "max_numbers"],
    [
      "a number that is connected already",
      "phone",
      { countryCode: "55", number: "11900001111" },
      "number_on_another_account",
    ],
    ["a code before any number", "verify", { code: "123456" }, "invalid"],
    ["an end before the beginning", "finish", {}, "invalid"],
  ];
  test.each(cases)("%s", async (_label, name, body, code) => {
    expect((await step(name, body)).error).toMatchObject({ code, message: expect.any(String) });
  });

  test("a wrong code says how many tries are left, the sixth is a 429", async () => {
    await kit.control("PATCH", "/control/settings", { otpMode: "fixed" });
    await step("phone", { countryCode: "55", number: "11911112222" });
    for (let left = 4; left >= 0; left--) {
      const { error } = await step("verify", { code: "000000" });
      expect(error).toMatchObject({ code: "wrong_code", message: expect.stringContaining(`${left} tries`) });
    }
    const last = await call(kit.url, "POST", `/meta/signup/sessions/${session}/verify`, { code: "123456" });
    expect([last.status, last.body.error.code]).toEqual([429, "too_many_tries"]);
    await kit.control("PATCH", "/control/settings", { otpMode: "random" });
  });

  test("unknown app, unknown configuration, inactive solution", async () => {
    const open = (body: unknown) => kit.control("POST", "/meta/signup/sessions", body);
    expect((await open({ ...APP, appId: "5" })).error.code).toBe("unknown_app");
    expect((await open({ ...APP, configId: "5" })).error.code).toBe("unknown_config");
    const extras = (solutionID: string) => ({ ...APP, extras: { setup: { solutionID } } });
    expect((await open(extras("5"))).error.code).toBe("solution_not_active");
    expect((await open(extras("3000000000000001"))).sessionId).toBeTruthy();
  });

  test("without a number only the WABA is shared", async () => {
    await step("business", { name: "Nova Empresa" });
    await step("waba", { name: "Sem número" });
    const done = await step("finish");
    expect(done).not.toHaveProperty("phoneNumberId");
    expect(done.wabaId).toBeTruthy();
  });
});
