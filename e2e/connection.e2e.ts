/**
 * The life of a connection, in a browser: a number that is on Infobip already is linked, archived, restored and moved; a sign-up
 * stops half-way, is found again and goes on; the account is disconnected and comes back.
 */
import pg from "pg";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { runningPostgresUrl } from "../server/src/lib/postgres.ts";
import { launchBrowser, newContext } from "./browser.ts";
import { badKey, signUpInPopup, sixScopes, submitCredentials } from "./steps/connect.ts";
import { look, lookInOtherWays, sandboxApi, type World } from "./steps/world.ts";
import { type System, startSystem, temporaryDataDir } from "./system.ts";

const data = temporaryDataDir();
let system: System;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let world: World;
const scriptErrors: string[] = [];
const whatsapp = () => `${system.url}/w/demo/integrations/whatsapp?tab=byo`;
const onInfobip = "+55 11 95000-7001";

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ dataDir: data.dir }), launchBrowser()]);
  context = await newContext(browser);
  context.on("weberror", (error) => scriptErrors.push(error.error().message));
  page = await context.newPage();
  const close = async () => undefined;
  world = { system, browser, context, page, scriptErrors, close };
  await aSecondWorkspace();
  await aNumberOnInfobip("5511950007001");
  await logIn();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  data.remove();
});

// A failed step leaves the page as it was.
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await look(page, `failed-connection-${task.name.slice(0, 1)}`);
});

/** The dashboard makes none yet; the one who logs in is a member of both. */
async function aSecondWorkspace(): Promise<void> {
  const client = new pg.Client({ connectionString: runningPostgresUrl(`${data.dir}/postgres`) ?? "" });
  await client.connect();
  await client.query(`
    with made as (insert into workspaces (slug, name, time_zone, default_country)
      values ('support', 'Loja Aurora – support', 'America/Sao_Paulo', 'BR') returning id)
    insert into memberships (workspace_id, person_id, role) select made.id, people.id, 'owner' from made, people`);
  await client.end();
}

async function aNumberOnInfobip(number: string): Promise<void> {
  const [account] = await sandboxApi<{ key: string }[]>(world, "GET", "/control/accounts");
  const body = { number, name: "Aurora WABA", displayName: "Loja Aurora", accountKey: account?.key };
  await sandboxApi(world, "POST", "/control/wabas", body);
}

