/** The sandbox in a browser, as a person uses it: a key in the portal, the sign-up popup, a phone. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "../src/app.ts";
import { META_APP } from "../src/meta/app.ts";
import { launchBrowser, type Opener, startOpener } from "./browser.ts";

let browser: Browser;
let sandbox: RunningSandbox;
let context: BrowserContext;
let failures: string[];

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, settings: { deliverMs: [0, 0], autoReadRate: 0 } });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

beforeEach(async () => {
  failures = [];
  context = await browser.newContext({ locale: "en-US", permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(10_000);
  context.on("weberror", (error) => failures.push(error.error().message));
});

afterEach(async () => {
  await context.close();
  expect(failures).toEqual([]);
});

async function api(method: string, path: string, body?: unknown, key?: string): Promise<unknown> {
  const headers = {
    ...(body ? { "content-type": "application/json" } : {}),
    ...(key ? { authorization: `App ${key}` } : {}),
  };
  const response = await fetch(sandbox.url + path, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  return response.json();
}

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(sandbox.url + path);
  return page;
}

const clipboardOf = (page: Page): Promise<string> => page.evaluate("navigator.clipboard.readText()");

/** Creates a key in the portal and returns its secret, as the clipboard has it. */
async function createKey(page: Page, name: string): Promise<string> {
  await page.getByRole("link", { name: "API keys", exact: true }).click();
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Key name").fill(name);
  await page.getByLabel("Expires").fill("2099-12-31");
  await page.getByRole("button", { name: "Select the six that a connector needs" }).click();
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByRole("button", { name: "Copy key" }).click();
  await page.getByText("Copied").waitFor();
  return clipboardOf(page);
}

describe("portal", () => {
  test("a key is created, copied once, and works; a disabled one does not", async () => {
    const page = await open("/portal");
    const secret = await createKey(page, "Story key");
    expect(secret).toMatch(/^[0-9a-f]{32}-[0-9a-f-]{36}$/);
    await page.getByRole("button", { name: "Copy base URL" }).click();
    await expect.poll(() => clipboardOf(page)).toBe(sandbox.url);
    await api("GET", "/account/1/balance", undefined, secret);

    await page.getByRole("link", { name: "Done" }).click();
    await page.getByText("All six for a connector").waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole("button", { name: "Disable Story key" }).click();
    await page.getByRole("button", { name: "Enable Story key" }).waitFor();
    const refused = await fetch(`${sandbox.url}/account/1/balance`, {
      headers: { authorization: `App ${secret}` },
    });
    expect(refused.status).toBe(401);
  });
});

describe("sign-up popup", () => {
  let opener: Opener;
  afterEach(() => opener.close());

  async function openPopup(query = ""): Promise<{ page: Page; popup: Page }> {
    opener = await startOpener(`${sandbox.url}/meta/sdk.js${query}`, META_APP.id, META_APP.configId);
    const page = await context.newPage();
    await page.goto(opener.url);
    const opening = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Sign up" }).click();
    return { page, popup: await opening };
  }

  const next = (popup: Page) => popup.getByRole("button", { name: "Next" }).click();

  async function fillUntilCode(popup: Page, number: string): Promise<void> {
    await popup.getByRole("button", { name: "Continue as Marina Alves" }).click();
    await next(popup);
    await popup.getByRole("radio", { name: "Create a new business portfolio" }).check();
    await popup.getByLabel("Business portfolio name").fill("Story Shop");
    await next(popup);
    await popup.getByLabel("WhatsApp Business account name").fill("Story Shop WABA");
    await next(popup);
    await popup.getByLabel("Display name").fill("Story Shop");
    await next(popup);
    await popup.getByLabel("Phone number", { exact: true }).fill(number);
    await next(popup);
    await popup.getByLabel("Code", { exact: true }).waitFor();
  }

  const heard = (page: Page): Promise<Record<string, unknown>[]> => page.evaluate("heard");

  test("goes from log-in to FINISH; the code is read in the portal's logs", async () => {
    const { page, popup } = await openPopup("?order=code-first");
    await fillUntilCode(popup, "11 91234-5678");
    await popup.getByLabel("Code", { exact: true }).fill("000-00");
    await next(popup);
    await popup.getByRole("alert").getByText("The code has six digits").waitFor();

    const opening = context.waitForEvent("page");
    await popup.getByRole("link", { name: "Analyze → Logs" }).click();
    const row = (await opening).getByRole("row", { name: "+55 11 91234-5678" });
    const code = await row.getByText(/^\d{3}-\d{3}$/).textContent();
    await popup.getByLabel("Code", { exact: true }).fill(code ?? "");
    await next(popup);
    await popup.getByText("Story Shop WABA").waitFor();
    await next(popup);
    await popup.getByRole("button", { name: "Finish" }).click();

    await expect.poll(async () => (await heard(page)).length).toBe(2);
    const sender = sandbox.state.senders.get("5511912345678");
    const businessId = sandbox.state.wabas.get(sender?.wabaId ?? "")?.businessId;
    expect(await heard(page)).toEqual([
      {
        response: {
          authResponse: { code: expect.any(String), userID: null, expiresIn: null },
          status: "connected",
        },
      },
      {
        origin: sandbox.url,
        info: {
          type: "WA_EMBEDDED_SIGNUP",
          event: "FINISH",
          version: "3",
          data: { phone_number_id: sender?.phoneNumberId, waba_id: sender?.wabaId, business_id: businessId },
        },
      },
    ]);
    expect(popup.isClosed()).toBe(true);
  });

  test("says on which screen it was left", async () => {
    const { page, popup } = await openPopup();
    await fillUntilCode(popup, "11 92222-3333");
    await popup.evaluate("window.close()");
    await expect.poll(async () => (await heard(page)).length).toBe(2);
    const [left, answer] = await heard(page);
    expect(left).toMatchObject({
      info: { event: "CANCEL", data: { current_step: "PHONE_NUMBER_VERIFICATION" } },
    });
    expect(answer).toEqual({ response: { authResponse: null, status: "unknown" } });
  });

  test("shows a refusal with its reason", async () => {
    const { popup } = await openPopup();
    await popup.getByRole("button", { name: "Continue as Marina Alves" }).click();
    await next(popup);
    await popup.getByRole("radio", { name: "Create a new business portfolio" }).check();
    await popup.getByLabel("Business portfolio name").fill("Blocked Shop");
    await next(popup);
    await popup.getByRole("alert").getByText("can't onboard customers at the moment").waitFor();
  });
});

