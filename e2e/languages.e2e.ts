/**
 * The main pages in Portuguese and Spanish: no text stands there in English that has a translation, and no key of a text
 * stands there instead of the text.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newContext, type PageOptions } from "./browser.ts";
import { createWorld, type World } from "./steps/world.ts";

const folder = path.resolve(import.meta.dirname, "../web/src/i18n");
const addresses = [
  "",
  "/contacts",
  "/contacts?q=nobody-is-called-this",
  "/contacts/imports",
  "/contacts/exports",
  "/contacts/{id}",
  "/contacts/{id}?tab=timeline",
  "/contacts/{id}?tab=attributes",
  "/contacts/{id}?tab=campaigns",
  "/segments",
  "/data",
  "/data?name=vip",
  "/data/events",
  "/data/events?name=order_placed",
  "/opt-in",
  "/opt-in?tab=forms",
  "/opt-in?tab=words",
  "/opt-in/links/new",
  "/opt-in/forms/new",
  "/campaigns",
  "/templates",
  "/integrations",
  "/integrations/whatsapp?tab=byo",
  "/integrations/whatsapp?tab=byo&step=start&from=elsewhere",
  "/integrations/whatsapp?tab=native",
  "/integrations/whatsapp?tab=native&native=token",
  "/integrations/whatsapp?tab=webhook",
  "/notices",
  "/settings",
  "/settings/api-keys",
  "/settings/audit",
  "/settings/notices",
];

let world: World;
let contactId = "";
let state: Awaited<ReturnType<BrowserContext["storageState"]>>;

beforeAll(async () => {
  world = await createWorld();
  const { page, system } = world;
  await page.goto(system.url);
  await page.getByLabel("Email").fill(system.email);
  await page.getByLabel("Password", { exact: true }).fill(system.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  const answer = await page.request.get(`${system.url}/api/v1/workspaces/demo/contacts?limit=1`);
  contactId = ((await answer.json()) as { items: { id: string }[] }).items[0]?.id ?? "";
  expect(contactId).not.toBe("");
  state = await world.context.storageState();
  // The language that was read so far is not part of who is signed in.
  state.origins = [];
}, 180_000);

afterAll(async () => {
  await world?.close();
});

test.each(["pt-BR", "es"] as const)(
  "nothing of the main pages is left in English: %s",
  async (language) => {
    const wrong = wrongTexts(language);
    const context = await newContext(world.browser, {
      locale: language,
      storageState: state,
    } satisfies PageOptions);
    const page = await context.newPage();
    const found: string[] = [];
    for (const address of addresses) {
      await page.goto(`${world.system.url}/w/demo${address.replace("{id}", contactId)}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      // biome-ignore lint/performance/useDomNodeTextContent: only its lines keep the texts apart
      const lines = (await page.locator("body").innerText()).split("\n").map((line) => line.trim());
      found.push(
        ...lines.filter((line) => wrong.has(line) || rawKey.test(line)).map((line) => `${address}: ${line}`),
      );
    }
    await context.close();
    expect(found).toEqual([]);
  },
  60_000,
);

/** What i18next shows of a text that does not exist: "connected.states.ready". */
const rawKey = /^(\w+:)?[a-z]\w*(\.\w+)+$/;

/** English texts that the language says otherwise; what the language also says itself is right. */
function wrongTexts(language: string): ReadonlySet<string> {
  const english = textsOf("en");
  const own = textsOf(language);
  const said = new Set(own.values());
  const wrong = new Set<string>();
  for (const [key, text] of english) {
    // With a value in it a text is never found whole.
    if (!text.includes("{{") && own.get(key) !== text && !said.has(text)) wrong.add(text);
  }
  return wrong;
}

/** `area:path.of.key` → text. */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (key: string, value: unknown): void => {
    if (typeof value === "string") texts.set(key, value);
    else if (value && typeof value === "object")
      for (const [name, inner] of Object.entries(value))
        walk(key.endsWith(":") ? key + name : `${key}.${name}`, inner);
  };
  for (const file of readdirSync(path.join(folder, language)))
    walk(
      `${path.basename(file, ".json")}:`,
      JSON.parse(readFileSync(path.join(folder, language, file), "utf8")),
    );
  return texts;
}
