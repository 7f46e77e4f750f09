/** The segment builder: six kinds of filters by keyboard alone, the count, a link to unsaved filters, undo, saving, an earlier visit's draft. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newContext } from "./browser.ts";
import { createWorld, look, type World } from "./steps/world.ts";

let world: World;
const home = () => `${world.system.url}/w/demo`;

beforeAll(async () => {
  world = await createWorld();
  const { page, system } = world;
  await page.goto(system.url);
  await page.getByLabel("Email").fill(system.email);
  await page.getByLabel("Password", { exact: true }).fill(system.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await shopData();
}, 180_000);

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await look(world.page, `failed-segments-${task.name.slice(0, 8)}`);
});

afterAll(async () => {
  expect(world.scriptErrors).toEqual([]);
  await world?.close();
});

/** The dashboard's own API, with the page's session. */
async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await world.page.request.fetch(`${world.system.url}/api/v1/workspaces/demo${path}`, {
    method,
    headers: { "content-type": "application/json", origin: world.system.url },
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** What a shop's systems send: objects, lists of objects, events with properties, purchases. */
async function shopData(): Promise<void> {
  const { key } = await api<{ key: string }>("POST", "/api-keys", {
    name: "Shop",
    permissions: ["users.track"],
    allowedIps: [],
  });
  const time = new Date(Date.now() - 86_400_000).toISOString();
  const ids = Array.from({ length: 20 }, (_, at) => `shop-${at}`);
  const response = await fetch(`${world.system.url}/users/track`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      attributes: ids.map((external_id, at) => ({
        external_id,
        first_name: `Ana ${at}`,
        country: "BR",
        dob: "1990-05-01",
        phone: `+55119555${String(10_000 + at)}`,
        address: { city: at % 2 ? "Recife" : "Olinda", geo: { zone: at } },
        orders: [{ sku: "tea", price: at }],
        loyalty: "silver",
      })),
      events: ids.map((external_id, at) => ({
        external_id,
        name: "order_placed",
        time,
        properties: { total: at * 10, coupon: "SPRING" },
      })),
      purchases: ids.map((external_id) => ({
        external_id,
        product_id: "tea-1",
        currency: "BRL",
        price: 50,
        time,
      })),
    }),
  });
  if (response.status !== 201) throw new Error(`/users/track: ${response.status} ${await response.text()}`);
}

const size = (page: Page) => page.getByRole("status", { name: "Segment size" });
const words = (page: Page) => page.getByRole("region", { name: "In words" });

async function counted(page: Page, contacts: RegExp): Promise<void> {
  await size(page).getByText(contacts).waitFor();
  await size(page)
    .getByText(/Counted in/)
    .waitFor();
}

/** F, what is looked for, Enter: the cursor then waits in the first field that is still empty. */
async function add(page: Page, search: string): Promise<void> {
  const menu = page.getByPlaceholder("Search attributes, events, messages …");
  await menu.waitFor();
  await cursorIn(page, "Search attributes, events, messages …");
  await page.keyboard.type(search);
  const chosen = page.locator("[role=option][data-combobox-selected]");
  await expect.poll(async () => (await chosen.textContent())?.toLowerCase()).toContain(search.toLowerCase());
  await page.keyboard.press("Enter");
  await menu.waitFor({ state: "detached" });
  await expect
    .poll(() => page.evaluate<boolean>("document.activeElement?.matches('[data-node] input') ?? false"))
    .toBe(true);
}

const focused = (page: Page) =>
  page.evaluate<string>(
    "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName",
  );

/** Waits until the cursor stands in the field of this name. */
async function cursorIn(page: Page, name: string): Promise<void> {
  await expect.poll(() => focused(page), { timeout: 5000 }).toBe(name);
}

let link = "";

