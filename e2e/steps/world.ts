/** What the story's steps share: the running product, one browser, one signed-in page; screenshots of each page on the way. */
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser, newContext, type PageOptions } from "../browser.ts";
import { type System, startSystem, temporaryDataDir } from "../system.ts";

const screenshots = path.resolve(import.meta.dirname, "../screenshots");
const images = path.resolve(import.meta.dirname, "../../docs/images");

export interface World {
  readonly system: System;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of scripts on any page: none may happen. */
  readonly scriptErrors: string[];
  close(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  const data = temporaryDataDir();
  const [system, browser] = await Promise.all([startSystem({ dataDir: data.dir }), launchBrowser()]);
  const context = await newContext(browser);
  const scriptErrors: string[] = [];
  context.on("weberror", (error) => scriptErrors.push(error.error().message));
  const page = await context.newPage();
  return {
    system,
    browser,
    context,
    page,
    scriptErrors,
    async close() {
      await browser.close();
      await system.stop();
      data.remove();
    },
  };
}

/** A picture to look at; with `readme`, also the one that README.md shows (when PONTE_README_IMAGES is set). */
export async function look(page: Page, name: string, options: { readme?: string } = {}): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  const file = path.join(screenshots, `${name}.png`);
  await page.screenshot({ path: file, fullPage: !options.readme, animations: "disabled" });
  if (!options.readme || !process.env.PONTE_README_IMAGES) return;
  mkdirSync(images, { recursive: true });
  copyFileSync(file, path.join(images, `${options.readme}.png`));
}

const otherWays: Readonly<Record<string, PageOptions>> = {
  dark: { colorScheme: "dark" },
  phone: { width: 390, height: 844 },
  "pt-BR": { locale: "pt-BR" },
};

/** A window of its own for each way, with the same session; opened once, so that the dashboard is loaded once in each. */
const otherWindows = new WeakMap<World, Promise<(readonly [way: string, page: Page])[]>>();

async function openOtherWindows(world: World): Promise<(readonly [way: string, page: Page])[]> {
  const storageState = await world.context.storageState();
  return Promise.all(
    Object.entries(otherWays).map(async ([way, options]) => {
      const context = await newContext(world.browser, { ...options, storageState });
      context.on("weberror", (error) => world.scriptErrors.push(`${way}: ${error.error().message}`));
      return [way, await context.newPage()] as const;
    }),
  );
}

/** The same page as other people see it: dark, on a phone, in Portuguese. */
export async function lookInOtherWays(world: World, name: string, address: string): Promise<void> {
  const opened = otherWindows.get(world) ?? openOtherWindows(world);
  otherWindows.set(world, opened);
  await Promise.all(
    (await opened).map(async ([way, page]) => {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
      await page.waitForTimeout(400); // charts draw themselves in
      await look(page, `${name}-${way}`);
      // Nothing that asks the server again and again stays behind.
      await page.goto("about:blank");
    }),
  );
}

export async function sandboxApi<T>(
  world: World,
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: unknown,
): Promise<T> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.headers = { "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`${world.system.sandboxUrl}${path}`, init);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Follows the main navigation. */
export async function goTo(
  page: Page,
  area: "Home" | "Contacts" | "Segments" | "Campaigns" | "Integrations" | "Settings",
): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: area, exact: true }).click();
}
