/** One number rests, in a browser: by a person's hand and by trouble; the number's row, its banner and the campaign say why. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { badKey } from "./steps/connect.ts";
import { createWorld, look, lookInOtherWays, sandboxApi, type World } from "./steps/world.ts";

let world: World;
const home = () => `${world.system.url}/w/demo`;
const phone = "5511950008101";

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
  if (task.result?.state === "fail") await look(world.page, `failed-number-pause-${task.name.slice(0, 8)}`);
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

const numbers = async () =>
  (await api<{ items: { id: string; pause: unknown }[] }>("GET", "/subscription-groups")).items;

async function connectNumber(): Promise<void> {
  const [account] = await sandboxApi<{ key: string }[]>(world, "GET", "/control/accounts");
  await sandboxApi(world, "POST", "/control/wabas", {
    number: phone,
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
  await api("POST", `${whatsapp}/connections/${id}/links`, { phone: `+${phone}` });
  await expect.poll(async () => (await numbers()).length, { timeout: 30_000 }).toBe(1);
}

async function launchToEverybody(): Promise<string> {
  const templates = await api<{ items: { id: string; name: string; language: string }[] }>(
    "GET",
    "/templates",
  );
  const template = templates.items.find(
    ({ name, language }) => name === "boas_vindas" && language === "pt_BR",
  );
  const everybody = { name: "Everybody", filter: { kind: "and", children: [] } };
  const segment = await api<{ id: string }>("POST", "/segments", everybody);
  const campaign = await api<{ id: string }>("POST", "/campaigns", { name: "While the number rests" });
  await api("PATCH", `/campaigns/${campaign.id}`, {
    subscriptionGroupId: (await numbers())[0]?.id,
    segmentId: segment.id,
    templateId: template?.id,
    variables: { "body.1": "cliente", "body.2": "sua cidade" },
  });
  await api("POST", `/campaigns/${campaign.id}/launch`, {});
  return campaign.id;
}

test("a number is paused by hand; the campaign says why it waits, and goes on with the number", async () => {
  const { page } = world;
  await connectNumber();
  await page.goto(`${home()}/integrations/whatsapp?tab=byo`);
  await page.getByRole("button", { name: /^Actions for .*95000-8101/ }).click();
  await page.getByRole("menuitem", { name: "Pause sending" }).click();
  await page.getByRole("alert").getByText("Somebody paused it").waitFor();
  await page.getByText("Paused", { exact: true }).first().waitFor();
  await look(page, "20-number-paused");
  await lookInOtherWays(world, "20-number-paused", `${home()}/integrations/whatsapp?tab=byo`);

  const campaign = await launchToEverybody();
  await page.goto(`${home()}/campaigns/${campaign}`);
  await page.getByText("Its messages wait until somebody resumes it.").waitFor({ timeout: 30_000 });
  await look(page, "21-campaign-waits");

  await page.goto(`${home()}/integrations/whatsapp?tab=byo`);
  await page.getByRole("alert").getByRole("button", { name: "Resume sending" }).click();
  await page.getByText(/sends again/).waitFor();
  await expect
    .poll(async () => (await sandboxApi<{ accepted: number }>(world, "GET", "/control/witness")).accepted, {
      timeout: 60_000,
    })
    .toBeGreaterThan(0);
}, 180_000);

test("a number that Infobip restricts rests by itself, and its banner says what to do", async () => {
  const { page } = world;
  await sandboxApi(world, "PATCH", `/control/senders/${phone}`, { status: "RESTRICTED" });
  const [number] = await numbers();
  const { connections } = await api<{ connections: { id: string }[] }>("GET", "/integrations/whatsapp");
  await api("POST", `/integrations/whatsapp/connections/${connections[0]?.id}/refresh`, {});
  await expect.poll(async () => (await numbers())[0]?.pause, { timeout: 30_000 }).not.toBeNull();
  expect(number?.pause).toBeNull();
  await page.goto(`${home()}/integrations/whatsapp?tab=byo`);
  await page.getByRole("alert").getByText("WhatsApp shows the number as: Restricted").waitFor();
  await look(page, "22-number-restricted");
}, 120_000);