test("six kinds of filters by keyboard alone, each with its part of the count and of the sentence", async () => {
  const { page } = world;
  await page.goto(`${home()}/segments/new`);
  await page.getByText("No filters yet").waitFor();
  await look(page, "segments-empty");
  await page.evaluate("document.activeElement?.blur()");

  await page.keyboard.press("f");
  await look(page, "segments-menu");
  await add(page, "loyalty");
  await cursorIn(page, "Value");
  await page.keyboard.type("silver");
  await page.getByText("loyalty is silver").waitFor();
  await counted(page, /^20 contacts/);

  await page.keyboard.press("Control+Enter");
  await add(page, "order_placed");
  await page.getByText(/order_placed happened in the last 30 days/).waitFor();

  await page.keyboard.press("Control+Enter");
  await add(page, "Purchase");
  await page.getByText(/there was a purchase in the last 30 days/).waitFor();

  await page.keyboard.press("Control+Enter");
  await add(page, "Age");
  await page.getByText(/age is at least 18/).waitFor();

  await page.keyboard.press("Control+Enter");
  await add(page, "Phone number");
  await page.getByText(/there is a phone number/).waitFor();

  await page.keyboard.press("Control+Enter");
  await add(page, "address");
  await cursorIn(page, "Place in the object");
  await page.keyboard.type("city");
  await page.keyboard.press("Enter");
  await cursorIn(page, "Value");
  await page.keyboard.type("Recife");
  await page.getByText(/address › city is Recife/).waitFor();
  await counted(page, /^10 contacts/);
  await page.keyboard.press("Escape");
  await look(page, "segments-six");
});

test("moving, excluding, removing and undoing need no mouse", async () => {
  const { page } = world;
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => words(page).textContent()).toMatch(/Recife, and there is a phone number/);
  await cursorIn(page, "Actions for filter 5");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Exclude these contacts" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => words(page).textContent()).toMatch(/it is not true that address › city is Recife/);
  await counted(page, /^10 contacts/);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(() => words(page).textContent()).toMatch(/and address › city is Recife/);
  await page.getByRole("button", { name: "Remove filter 6" }).focus();
  await page.keyboard.press("Delete");
  await cursorIn(page, "Actions for filter 5");
  await counted(page, /^20 contacts/);
  await page.keyboard.press("Control+z");
  await counted(page, /^10 contacts/);
});

test("a link opens the same unsaved filters; nothing is stored by opening it", async () => {
  const { page } = world;
  await expect.poll(() => page.url(), { timeout: 5000 }).toMatch(/draft=/);
  await page.getByRole("button", { name: "Copy link" }).click();
  link = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(link.length).toBeLessThan(1500);
  const context = await newContext(world.browser, { storageState: await world.context.storageState() });
  const colleague = await context.newPage();
  await colleague.goto(link);
  await colleague.getByText("These filters are not saved").waitFor();
  await counted(colleague, /^10 contacts/);
  expect(await words(colleague).textContent()).toBe(await words(page).textContent());
  await look(colleague, "segments-shared");
  await context.close();
  expect(await api("GET", "/segments?q=Recife")).toMatchObject({ items: [] });
});

test("what was not saved is offered again", async () => {
  const { page } = world;
  await page.getByLabel("Segment name").fill("Silver in Recife");
  await page.waitForTimeout(1200);
  // A crash asks nobody: the page is simply gone.
  const context = await newContext(world.browser, { storageState: await world.context.storageState() });
  const again = await context.newPage();
  await again.goto(`${home()}/segments/new`);
  await again.getByText("You left unsaved changes here").waitFor();
  await look(again, "segments-kept");
  await again.getByRole("button", { name: "Take them up" }).click();
  await counted(again, /^10 contacts/);
  expect(await again.getByLabel("Segment name").inputValue()).toBe("Silver in Recife");
  await context.close();
});

test("saved, it opens again as it was; an unfinished filter is named and gets the cursor", async () => {
  const { page } = world;
  await page.getByRole("button", { name: "Add filter", exact: true }).focus();
  await page.keyboard.press("Enter");
  await add(page, "Import list");
  await cursorIn(page, "Import list");
  await page.getByRole("button", { name: "Save segment" }).click();
  await page.getByText("One filter is not finished").waitFor();
  await cursorIn(page, "Import list");
  await look(page, "segments-unfinished");
  await page.getByRole("button", { name: "Remove filter 7" }).click();
  await page.getByRole("button", { name: "Save segment" }).click();
  await page.getByText("“Silver in Recife” is saved.").waitFor();
  const { items } = await api<{ items: { id: string }[] }>("GET", "/segments?q=Silver");
  await page.goto(`${home()}/segments/${items[0]?.id}/edit`);
  await counted(page, /^10 contacts/);
  await page.getByText(/address › city is Recife/).waitFor();
  expect(await page.getByRole("group", { name: /^Filter \d/ }).count()).toBe(6);
  expect(page.url()).not.toContain("draft=");
});
