/**
 * The whole road, once, in a browser: log in, connect one's own Infobip, import, segment, personalise, launch, read, reply, opt out,
 * measure. Found by role and label as a person (or a screen reader) would; every page leaves a picture in e2e/screenshots.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildSegment, createApiKey, importContacts, people, track } from "./steps/audience.ts";
import { chooseSegment, compose, fillCity, newCampaign, openPhone, say, stat } from "./steps/campaign.ts";
import { badKey, createKeyInPortal, signUpInPopup, sixScopes, submitCredentials } from "./steps/connect.ts";
import { createWorld, goTo, look, lookInOtherWays, sandboxApi, type World } from "./steps/world.ts";

let world: World;
const home = () => `${world.system.url}/w/demo`;

beforeAll(async () => {
  world = await createWorld();
}, 180_000);

afterAll(async () => {
  await world?.close();
});

interface Witness {
  readonly accepted: number;
  readonly distinctRecipients: number;
}

const witness = () => sandboxApi<Witness>(world, "GET", "/control/witness");

async function openProfile(): Promise<void> {
  await world.page.goto(`${home()}/contacts?q=Beatriz+Nogueira`);
  await world.page.getByRole("link", { name: "Beatriz Nogueira" }).first().click();
  await world.page.getByRole("heading", { name: "Beatriz Nogueira" }).waitFor();
}

// A failed step leaves the pages as they were.
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [index, page] of world.context.pages().entries())
    await look(page, `failed-${task.name.slice(0, 1)}-${index}`);
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
    await goTo(page, "Integrations");
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
      [`${"0".repeat(32)}-00000000-0000-0000-0000-000000000000`, /does not know this API key/],
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
    await page.getByText("Your number is ready to send").waitFor({ timeout: 30_000 });
    await look(page, "04-handover");
    await page.getByRole("button", { name: "See your numbers" }).click();
    await page.getByText("+55 11 93000-4321").first().waitFor();
    const main = page.getByRole("main");
    await main.getByRole("heading", { name: "Loja Aurora" }).first().waitFor();
    await main.getByText(new URL(baseUrl).host).waitFor();
    await look(page, "04-connected");
    await lookInOtherWays(world, "04-connected", page.url());
  });

  let apiKey = "";
  let segmentSize = 0;

  test("5. import a CSV with an error in it, send events through the API, build a segment with a live count", async () => {
    const { page } = world;
    await importContacts(world);
    apiKey = await createApiKey(world);
    const time = new Date(Date.now() - 86_400_000).toISOString();
    const events = Object.values(people).map(({ id }) => ({
      external_id: id,
      name: "order_placed",
      time,
      properties: { value: 120 },
    }));
    expect(await track(world, apiKey, { events })).toMatchObject({ message: "success", events_processed: 2 });
    segmentSize = await buildSegment(world, "Gold in Brazil");
    expect(segmentSize).toBeGreaterThan(20);
    await openProfile();
    await page.getByRole("tab", { name: "Activity" }).click();
    await page.getByText("order_placed").first().waitFor();
    await look(page, "05-profile");
    await lookInOtherWays(world, "05-profile", page.url());
  });

  test("6. a campaign says what is missing, shows the message for a real contact, and launches", async () => {
    const { page } = world;
    // Nobody reads by chance: the story's reads are the story's.
    await sandboxApi(world, "PATCH", "/control/settings", { autoReadRate: 0, deliverMs: [100, 400] });
    await newCampaign(world, "Spring news");
    await compose(world);
    const problems = page.getByRole("alert").filter({ hasText: "before you can launch" });
    await problems.getByText(/Body variable 2/).waitFor();
    await look(page, "06-missing-variable");
    await fillCity(page);
    await chooseSegment(page, "Gold in Brazil");
    const preview = page.getByRole("region", { name: "Message preview" });
    await preview.getByText(/Olá/).waitFor();
    await page.getByText("Will get the message").waitFor();
    await expect.poll(() => problems.count(), { timeout: 10_000 }).toBe(0);
    await look(page, "06-editor");
    await lookInOtherWays(world, "06-editor", page.url());
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    await look(page, "06-launch");
    const launched = Date.now();
    await page.getByRole("button", { name: "Launch campaign" }).click();
    await expect
      .poll(async () => (await witness()).accepted, { timeout: 10_000, interval: 25 })
      .toBeGreaterThan(0);
    const firstAfterMs = Date.now() - launched;
    console.log(`the first message left ${firstAfterMs} ms after launch`);
    expect(firstAfterMs).toBeLessThan(2000);
    await page.getByRole("group", { name: "Delivered", exact: true }).waitFor();
  });

  test("7. the phone shows it; reading, tapping, answering and opting out come back", async () => {
    const { page } = world;
    await page.getByText("Completed").first().waitFor({ timeout: 20_000 });
    const { accepted, distinctRecipients } = await witness();
    expect(distinctRecipients).toBe(accepted);
    await expect.poll(() => stat(page, "Sent"), { timeout: 10_000 }).toBe(accepted);
    const arrived = async () => (await stat(page, "Delivered")) + (await stat(page, "Failed"));
    await expect.poll(arrived, { timeout: 20_000 }).toBe(accepted);
    expect(await stat(page, "Read")).toBe(0);
    const phone = await openPhone(world, people.reader.phone);
    await phone.getByText("Olá, Beatriz", { exact: false }).first().waitFor();
    await phone.getByText("Recife", { exact: false }).first().waitFor();
    await look(phone, "07-phone");
    await expect.poll(() => stat(page, "Read"), { timeout: 10_000 }).toBe(1);
    await phone.getByRole("button", { name: "Quero ver" }).click();
    await say(phone, "não quero parar");
    await expect.poll(() => stat(page, "Replies"), { timeout: 10_000 }).toBe(1);
    await openProfile();
    await page.getByText("não quero parar").waitFor();
    await page.getByText("Quero ver").first().waitFor();
    await page.getByText(/Service window open until/).waitFor();
    await page.getByRole("button", { name: "Subscription: Subscribed. Change" }).waitFor();
    await say(phone, "PARAR");
    await page.getByRole("button", { name: "Subscription: Unsubscribed. Change" }).waitFor();
    await look(page, "07-profile");
    await look(phone, "07-phone-after");
    await phone.close();
  });

  test("8. the campaign's page tells what happened and what to do about a failure", async () => {
    const { page } = world;
    await goTo(page, "Campaigns");
    await page.getByRole("link", { name: "Spring news" }).click();
    await page.getByRole("group", { name: "Failed", exact: true }).waitFor();
    expect(await stat(page, "Failed")).toBe(1);
    await page.getByText("7002").first().waitFor();
    await page.getByText("Completed").first().waitFor({ timeout: 20_000 });
    await look(page, "08-report", { readme: "campaign" });
    await look(page, "08-report-full");
    await lookInOtherWays(world, "08-report", page.url());
    await goTo(page, "Home");
    await page.getByText("Spring news").first().waitFor();
    await look(page, "08-home");
    await lookInOtherWays(world, "08-home", page.url());
  });
});

test("no page had a script error", () => {
  expect(world.scriptErrors).toEqual([]);
});
