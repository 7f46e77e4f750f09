/** The sign-up popup: every way it can end, in a real browser; and what each sign-up leaves behind. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import type { Answer } from "./harness.ts";
import { APP, type MetaKit, startHook, startMetaKit } from "./meta-kit.ts";

let kit: MetaKit;
let browser: Browser;
beforeAll(async () => {
  kit = await startMetaKit({ otpMode: "fixed" });
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await kit.close();
});

interface Heard {
  raw?: string;
  info?: Answer;
  response?: Answer;
}

/** Opens a page that runs FB.login with these extras, and returns it with what it hears. */
async function opener(
  extras: Answer,
  query = "",
): Promise<{ page: Page; heard: () => Promise<Heard[]>; open: () => Promise<Page> }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: "en-US" });
  const page = await context.newPage();
  await page.goto(`${kit.url}/faults`);
  const login = {
    config_id: APP.configId,
    response_type: "code",
    override_default_response_type: true,
    extras,
  };
  await page.setContent(`<script>
    window.heard = [];
    addEventListener("message", ({ data }) => {
      let info = null;
      try { info = JSON.parse(data); } catch {}
      heard.push(info && info.type ? { info } : { raw: data });
    });
    window.fbAsyncInit = () => {
      FB.init({ appId: "${APP.id}", version: "v25.0" });
      document.querySelector("button").disabled = false;
    };
    </script>
    <script async src="${kit.url}/meta/sdk.js${query}"></script>
    <button disabled onclick='FB.login((response) => heard.push({ response }), ${JSON.stringify(login)})'>Go</button>`);
  const heard = () => page.evaluate<Heard[]>("window.heard");
  const open = async () => {
    const [popup] = await Promise.all([
      context.waitForEvent("page"),
      page.getByRole("button", { name: "Go" }).click(),
    ]);
    return popup;
  };
  return { page, heard, open };
}

