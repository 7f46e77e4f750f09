/** The registry of data, a contact's profile, the list and API keys, in a browser. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createWorld, look, lookInOtherWays, type World } from "./steps/world.ts";

let world: World;
const home = () => `${world.system.url}/w/demo`;
let contactId = "";

beforeAll(async () => {
  world = await createWorld();
  const { page, system } = world;
  await page.goto(system.url);
  await page.getByLabel("Email").fill(system.email);
  await page.getByLabel("Password", { exact: true }).fill(system.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}, 180_000);

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await look(world.page, `failed-profile-${task.name.slice(0, 8)}`);
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
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

const anita = {
  externalId: "vip-1",
  firstName: "Anita",
  lastName: "Conceição Ramos",
  phone: "+5511988887777",
  email: "anita@example.com",
  country: "BR",
  homeCity: "Recife",
  language: "pt-BR",
  timeZone: "America/Recife",
  attributes: {
    loyalty_points: 1200,
    shirt: "M",
    address: { city: "Recife", zip: "50030-230", geo: { lat: -8.05, lng: -34.9 } },
    pets: [
      { kind: "dog", name: "Thor", age: 4 },
      { kind: "cat", name: "Mel" },
    ],
  },
};

async function somethingHappens(): Promise<void> {
  ({ id: contactId } = await api<{ id: string }>("POST", "/contacts", anita));
  const { key } = await api<{ key: string }>("POST", "/api-keys", {
    name: "Shop",
    permissions: ["users.track"],
  });
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const answer = await fetch(`${world.system.url}/users/track`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      events: [1, 3, 3, 8].map((daysAgo) => ({
        external_id: "vip-1",
        name: "visited_store",
        time: at(daysAgo),
        properties: { store: "Boa Viagem", minutes: 12 },
      })),
      purchases: [
        {
          external_id: "vip-1",
          product_id: "sandals",
          currency: "BRL",
          price: 89.9,
          quantity: 2,
          time: at(2),
        },
      ],
    }),
  });
  expect(answer.status).toBe(201);
}

test("what happened to a person, what they have, and an edit that is taken back", async () => {
  const { page } = world;
  await somethingHappens();
  await page.goto(`${home()}/contacts/${contactId}`);
  await page.getByRole("heading", { level: 1, name: "Anita Conceição Ramos" }).waitFor();
  await page.getByRole("tab", { name: "Attributes" }).click();
  await page.getByRole("cell", { name: "Thor" }).waitFor();
  await look(page, "30-profile-attributes");
  await page.getByRole("button", { name: /^Edit shirt: M/ }).click();
  await page.getByRole("textbox", { name: "shirt" }).fill("G");
  await page.getByRole("textbox", { name: "shirt" }).press("Enter");
  await page.getByRole("button", { name: /^Edit shirt: G/ }).waitFor();
  await page.getByRole("tab", { name: "Activity" }).click();
  const activity = page.getByRole("list", { name: "Activity" });
  await activity.getByText("Bought sandals").waitFor();
  await activity.getByText("R$").first().waitFor();
  await look(page, "30-profile-activity");
  await lookInOtherWays(world, "30-profile-activity", `${home()}/contacts/${contactId}?tab=timeline`);
  await activity.getByRole("button", { name: "Undo" }).click();
  await activity.getByText(/took an edit back/).waitFor();
  const { attributes } = await api<{ attributes: { shirt: string } }>("GET", `/contacts/${contactId}`);
  expect(attributes.shirt).toBe("M");
  await page.getByLabel("Search activity").fill("boa viagem");
  await expect.poll(() => activity.getByRole("listitem").count()).toBe(4);
}, 120_000);

test("two people edit the same field: the second is told what is there now", async () => {
  const { page } = world;
  await page.goto(`${home()}/contacts/${contactId}?tab=attributes`);
  await page.getByRole("button", { name: /^Edit shirt: M/ }).click();
  await api("PATCH", `/contacts/${contactId}`, { attributes: { shirt: "GG" } });
  await page.getByRole("textbox", { name: "shirt" }).fill("P");
  await page.getByRole("textbox", { name: "shirt" }).press("Enter");
  await page.getByText(/changed this while you were editing: it is “GG” now/).waitFor();
  await look(page, "30-profile-conflict");
  await page.getByRole("textbox", { name: "shirt" }).press("Enter");
  await page.getByRole("button", { name: /^Edit shirt: P/ }).waitFor();
}, 60_000);

test("an alias is added; a second profile of the same person is merged after a look at what is left", async () => {
  const { page } = world;
  const twin = await api<{ id: string }>("POST", "/contacts", {
    firstName: "Nita",
    email: "nita@example.com",
  });
  await page.goto(`${home()}/contacts/${twin.id}`);
  await page.getByRole("button", { name: "Add alias" }).click();
  await page.getByLabel("System").fill("crm");
  await page.getByLabel("Its name for the contact").fill("n-7");
  await page.getByRole("button", { name: "Add alias" }).click();
  await page.getByText("Alias (crm)").waitFor();
  await page.getByRole("button", { name: "Actions for this contact" }).click();
  await page.getByRole("menuitem", { name: "Merge into another" }).click();
  const modal = page.getByRole("dialog", { name: "Merge two contacts" });
  await modal.getByPlaceholder("Name, phone, e-mail or ID").fill("anita conc");
  await page.getByRole("option", { name: /Anita/ }).click();
  await modal.getByRole("cell", { name: "nita@example.com", exact: true }).waitFor();
  await look(page, "30-profile-merge");
  await modal.getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Anita Conceição Ramos" }).waitFor();
  await page.getByText("Alias (crm)").waitFor();
}, 60_000);

test("the registry shows what there is, blocks an attribute and removes its values", async () => {
  const { page } = world;
  await page.goto(`${home()}/data`);
  await page.getByRole("table", { name: "Attributes" }).waitFor();
  await look(page, "31-data");
  await lookInOtherWays(world, "31-data", `${home()}/data`);
  await page.getByLabel("Search attributes").fill("loyalty");
  await page.getByRole("link", { name: /loyalty_points/ }).click();
  const drawer = page.getByRole("dialog", { name: "loyalty_points" });
  await drawer.getByText("From 1,200 to 1,200").waitFor();
  await look(page, "31-data-attribute");
  await drawer.getByRole("button", { name: "Block" }).click();
  await page
    .getByRole("dialog", { name: "Block loyalty_points?" })
    .getByRole("button", { name: "Block" })
    .click();
  await drawer.getByText(/Blocked since/).waitFor();
  await drawer.getByRole("button", { name: "Remove all values" }).click();
  const asked = page.getByRole("dialog", { name: /Remove all values of/ });
  await asked.getByLabel("Type loyalty_points to confirm").fill("loyalty_points");
  await look(page, "31-data-remove");
  await asked.getByRole("button", { name: "Remove all values" }).click();
  await drawer.getByText("The value of 1 contact was removed.").waitFor({ timeout: 30_000 });
  await page.goto(`${home()}/data/events`);
  await page.getByRole("link", { name: /visited_store/ }).click();
  await page
    .getByRole("dialog", { name: "visited_store" })
    .getByRole("cell", { name: "Boa Viagem" })
    .waitFor();
  await look(page, "31-data-event");
  await lookInOtherWays(world, "31-data-event", page.url());
}, 120_000);

test("the list finds people without accents, shows chosen columns and changes many at once", async () => {
  const { page } = world;
  await page.goto(`${home()}/contacts?q=conceicao%20anita`);
  await page.getByRole("link", { name: /Anita Conceição Ramos/ }).waitFor();
  await page.getByText("1 contact", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByPlaceholder("Search attributes").click();
  await page.getByRole("option", { name: "shirt" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("columnheader", { name: "shirt" }).waitFor();
  await page.getByRole("checkbox", { name: "Select Anita Conceição Ramos" }).check();
  await look(page, "32-list");
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Add to list" }).click();
  const asked = page.getByRole("dialog", { name: "Add 1 contact to a list" });
  await asked.getByLabel("List").fill("vip");
  await asked.getByRole("button", { name: "Add to list" }).click();
  await page.getByText("Done for 1 contact.").waitFor();
  const { attributes } = await api<{ attributes: { import_lists: string[] } }>(
    "GET",
    `/contacts/${contactId}`,
  );
  expect(attributes.import_lists).toEqual(["vip"]);
  await lookInOtherWays(world, "32-list", `${home()}/contacts`);
}, 90_000);

test("a key is edited in place", async () => {
  const { page } = world;
  await page.goto(`${home()}/settings/api-keys`);
  await page.getByRole("button", { name: "Edit Shop" }).click();
  const modal = page.getByRole("dialog", { name: "Edit Shop" });
  await modal.getByLabel("Search permissions").fill("segment");
  await modal.getByRole("checkbox", { name: "segments.list" }).check();
  await modal.getByLabel("Allowed IP addresses").fill("10.0.0.0/33");
  await modal.getByLabel("Allowed IP addresses").press("Enter");
  await modal.getByRole("button", { name: "Save" }).click();
  await modal.getByText(/is not an IP address or range/).waitFor();
  await look(page, "33-key-edit");
  await modal.getByLabel("Allowed IP addresses").press("Backspace");
  await modal.getByRole("button", { name: "Save" }).click();
  await page.getByText("Shop was changed.").waitFor();
  const { items } = await api<{ items: { name: string; permissions: string[] }[] }>("GET", "/api-keys");
  expect(items.find(({ name }) => name === "Shop")?.permissions).toEqual(["users.track", "segments.list"]);
  await lookInOtherWays(world, "33-keys", page.url());
}, 90_000);