async function logIn(): Promise<void> {
  await page.goto(system.url);
  await page.getByLabel("Email").fill(system.email);
  await page.getByLabel("Password", { exact: true }).fill(system.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}

async function numberMenu(item: string, phone = onInfobip): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${phone}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const archivedTable = () => page.getByRole("table", { name: "Archived numbers" });

describe("the life of a connection", () => {
  test("1. a number that moves has a checklist to go through first", async () => {
    await page.goto(whatsapp());
    await page.getByRole("radio", { name: /with another provider/ }).check();
    await page.getByText("What Meta asks before a number moves").waitFor();
    await page.getByText("Two-step verification is off").waitFor();
    const go = page.getByRole("button", { name: "Continue" });
    expect(await go.getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("button", { name: "Meta shows an error code?" }).click();
    await page.getByText(/2388001/).waitFor();
    await look(page, "07-migration-checklist");
    await lookInOtherWays(world, "07-migration-checklist", `${whatsapp()}&step=start&from=elsewhere`);
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    expect(await go.getAttribute("aria-disabled")).toBeNull();
  });

  test("2. links a number that is on Infobip, without Meta", async () => {
    await page.getByRole("radio", { name: /never been with a WhatsApp partner/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await submitCredentials(page, await badKey(world, { name: "Ponte – life" }), system.sandboxUrl);
    await page.getByText("Already on Infobip").click();
    await page.getByRole("radio", { name: /95000-7001/ }).check();
    await look(page, "07-link");
    await lookInOtherWays(world, "07-link", page.url());
    await page.getByRole("button", { name: "Link this number" }).click();
    await page.getByText("Your number is ready to send").waitFor({ timeout: 30_000 });
    await look(page, "07-linked");
    await page.getByRole("button", { name: "See your numbers" }).click();
    await page.getByText(onInfobip).first().waitFor();
  });

  test("3. archives it, saying what that does, and restores it", async () => {
    await numberMenu("Archive");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/contacts? stays? subscribed/).waitFor();
    await look(page, "07-archive");
    await dialog.getByRole("button", { name: "Archive", exact: true }).click();
    await archivedTable().getByText(onInfobip).waitFor();
    await look(page, "07-archived");
    await lookInOtherWays(world, "07-archived", whatsapp());
    await page.getByRole("button", { name: `Restore ${onInfobip}` }).click();
    await archivedTable().waitFor({ state: "detached" });
    await page.getByRole("button", { name: `Actions for ${onInfobip}` }).waitFor();
  });

  test("4. moves it to another workspace after its number was typed, and back", async () => {
    await numberMenu("Move to another workspace …");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "To which workspace?" }).click();
    await page.getByRole("option", { name: "Loja Aurora – support" }).click();
    const move = dialog.getByRole("button", { name: "Move", exact: true });
    expect(await move.getAttribute("aria-disabled")).toBe("true");
    await dialog.getByLabel(/^Type/).fill("5511950007001");
    await look(page, "07-move");
    await move.click();
    await archivedTable().getByText("Moved to another workspace").waitFor();
    await page.goto(`${system.url}/w/support/integrations/whatsapp?tab=byo`);
    await numberMenu("Move to another workspace …");
    await dialog.getByRole("combobox", { name: "To which workspace?" }).click();
    await page.getByRole("option", { name: /demo/ }).click();
    await dialog.getByLabel(/^Type/).fill("+55 11 95000-7001");
    await dialog.getByRole("button", { name: "Move", exact: true }).click();
    await archivedTable().getByText("Moved to another workspace").waitFor();
    await page.goto(whatsapp());
    await page.getByRole("button", { name: `Actions for ${onInfobip}` }).waitFor();
  });

  test("5. a sign-up that stops half-way is found again and goes on where it stopped", async () => {
    await page.getByRole("button", { name: "Add a number" }).click();
    await page.getByRole("radio", { name: /never been with a WhatsApp partner/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: /^Use account/ }).click();
    await page.getByText("New, through Meta").click();
    // The key loses a scope while the person is in Meta's window.
    const key = await keyNamed("Ponte – life");
    await sandboxApi(world, "PATCH", `/control/keys/${key}`, {
      scopeGuids: sixScopes.filter((scope) => scope !== "subscriptions:manage"),
    });
    const opening = context.waitForEvent("page");
    await page.getByRole("button", { name: "Continue with Facebook" }).click();
    await signUpInPopup(world, await opening, "11 95000-7002");
    await page.getByText("The hand-over stopped").waitFor({ timeout: 30_000 });
    await look(page, "07-stopped");
    await page.goto(whatsapp());
    await page.getByText("+55 11 95000-7002 stopped half-way").first().waitFor();
    await look(page, "07-resume");
    await lookInOtherWays(world, "07-resume", whatsapp());
    await sandboxApi(world, "PATCH", `/control/keys/${key}`, { scopeGuids: sixScopes });
    await page.getByRole("button", { name: "Go on", exact: true }).click();
    await page.getByRole("button", { name: "Go on from this step" }).click();
    await page.getByText("Your number is ready to send").waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "See your numbers" }).click();
    await page.getByText("+55 11 95000-7002").first().waitFor();
  });

  test("6. disconnects the account after its name was typed; its numbers can come back", async () => {
    await page.getByRole("button", { name: "Actions for Loja Aurora" }).click();
    await page.getByRole("menuitem", { name: "Disconnect" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/Archived, all 2/).waitFor();
    await dialog.getByLabel(/^Type/).fill("loja aurora");
    await look(page, "07-disconnect");
    await dialog.getByRole("button", { name: "Disconnect", exact: true }).click();
    await archivedTable().getByText("Its account was disconnected").first().waitFor();
    await page.getByRole("button", { name: `Restore ${onInfobip}` }).click();
    await page.getByText(/Connect the same account again/).waitFor();
    await look(page, "07-disconnected");
    expect(scriptErrors).toEqual([]);
  });
});

async function keyNamed(name: string): Promise<string> {
  const [account] = await sandboxApi<{ key: string }[]>(world, "GET", "/control/accounts");
  const keys = await sandboxApi<{ id: string; name: string }[]>(
    world,
    "GET",
    `/control/accounts/${account?.key}/keys`,
  );
  const key = keys.find((one) => one.name === name);
  if (!key) throw new Error(`the account has no key "${name}"`);
  return key.id;
}