async function until(heard: () => Promise<Heard[]>, done: (all: Heard[]) => boolean): Promise<Heard[]> {
  for (let i = 0; i < 100; i++) {
    const all = await heard();
    if (done(all)) return all;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain; heard ${JSON.stringify(await heard())}`);
}

const answered = (all: Heard[]) => all.some(({ response }) => response);
const infos = (all: Heard[]) => all.flatMap(({ info }) => (info ? [info] : []));
const code = (all: Heard[]) =>
  all.find(({ response }) => response)?.response.authResponse?.code as string | undefined;
const exchange = (value: string) =>
  kit.graph(
    "GET",
    `/oauth/access_token?client_id=${APP.id}&client_secret=${APP.secret}&code=${value}`,
    undefined,
    null,
  );

describe("by itself", () => {
  const COEXISTENCE = { featureType: "whatsapp_business_app_onboarding" };
  const APP_ONLY = { features: [{ name: "app_only_install" }] };
  const ID = expect.stringMatching(/^\d{15}$/);
  const cases: [string, Answer, Answer[], boolean][] = [
    [
      "outcome=finish",
      {},
      [{ event: "FINISH", data: { phone_number_id: ID, waba_id: ID, business_id: ID } }],
      true,
    ],
    [
      "outcome=finish_only_waba",
      {},
      [{ event: "FINISH_ONLY_WABA", data: { waba_id: ID, business_id: ID } }],
      true,
    ],
    [
      "outcome=finish_coexistence",
      COEXISTENCE,
      [{ event: "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", data: { waba_id: ID } }],
      true,
    ],
    [
      "outcome=finish_api_only",
      APP_ONLY,
      [{ event: "FINISH_GRANT_ONLY_API_ACCESS", data: { waba_id: ID, business_id: ID } }],
      true,
    ],
    [
      "outcome=cancel:BUSINESS_ACCOUNT_SELECTION",
      {},
      [{ event: "CANCEL", data: { current_step: "BUSINESS_ACCOUNT_SELECTION" } }],
      false,
    ],
    [
      "outcome=cancel:PHONE_NUMBER_VERIFICATION",
      {},
      [{ event: "CANCEL", data: { current_step: "PHONE_NUMBER_VERIFICATION" } }],
      false,
    ],
    ["outcome=cancel:PERMISSIONS", {}, [{ event: "CANCEL", data: { current_step: "PERMISSIONS" } }], false],
    [
      "outcome=report",
      {},
      [
        {
          event: "CANCEL",
          data: {
            error_message: expect.any(String),
            error_code: "131000",
            session_id: expect.any(String),
            timestamp: expect.any(String),
          },
        },
      ],
      false,
    ],
    ["outcome=error", {}, [{ event: "ERROR", data: { error_message: expect.any(String) } }], false],
    ["outcome=close", {}, [], false],
    ["outcome=finish&drop=info", {}, [], true],
    ["outcome=finish&drop=code", {}, [{ event: "FINISH", data: expect.any(Object) }], false],
  ];
  test.each(cases)("%s", async (query, extras, expected, withCode) => {
    const { heard, open, page } = await opener(extras, `?${query}&delay=1&gap=20`);
    await open();
    const all = await until(heard, (list) => answered(list) && infos(list).length >= expected.length);
    expect(infos(all)).toEqual(expected.map((one) => ({ type: "WA_EMBEDDED_SIGNUP", version: "3", ...one })));
    expect(Boolean(code(all))).toBe(withCode);
    if (withCode) {
      const { body } = await exchange(code(all) ?? "");
      expect(body.access_token).toEqual(expect.any(String));
      expect(all.some(({ raw }) => raw?.startsWith("_FB_"))).toBe(true);
    }
    await page.context().close();
  });

  test("the code first, and an expired one, as the control API says", async () => {
    await kit.control("PUT", "/control/meta/signup", {
      outcome: "finish",
      order: "code-first",
      code: "expired",
      junk: "off",
      delay: 1,
    });
    const { heard, open, page } = await opener({});
    await open();
    const all = await until(heard, (list) => answered(list) && infos(list).length > 0);
    await kit.control("DELETE", "/control/meta/signup");
    expect(all.findIndex(({ response }) => response)).toBeLessThan(all.findIndex(({ info }) => info));
    expect(all.some(({ raw }) => raw?.startsWith("_FB_"))).toBe(false);
    expect((await exchange(code(all) ?? "")).body.error).toMatchObject({ code: 100, error_subcode: 36007 });
    await page.context().close();
  });

  test("a script that nobody understands is refused", async () => {
    expect((await kit.control("PUT", "/control/meta/signup", { outcome: "dance" })).error.code).toBe(
      "invalid",
    );
  });
});

describe("by hand", () => {
  const next = (popup: Page) => popup.getByRole("button", { name: "Next" }).click();
  async function begin(popup: Page): Promise<void> {
    await popup.getByRole("button", { name: /Continue as/ }).click();
    await next(popup);
    await popup.getByLabel("Loja Aurora Comércio Ltda").check();
    await next(popup);
  }

  test("coexistence: number, scan, history; the number stays in the app and is not to be registered", async () => {
    const { heard, open, page } = await opener({ featureType: "whatsapp_business_app_onboarding" });
    const popup = await open();
    await begin(popup);
    await popup.getByLabel("Phone number").fill("11955554321");
    await next(popup);
    await popup.getByText("Scan the code with the WhatsApp Business app").waitFor();
    await popup.setViewportSize({ width: 390, height: 800 });
    const edge =
      "Math.max(...[...document.querySelectorAll('button')].map((one) => one.getBoundingClientRect().right))";
    expect(await popup.evaluate<number>(edge)).toBeLessThanOrEqual(390);
    await popup.getByRole("button", { name: "I have scanned it" }).click();
    await popup.getByLabel("Share it", { exact: true }).check();
    await next(popup);
    await next(popup);
    await popup.getByRole("button", { name: "Finish" }).click();
    const all = await until(heard, (list) => answered(list) && infos(list).length > 0);
    const wabaId = infos(all)[0].data.waba_id;
    const { access_token } = (await exchange(code(all) ?? "")).body;
    const [number] = (
      await kit.graph(
        "GET",
        `/${wabaId}/phone_numbers?fields=is_on_biz_app,platform_type,status`,
        undefined,
        access_token,
      )
    ).body.data;
    expect(number).toMatchObject({ is_on_biz_app: true, platform_type: "CLOUD_API", status: "CONNECTED" });
    expect(
      (
        await kit.graph(
          "POST",
          `/${number.id}/register`,
          { messaging_product: "whatsapp", pin: "111111" },
          access_token,
        )
      ).status,
    ).toBe(400);
    const sync = () =>
      kit.graph(
        "POST",
        `/${number.id}/smb_app_data`,
        { messaging_product: "whatsapp", sync_type: "history" },
        access_token,
      );
    expect((await sync()).body.request_id).toEqual(expect.any(String));
    expect((await sync()).body.error.code).toBe(2593107);
    await page.context().close();
  });

  test("an existing account and its number; under a solution both partners hear of it", async () => {
    const partner = await startHook();
    await kit.graph(
      "POST",
      "/1000000000000002/subscriptions",
      {
        object: "whatsapp_business_account",
        callback_url: partner.url,
        verify_token: partner.verifyToken,
        fields: "account_update",
      },
      "1000000000000002|sandbox-partner-secret",
    );
    const { heard, open, page } = await opener({ setup: { solutionID: "3000000000000001" } });
    const popup = await open();
    await popup.getByRole("button", { name: /Continue as/ }).click();
    await popup.getByText("Ponte + Infobip").waitFor();
    await next(popup);
    await popup.getByLabel("Loja Aurora Comércio Ltda").check();
    await next(popup);
    await popup.getByLabel(new RegExp(kit.waba)).check();
    await next(popup);
    await next(popup);
    await popup.getByLabel(/\+55 11 90000-2222/).check();
    await next(popup);
    await popup.getByText(/messages are sent and billed by Infobip/).waitFor();
    await next(popup);
    await popup.getByRole("button", { name: "Finish" }).click();
    const all = await until(heard, (list) => infos(list).length > 0);
    expect(infos(all)[0]).toMatchObject({
      event: "FINISH",
      data: { waba_id: kit.waba, phone_number_id: kit.phone },
    });
    await kit.flush();
    for (const hook of [kit.hook, partner]) {
      expect(hook.values("account_update").at(-1)).toMatchObject({
        event: "PARTNER_ADDED",
        waba_info: {
          waba_id: kit.waba,
          owner_business_id: "400000000000001",
          solution_id: "3000000000000001",
        },
      });
    }
    partner.close();
    await page.context().close();
  });

  test("a number of another account: first the way to move it, then it moves", async () => {
    const { open, heard, page } = await opener({});
    const popup = await open();
    await begin(popup);
    await next(popup);
    await next(popup);
    await popup.getByLabel("Phone number").fill(kit.sender.slice(2));
    await next(popup);
    await popup.getByText(/have two-step verification switched off there/).waitFor();
    await kit.control("PATCH", `/control/meta/numbers/${kit.sender}`, { pin: null });
    await next(popup);
    await popup.getByText(/When you finish, it moves to this one/).waitFor();
    await popup.getByLabel("Code", { exact: true }).fill("123-456");
    await next(popup);
    await next(popup);
    await popup.getByRole("button", { name: "Finish" }).click();
    const all = await until(heard, (list) => infos(list).length > 0 && answered(list));
    const { waba_id, phone_number_id } = infos(all)[0].data;
    const { access_token } = (await exchange(code(all) ?? "")).body;
    const { data } = (await kit.graph("GET", `/${waba_id}/phone_numbers`, undefined, access_token)).body;
    expect(data.map(({ id }: Answer) => id)).toEqual([phone_number_id]);
    expect(
      (
        await kit.graph(
          "POST",
          `/${phone_number_id}/register`,
          { messaging_product: "whatsapp", pin: "111111" },
          access_token,
        )
      ).body,
    ).toEqual({ success: true });
    await page.context().close();
  });

  test("a solution that is not active cannot be used; a +27 number cannot stay in the app", async () => {
    const { open, page } = await opener({ setup: { solutionID: "1" } });
    await (await open()).getByText(/is not active, so it can't be used to onboard/).waitFor();
    await page.context().close();
    const session = await kit.control("POST", "/meta/signup/sessions", {
      appId: APP.id,
      configId: APP.configId,
      extras: { featureType: "whatsapp_business_app_onboarding" },
    });
    const path = `/meta/signup/sessions/${session.sessionId}`;
    expect(
      (await kit.control("POST", `${path}/app-number`, { countryCode: "27", number: "821234567" })).error
        .code,
    ).toBe("coexistence_country");
    expect((await kit.control("POST", `${path}/app-number`, { number: kit.number })).error.code).toBe(
      "number_in_list",
    );
    expect((await kit.control("POST", `${path}/finish`)).error.code).toBe("invalid");
  });

  test("an account with another partner is greyed out, except for access alone", async () => {
    await kit.control("PATCH", `/control/meta/wabas/${kit.waba}`, {
      heldByPartner: "This account is with another partner.",
    });
    const session = async (extras: Answer) =>
      `/meta/signup/sessions/${(await kit.control("POST", "/meta/signup/sessions", { appId: APP.id, configId: APP.configId, extras })).sessionId}`;
    const full = await session({});
    const { wabas } = await kit.control("POST", `${full}/business`, { businessId: "400000000000001" });
    expect(wabas.find(({ id }: Answer) => id === kit.waba).greyedOut).toBe(
      "This account is with another partner.",
    );
    expect((await kit.control("POST", `${full}/waba`, { wabaId: kit.waba })).error.code).toBe(
      "waba_with_partner",
    );
    const access = await session({ features: [{ name: "app_only_install" }] });
    await kit.control("POST", `${access}/business`, { businessId: "400000000000001" });
    await kit.control("POST", `${access}/waba`, { wabaId: kit.waba });
    const done = await kit.control("POST", `${access}/finish`);
    expect(done).toMatchObject({ event: "FINISH_GRANT_ONLY_API_ACCESS", wabaId: kit.waba });
    await kit.control("PATCH", `/control/meta/wabas/${kit.waba}`, { heldByPartner: null });
  });

  test("in redirect mode the exchange must repeat the address", async () => {
    const session = await kit.control("POST", "/meta/signup/sessions", {
      appId: APP.id,
      configId: APP.configId,
    });
    const done = await kit.control("POST", `/meta/signup/sessions/${session.sessionId}/run`, {
      outcome: "finish",
      redirectUri: "https://ponte.example/back",
    });
    expect((await exchange(done.code)).body.error.error_subcode).toBe(36008);
    expect(
      (await exchange(`${done.code}&redirect_uri=${encodeURIComponent("https://ponte.example/back")}`))
        .status,
    ).toBe(200);
  });
});

test("the business settings page issues a token that opens Graph, and takes it back", async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 }, locale: "en-US" });
  await page.goto(`${kit.url}/meta/business`);
  await page.getByLabel("Phone number").fill("+55 11 90000-8888");
  await page.getByRole("button", { name: "Create number" }).click();
  await page.getByText("The number is ready.").waitFor();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Painel");
  await page.getByRole("button", { name: "Create token" }).click();
  const token = (await page.locator("[data-token]").textContent()) ?? "";
  expect((await kit.graph("GET", `/${kit.waba}`, undefined, token)).status).toBe(200);
  const row = page.getByRole("row", { name: /Painel/ });
  await row.getByRole("button", { name: "Take back" }).click();
  await row.getByRole("button", { name: "Give again" }).waitFor();
  expect((await kit.graph("GET", `/${kit.waba}`, undefined, token)).body.error.error_subcode).toBe(460);
  await page.close();
});
