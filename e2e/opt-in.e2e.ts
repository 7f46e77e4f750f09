/**
 * Consent from both ends, in a browser: a link whose QR code a phone follows, a form on another site that the phone confirms, the
 * proof of it on the contact, and a word that ends it.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { badKey } from "./steps/connect.ts";
import { createWorld, look, lookInOtherWays, sandboxApi, type World } from "./steps/world.ts";

let world: World;
let shop: Server;
let shopPage = "";
const home = () => `${world.system.url}/w/demo`;
const number = "5511950008202";
const marina = "5511987001001";
const bia = "5511987001002";

beforeAll(async () => {
  world = await createWorld();
  const { page, system } = world;
  await page.goto(system.url);
  await page.getByLabel("Email").fill(system.email);
  await page.getByLabel("Password", { exact: true }).fill(system.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  // Somebody else's site, on an origin of its own.
  shop = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(shopPage);
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
}, 180_000);

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [index, page] of world.context.pages().entries())
    await look(page, `opt-in-failed-${task.name.slice(0, 1)}-${index}`);
});

afterAll(async () => {
  shop?.close();
  expect(world.scriptErrors).toEqual([]);
  await world?.close();
});

const shopOrigin = () => `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;

async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await world.page.request.fetch(`${world.system.url}/api/v1/workspaces/demo${path}`, {
    method,
    headers: { "content-type": "application/json", origin: world.system.url },
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

async function connectNumber(): Promise<void> {
  const [account] = await sandboxApi<{ key: string }[]>(world, "GET", "/control/accounts");
  await sandboxApi(world, "POST", "/control/wabas", {
    number,
    name: "Aurora WABA",
    displayName: "Loja Aurora",
    accountKey: account?.key,
  });
  const apiKey = await badKey(world, { name: "Ponte" });
  const whatsapp = "/integrations/whatsapp";
  const { id } = await api<{ id: string }>("POST", `${whatsapp}/connections`, {
    provider: "infobip",
    apiKey,
    baseUrl: world.system.sandboxUrl,
  });
  await api("POST", `${whatsapp}/connections/${id}/links`, { phone: `+${number}` });
  const numbers = async () => (await api<{ items: unknown[] }>("GET", "/subscription-groups")).items.length;
  await expect.poll(numbers, { timeout: 30_000 }).toBe(1);
}

/** Opens a phone, follows a wa.me link on it and sends what is written. */
async function follow(phone: string, link: string): Promise<Page> {
  await sandboxApi(world, "POST", "/control/phones", { number: phone, name: "Marina" });
  const page = await world.context.newPage();
  await page.goto(`${world.system.sandboxUrl}/phones/${phone}`);
  await page.getByLabel("wa.me link").fill(link);
  await page.getByRole("button", { name: "Open the chat" }).click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  return page;
}

interface HistoryEntry {
  readonly state: string;
  readonly source: string;
  readonly detail: Record<string, unknown>;
}

async function history(phone: string): Promise<HistoryEntry[]> {
  const found = await api<{ items: { id: string }[] }>(
    "GET",
    `/contacts?q=${encodeURIComponent(`+${phone}`)}`,
  );
  const [contact] = found.items;
  if (!contact) return [];
  return (await api<{ items: HistoryEntry[] }>("GET", `/contacts/${contact.id}/subscription-history`)).items;
}

const lastSource = async (phone: string) => {
  const [last] = await history(phone);
  return last ? `${last.source}:${last.state}` : "";
};

test("1. a link is made, a phone follows its code, the contact is subscribed and thanked", async () => {
  const { page } = world;
  await connectNumber();
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Opt-in", exact: true })
    .click();
  await page.getByRole("link", { name: "New link" }).first().waitFor();
  await look(page, "opt-in-1-empty");
  await page.getByRole("link", { name: "New link" }).first().click();
  await page.getByLabel("Name").fill("Shop window");
  await page.getByLabel("Ready text").fill("Quero receber as novidades da Aurora");
  await page.getByLabel("Thank-you on WhatsApp").fill("Obrigada! Para sair, escreva PARAR.");
  await page.getByText("Quero receber as novidades da Aurora [K7QP2]").waitFor();
  await page.getByLabel("Attribute to set").fill("opt_in_place");
  await page.getByLabel("Its value").fill("paulista");
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByRole("img", { name: "QR code of Shop window" }).waitFor();
  for (const kind of ["SVG", "PNG"]) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: kind }).click();
    expect((await download).suggestedFilename()).toBe(`qr-shop-window.${kind.toLowerCase()}`);
  }
  const url = (await page.getByTestId("link-url").textContent()) ?? "";
  expect(url).toMatch(new RegExp(`^https://wa\\.me/${number}\\?text=`));
  await look(page, "opt-in-1-link");
  await lookInOtherWays(world, "opt-in-1-link", page.url());
  const phone = await follow(marina, url);
  await look(phone, "opt-in-1-prefilled");
  await phone.getByRole("button", { name: "Send", exact: true }).click();
  await phone.getByRole("article").getByText("Obrigada! Para sair, escreva PARAR.").waitFor();
  await look(phone, "opt-in-1-thanked");
  await phone.close();
  await expect.poll(() => lastSource(marina), { timeout: 10_000 }).toBe("opt_in_link:subscribed");
  await page.reload();
  await expect.poll(() => page.getByRole("group", { name: "Subscribed" }).textContent()).toContain("1");
});