describe("phone", () => {
  test("reads a template, taps its button, writes back", async () => {
    const [account] = (await api("GET", "/control/accounts")) as { key: string }[];
    const scopeGuids = ["message:send", "whatsapp:message:send"];
    const key = (await api("POST", `/control/accounts/${account?.key}/keys`, {
      name: "Phone story",
      scopeGuids,
    })) as {
      apiKeySecret: string;
    };
    await api("POST", "/control/wabas", {
      number: "551140001000",
      displayName: "Story Shop",
      accountKey: account?.key,
    });
    const message = {
      from: "551140001000",
      to: "5511955554444",
      content: {
        templateName: "boas_vindas",
        language: "en",
        templateData: {
          body: { placeholders: ["Rita", "*Recife*"] },
          buttons: [
            { type: "QUICK_REPLY", parameter: "show" },
            { type: "QUICK_REPLY", parameter: "stop" },
          ],
        },
      },
    };
    await api("POST", "/whatsapp/1/message/template", { messages: [message] }, key.apiKeySecret);
    await api("POST", "/control/flush");

    const page = await open("/phones");
    await page.getByLabel("Search phones").fill("95555");
    await page.getByRole("link", { name: "+55 11 95555-4444" }).click();
    await page.getByRole("link", { name: /Story Shop.*1 unread/ }).click();
    const chat = page.getByRole("log", { name: "Messages" });
    await chat.getByText("Hi Rita!").waitFor();
    expect(await chat.locator("strong").textContent()).toBe("Recife");
    await expect.poll(() => sandbox.state.messages.at(0)?.state).toBe("seen");

    await chat.getByRole("button", { name: "Show me" }).click();
    await chat.getByRole("article").filter({ hasText: "Show me" }).nth(1).waitFor();
    await page.getByRole("textbox", { name: "Message" }).fill("Thanks, _very_ nice");
    await page.getByRole("button", { name: "Send" }).click();
    await chat.getByText("very", { exact: true }).waitFor();
    const fromPhone = sandbox.state.messages.filter((one) => one.fromPhone);
    expect(fromPhone.map((one) => one.kind)).toEqual(["BUTTON", "TEXT"]);
  });
});

