/**
 * The whole road, once, in a browser: log in, connect one's own Infobip, import, segment, personalise, launch, read, reply, opt out,
 * measure. Found by role and label as a person (or a screen reader) would; every page leaves a picture in e2e/screenshots.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { badKey, createKeyInPortal, signUpInPopup, sixScopes, submitCredentials } from "./steps/connect.ts";
import { createWorld, look, lookInOtherWays, sandboxApi, type World } from "./steps/world.ts";

let world: World;
const home = () => `${world.system.url}/w/demo`;

beforeAll(async () => {
  world = await createWorld();
}, 180_000);

afterAll(async () => {
  await world?.close();
});

describe("the whole road, once", () => {
  test("1. log in; Home shows what is set up and what is missing", async () => {
    const { page, system } = world;
    await page.goto(system.url);
    await page.getByLabel("Email").fill(system.email);
    await page.getByLabel("Password", { exact: true }).fill("a wrong password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    await look(page, "01-login");
    await page.getByLabel("Password", { exact: true }).fill(system.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("2,000").first().waitFor();
    await look(page, "01-home-first");
  });

  test("2. the connector refuses bad keys by name", async () => {
    const { page } = world;
    await page.getByRole("link", { name: "Integrations" }).click();
    await look(page, "02-integrations");
    await page.getByRole("link", { name: /WhatsApp/ }).click();
    await page.getByRole("tab", { name: "Native" }).click();
    await look(page, "02-native");
    await page.getByRole("tab", { name: "BYO connector – Infobip" }).click();
    await look(page, "02-starting-point");
    await page.getByRole("radio", { name: /never been with a WhatsApp partner/ }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    const base = world.system.sandboxUrl;
    const refusals: [string, RegExp][] = [
      [
        `${"0".repeat(32)}-00000000-0000-0000-0000-000000000000`,
        /does not accept this (API )?key|not valid|is wrong/i,
      ],
      [await badKey(world, { validTo: "2020-01-01T00:00:00" }), /expired/i],
      [
        await badKey(world, { scopeGuids: sixScopes.filter((scope) => scope !== "metrics:manage") }),
        /metrics:manage/,
      ],
    ];
    for (const [key, words] of refusals) {
      await submitCredentials(page, key, base);
      await page.getByRole("alert").filter({ hasText: words }).first().waitFor();
    }
    await look(page, "02-missing-scope");
  });

  test("3.–4. key from the portal, Embedded Signup, hand-over: the number is there", async () => {
    const { page, context } = world;
    const { apiKey, baseUrl } = await createKeyInPortal(world);
    await submitCredentials(page, apiKey, baseUrl);
    await page.getByRole("button", { name: "Continue with Facebook" }).waitFor();
    await look(page, "03-before-signup");
    const opening = context.waitForEvent("page");
    await page.getByRole("button", { name: "Continue with Facebook" }).click();
    await signUpInPopup(world, await opening, "11 93000-4321");
    await page.getByText("+55 11 93000-4321").first().waitFor({ timeout: 30_000 });
    await look(page, "04-handover");
    await page.goto(`${home()}/integrations/whatsapp?tab=byo`);
    await page.getByText("+55 11 93000-4321").first().waitFor();
    await page.getByText("Loja Aurora").first().waitFor();
    await page.getByText(new URL(baseUrl).host).first().waitFor();
    await look(page, "04-connected");
    await lookInOtherWays(world, "04-connected", page.url());
  });
});

test("no page had a script error", () => {
  expect(world.scriptErrors).toEqual([]);
});

void sandboxApi;