test("2. a form on another site is confirmed from the phone, and the proof is kept", async () => {
  const { page, context } = world;
  await page.goto(`${home()}/opt-in?tab=forms`);
  await page.getByRole("link", { name: "New form" }).first().click();
  await page.getByLabel("Name").first().fill("Footer");
  const sites = page.getByRole("combobox", { name: "Sites that may show it" });
  await sites.fill(shopOrigin());
  await sites.press("Enter");
  await page
    .frameLocator('iframe[title="Preview of the form"]')
    .getByRole("heading", { name: "News of Loja Aurora on WhatsApp" })
    .waitFor();
  await look(page, "opt-in-2-new-form");
  await page.getByRole("button", { name: "Create form" }).click();
  const snippet = (await page.getByText("<script src=").textContent()) ?? "";
  await look(page, "opt-in-2-form");
  await lookInOtherWays(world, "opt-in-2-form", page.url());
  shopPage = `<!doctype html><html lang="en"><title>Shop</title><body><h1>Somebody else's shop</h1>${snippet}</body></html>`;
  const visitor = await context.newPage();
  await visitor.goto(`${shopOrigin()}/footer?utm_source=mail`);
  const frame = visitor.frameLocator('iframe[title="WhatsApp"]');
  await frame.getByLabel("WhatsApp number").fill("11 98700-1002");
  await frame.getByLabel("First name").fill("Bia");
  await frame.getByRole("button", { name: "Continue on WhatsApp" }).click();
  await frame.getByText("Please agree first").waitFor();
  await look(visitor, "opt-in-2-visitor");
  await frame.getByRole("checkbox").check();
  await frame.getByRole("button", { name: "Continue on WhatsApp" }).click();
  const link = (await frame.getByRole("link", { name: "Open WhatsApp" }).getAttribute("href")) ?? "";
  await look(visitor, "opt-in-2-visitor-next");
  expect(await history(bia)).toEqual([]);
  const phone = await follow(bia, link);
  await phone.getByRole("button", { name: "Send", exact: true }).click();
  await phone.getByRole("article").getByText("Confirmed! To leave, just write STOP.").waitFor();
  await expect.poll(() => lastSource(bia), { timeout: 10_000 }).toBe("opt_in_form:subscribed");
  const [proof] = await history(bia);
  expect(proof?.detail).toMatchObject({
    formName: "Footer",
    consentVersion: 1,
    consentText: expect.stringContaining("I agree that Loja Aurora"),
    consentLanguage: "en",
    page: `${shopOrigin()}/footer`,
  });

  await phone.getByRole("textbox", { name: "Message" }).fill("PARAR");
  await phone.getByRole("button", { name: "Send", exact: true }).click();
  await expect.poll(() => lastSource(bia), { timeout: 10_000 }).toBe("inbound:unsubscribed");
  await phone.close();
  await visitor.close();
});

test("3. a site that is not on the list shows nothing, and the words are there to change", async () => {
  const { page, context } = world;
  const other = await context.newPage();
  await other.goto(`${shopOrigin().replace("127.0.0.1", "localhost")}/`);
  await other.waitForTimeout(500);
  expect(await other.frameLocator('iframe[title="WhatsApp"]').getByLabel("WhatsApp number").count()).toBe(0);
  await other.close();
  await page.goto(`${home()}/opt-in?tab=words`);
  await page.getByRole("heading", { name: "Words to leave" }).waitFor();
  await look(page, "opt-in-3-words");
  await lookInOtherWays(world, "opt-in-3-words", page.url());
  await page.goto(`${home()}/opt-in`);
  await page.getByRole("link", { name: /Shop window/ }).waitFor();
  await look(page, "opt-in-3-list");
  await lookInOtherWays(world, "opt-in-3-list", page.url());
});