describe("faults", () => {
  test("a setting is saved when it changes, and kept", async () => {
    const page = await open("/faults");
    await page.getByLabel("Outage: every call fails").check();
    await page.getByText("Saved").waitFor();
    expect(sandbox.state.settings.faults.outage).toBe(true);
    await page.getByLabel("Outage: every call fails").uncheck();
    await page.getByLabel("Messages refused (%)").fill("12.5");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => sandbox.state.settings.faults)
      .toMatchObject({ outage: false, rejectRate: 0.125 });
    // The stories below must not be refused by chance.
    await page.getByLabel("Messages refused (%)").fill("0");
    await page.keyboard.press("Enter");
    await expect.poll(() => sandbox.state.settings.faults.rejectRate).toBe(0);
    await page.getByRole("region", { name: "Magic numbers", exact: true }).getByLabel("Filter").fill("7032");
    await page.getByRole("row", { name: /7032.*Frequency capping/ }).waitFor();
  });

  test("every setting of the sandbox has its control", async () => {
    const page = await open("/faults");
    await page.getByRole("heading", { name: "Receipts" }).waitFor();
    await page.locator('[data-setting="autoReview"]').waitFor();
    const { faults, ...settings } = sandbox.state.settings;
    const names = [
      ...Object.keys(settings),
      ...Object.keys(faults).map((name) => `faults.${name}`),
      ...Object.keys(sandbox.state.meta.settings),
    ];
    for (const name of names) expect(await page.locator(`[data-setting="${name}"]`).count(), name).toBe(1);
    expect(await page.getByText(/Other setting/).count()).toBe(0);
  });

  test("an outage for some seconds counts down, and ends when told", async () => {
    const page = await open("/faults");
    await page.getByLabel("Outage for (seconds)").fill("40");
    await page.getByRole("button", { name: "Start outage" }).click();
    await page.getByText(/Every call fails for another (40|39) s/).waitFor();
    await page.getByText(/Every call fails for another 38 s/).waitFor();
    expect(sandbox.state.settings.faults.outage).toBe(true);
    await page.getByRole("button", { name: "End outage now" }).click();
    await expect.poll(() => sandbox.state.settings.faults.outage).toBe(false);
  });

  test("the next call goes wrong as ordered, and only that one", async () => {
    const page = await open("/faults");
    await page.getByLabel("Path").fill("/account/1/balance");
    await page.getByLabel("HTTP status").fill("503");
    await page.getByRole("button", { name: "Order this fault" }).click();
    await page.getByText("1 left").waitFor();
    const [account] = (await api("GET", "/control/accounts")) as { key: string }[];
    const { apiKeySecret } = (await api("POST", `/control/accounts/${account?.key}/keys`, {
      name: "Fault story",
      scopeGuids: ["account-management:manage"],
    })) as { apiKeySecret: string };
    const ask = () =>
      fetch(`${sandbox.url}/account/1/balance`, { headers: { authorization: `App ${apiKeySecret}` } });
    expect((await ask()).status).toBe(503);
    expect((await ask()).status).toBe(200);
    await page.getByText("None is ordered.").waitFor();
  });

  test("what arrived is counted, by template too", async () => {
    const page = await open("/faults");
    await page.getByRole("row", { name: /boas_vindas/ }).waitFor();
    expect(await page.locator('[data-total="accepted"]').textContent()).toBe("1");
  });
});

describe("portal tools", () => {
  test("a key's validity is changed; the balance is used up", async () => {
    const page = await open("/portal/api-keys");
    await page.getByRole("button", { name: "Edit Fault story" }).click();
    await page.getByLabel("Expires").fill("2020-01-01");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: /Fault story.*Expired/ }).waitFor();
    await page.getByRole("link", { name: "Home" }).click();
    await page.getByRole("button", { name: "Change balance" }).click();
    await page.getByLabel("New balance").fill("-5");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("-R$5.00").waitFor();
    expect([...sandbox.state.accounts.values()][0]?.balance).toBe(-5);
  });

  test("another system sends from the number; the number takes its inbound away", async () => {
    const page = await open("/portal/senders");
    await page.getByRole("button", { name: "Send as another system" }).first().click();
    await page.getByLabel("How many").fill("3");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("3 of 3 accepted.").waitFor();
    expect(await api("GET", "/control/witness")).toMatchObject({ foreign: 3 });
    await page.getByRole("button", { name: "Close" }).click();

    await page.getByRole("button", { name: "To the subscriptions" }).first().click();
    await page.getByLabel("The number has its own configuration").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Taken by the number's own configuration" }).click();
    await page.getByLabel("The number has its own configuration").uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "To the subscriptions" }).first().waitFor();
  });
});

describe("language", () => {
  test("a Portuguese browser gets Portuguese; the switch changes it", async () => {
    const portuguese = await browser.newContext({ locale: "pt-BR" });
    const page = await portuguese.newPage();
    await page.goto(`${sandbox.url}/portal/api-keys`);
    await page.getByRole("button", { name: "Criar chave de API" }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Create API key" }).waitFor();
    await portuguese.close();
  });
});
