/**
 * A key that ends, in a browser: the bell tells, sending pauses with nothing lost, the doctor names the cause, a new key is
 * entered in place, and every message arrives exactly once.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { badKey, submitCredentials } from "./steps/connect.ts";
import { createWorld, look, lookInOtherWays, sandboxApi, type World } from "./steps/world.ts";

let world: World;
let apiKey: string;
const home = () => `${world.system.url}/w/demo`;

interface Witness {
  readonly accepted: number;
  readonly distinctRecipients: number;
}

const witness = () => sandboxApi<Witness>(world, "GET", "/control/witness");

beforeAll(async () => {
  world = await createWorld();
  const { page, system } = world;
  await page.goto(system.url);
  await page.getByLabel("Email").fill(system.email);
  await page.getByLabel("Password", { exact: true }).fill(system.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}, 180_000);

afterAll(async () => {
  expect(world.scriptErrors).toEqual([]);
  await world?.close();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await look(world.page, `failed-doctor-${task.name.slice(0, 1)}`);
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

async function openNotices(): Promise<string[]> {
  const { items } = await api<{ items: { kind: string }[] }>("GET", "/notices?filter=open");
  return items.map(({ kind }) => kind);
}

async function launchToEverybody(): Promise<void> {
  const [templates, numbers] = await Promise.all([
    api<{ items: { id: string; name: string; language: string }[] }>("GET", "/templates"),
    api<{ items: { id: string }[] }>("GET", "/subscription-groups"),
  ]);
  const template = templates.items.find(
    ({ name, language }) => name === "boas_vindas" && language === "pt_BR",
  );
  const segment = await api<{ id: string }>("POST", "/segments", {
    name: "Everybody",
    filter: { kind: "and", children: [] },
  });
  const campaign = await api<{ id: string }>("POST", "/campaigns", { name: "While the key is over" });
  await api("PATCH", `/campaigns/${campaign.id}`, {
    subscriptionGroupId: numbers.items[0]?.id,
    segmentId: segment.id,
    templateId: template?.id,
    variables: { "body.1": "{{${first_name} | default: 'cliente'}}", "body.2": "sua cidade" },
  });
  await api("POST", `/campaigns/${campaign.id}/launch`, {});
}

async function endKey(): Promise<void> {
  const [account] = await sandboxApi<{ key: string }[]>(world, "GET", "/control/accounts");
  const keys = await sandboxApi<{ id: string; name: string }[]>(
    world,
    "GET",
    `/control/accounts/${account?.key}/keys`,
  );
  const id = keys.find(({ name }) => name === "Ponte – first")?.id;
  await sandboxApi(world, "PATCH", `/control/keys/${id}`, { validTo: "2020-01-01T00:00:00" });
}

describe("the life of a key", () => {
  test("1. a connected number has a page of its own, and is well", async () => {
    const { page, system } = world;
    const [account] = await sandboxApi<{ key: string }[]>(world, "GET", "/control/accounts");
    await sandboxApi(world, "POST", "/control/wabas", {
      number: "5511950008001",
      name: "Aurora WABA",
      displayName: "Loja Aurora",
      accountKey: account?.key,
    });
    await page.goto(`${home()}/integrations/whatsapp?tab=byo`);
    await page.getByRole("radio", { name: /never been with a WhatsApp partner/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    apiKey = await badKey(world, { name: "Ponte – first", validTo: "2026-12-10T00:00:00" });
    await submitCredentials(page, apiKey, system.sandboxUrl);
    await page.getByText("Already on Infobip").click();
    await page.getByRole("radio", { name: /95000-8001/ }).check();
    await page.getByRole("button", { name: "Link this number" }).click();
    await page.getByText("Your number is ready to send").waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "See your numbers" }).click();
    await page.getByRole("link", { name: "Health and costs" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page
      .getByText(/days? left|Has ended/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Examine now" }).click();
    await page.getByRole("button", { name: "Examine again" }).waitFor();
    await page.getByText(/things? needs? attention|All is well/).waitFor();
    await page.getByRole("button", { name: /Show \d+ checks that are well/ }).click();
    await look(page, "08-doctor-well");
    expect(await page.locator("[data-check=subscriptions]").getAttribute("data-state")).toBe("ok");
    expect(await page.locator("[data-check=key]").getAttribute("data-state")).toBe("ok");
    await page.getByLabel("Tell people below").fill("100");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The threshold is set.").waitFor();
  });

  test("2. the key ends: sending pauses, the bell tells, the doctor names the cause", async () => {
    const { page } = world;
    await endKey();
    await launchToEverybody();
    const bell = page.getByRole("button", { name: /Notices: \d+ open/ }).first();
    await expect.poll(openNotices, { timeout: 60_000 }).toContain("key_failing");
    // The bell would ring within twenty seconds; that a page keeps itself current is seen in the next step.
    await page.reload();
    await bell.waitFor();
    await page.getByText("Sending is paused").waitFor({ timeout: 30_000 });
    await bell.click();
    await page
      .getByText(/is paused: the key is refused/)
      .first()
      .waitFor();
    await look(page, "08-bell");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Examine/ }).click();
    await page.locator("[data-check=key][data-state=failed]").waitFor();
    await page.getByRole("button", { name: "Copy report" }).click();
    const report = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(report).toContain("key.refused");
    expect(report).not.toContain(apiKey);
    await look(page, "08-doctor-paused");
    await lookInOtherWays(world, "08-connection", page.url());
    expect((await witness()).accepted).toBe(0);
    await page.goto(`${home()}/notices`);
    await page
      .getByText(/is paused: the key is refused/)
      .first()
      .waitFor();
    await look(page, "08-notices");
    await lookInOtherWays(world, "08-notices", page.url());
  });

  test("3. a new key is entered in place, and every message arrives exactly once", async () => {
    const { page } = world;
    await page
      .getByRole("link", { name: /Look at it: .*key is refused/ })
      .first()
      .click();
    await page.getByText("Sending is paused").waitFor();
    const again = await badKey(world, { name: "Ponte – second" });
    await page.getByRole("button", { name: "Replace key" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Replace key" });
    await dialog.getByLabel("API key", { exact: true }).fill(again);
    await dialog.getByRole("button", { name: "Replace key" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Sending is paused").waitFor({ state: "detached", timeout: 60_000 });
    const campaigns = await api<{ items: { name: string; stats: { queued: number; skipped: number } }[] }>(
      "GET",
      "/campaigns",
    );
    const stats = campaigns.items.find(({ name }) => name === "While the key is over")?.stats;
    const expected = (stats?.queued ?? 0) - (stats?.skipped ?? 0);
    expect(expected).toBeGreaterThan(500);
    await expect.poll(async () => (await witness()).accepted, { timeout: 90_000 }).toBe(expected);
    await page.waitForTimeout(3000);
    expect(await witness()).toMatchObject({ accepted: expected, distinctRecipients: expected });
    // The notice about the old key closes by itself.
    await expect.poll(openNotices, { timeout: 90_000 }).not.toContain("key_failing");
    await page.reload();
    await page.getByRole("cell", { name: "Brazil" }).first().waitFor();
    await look(page, "08-connection-costs");
  });

  test("4. people choose where else notices go", async () => {
    const { page } = world;
    await page.goto(`${home()}/settings/notices`);
    await page.getByText("This installation has no mail server.").waitFor();
    await page.getByLabel("Address", { exact: true }).fill("https://example.com/ponte");
    await page.getByRole("button", { name: "Save" }).last().click();
    await page.getByText(/^whsec_/).waitFor();
    await look(page, "08-notice-settings");
    await lookInOtherWays(world, "08-notice-settings", page.url());
  });
});
