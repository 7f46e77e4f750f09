/** The page of a segment and its guards in a browser: size, tags, use by drafts, a campaign from it, deletion that names what depends on it. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createWorld, look, lookInOtherWays, type World } from "./steps/world.ts";

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
}, 180_000);

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await look(world.page, `failed-segment-page-${task.name.slice(0, 8)}`);
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

const brazil = {
  kind: "attribute",
  custom: false,
  name: "country",
  type: "string",
  operator: "equals",
  value: "BR",
};

test("a segment shows its size, its people, and keeps its tags", async () => {
  const { page } = world;
  const segment = await api<{ id: string }>("POST", "/segments", {
    name: "Brazilians of the fair",
    description: "Everybody whose country is Brazil.",
    filter: { kind: "and", children: [brazil] },
  });
  await api("POST", "/segments", {
    name: "The others",
    filter: { kind: "not", child: { kind: "segment", segmentId: segment.id } },
  });
  await page.goto(`${home()}/segments/${segment.id}`);
  await page.getByRole("heading", { name: "Brazilians of the fair" }).waitFor();
  await page.getByText("Contacts for whom country is Brazil.").waitFor();
  const size = page.getByRole("region", { name: "Size over time" }).getByRole("status");
  await expect.poll(() => size.textContent()).toMatch(/[\d,]+ contacts/);
  await page.getByRole("button", { name: "Add tags" }).click();
  await page.getByRole("combobox", { name: "Tags" }).fill("fair");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save tags" }).click();
  await page.getByRole("list", { name: "Tags" }).getByText("fair").waitFor();
  const stored = await api<{ tags: string[] }>("GET", `/segments/${segment.id}`);
  expect(stored.tags).toEqual(["fair"]);
  await page.getByRole("region", { name: "Changes" }).getByText("changed the tags").waitFor();
  await page
    .getByRole("region", { name: "Where it is used" })
    .getByRole("link", { name: "The others" })
    .waitFor();
  await look(page, "segment-page");
  await lookInOtherWays(world, "segment-page", page.url());
});

test("a campaign is made from it, and the segment says so", async () => {
  const { page } = world;
  await page.getByRole("button", { name: "Create campaign" }).click();
  await page.getByLabel("Campaign name").waitFor();
  expect(await page.getByLabel("Campaign name").inputValue()).toBe("To Brazilians of the fair");
  await page.getByRole("combobox", { name: "Tags" }).fill("fair");
  await page.keyboard.press("Enter");
  await page.getByText("Saved").first().waitFor();
  await look(page, "campaign-tags");
  await page.goto(`${home()}/campaigns?tag=fair`);
  await page.getByRole("link", { name: /To Brazilians of the fair/ }).waitFor();
  await look(page, "campaigns-by-tag");
});

test("the list knows sizes, labels and use; what is in use is not deleted, what drafts use only after a word", async () => {
  const { page } = world;
  await page.goto(`${home()}/segments?tag=fair`);
  const row = page.getByRole("row", { name: /Brazilians of the fair/ });
  await row.waitFor();
  await row.getByText("1 campaign, 1 segment").waitFor();
  expect(await page.getByRole("row").count()).toBe(2);
  await look(page, "segment-list");
  await lookInOtherWays(world, "segment-list", page.url());
  await row.getByRole("button", { name: "Actions for Brazilians of the fair" }).click();
  await page.getByRole("menuitem", { name: "Delete segment" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("link", { name: "The others" }).waitFor();
  await look(page, "segment-delete-in-use");
  await dialog.getByRole("link", { name: "The others" }).click();
  await page.getByRole("heading", { name: "The others" }).waitFor();
  await page.getByRole("button", { name: "Actions for The others" }).click();
  await page.getByRole("menuitem", { name: "Delete segment" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete segment" }).click();
  await page.getByRole("heading", { name: "Segments" }).waitFor();
  await page.getByRole("button", { name: "Actions for Brazilians of the fair" }).click();
  await page.getByRole("menuitem", { name: "Delete segment" }).click();
  await page.getByRole("dialog").getByText("This draft uses the segment").waitFor();
  await look(page, "segment-delete-drafts");
  await page.getByRole("dialog").getByRole("button", { name: "Delete segment" }).click();
  await expect.poll(() => page.getByRole("row", { name: /Brazilians of the fair/ }).count()).toBe(0);
});
