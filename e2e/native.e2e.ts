/**
 * Connecting natively, as a person does it: Meta's signup without a partner, a campaign that arrives on a phone and is answered,
 * and an access token of one's own for a number whose PIN somebody else set.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { choose } from "./steps/audience.ts";
import { chooseSegment, openPhone, say, stat } from "./steps/campaign.ts";
import { signUpInPopup } from "./steps/connect.ts";
import { createWorld, goTo, look, lookInOtherWays, sandboxApi, type World } from "./steps/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
}, 180_000);

afterAll(async () => {
  await world?.close();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [index, page] of world.context.pages().entries())
    await look(page, `native-failed-${task.name.slice(0, 1)}-${index}`);
});

async function openNative(): Promise<void> {
  const { page } = world;
  await goTo(page, "Integrations");
  await page
    .getByRole("link", { name: /WhatsApp/ })
    .first()
    .click();
  await page.getByRole("tab", { name: "Native" }).click();
}

interface NativeAccount {
  readonly token: string;
  readonly phoneNumberId: string;
}

describe("the native connection", () => {
  test("1. Meta's signup, step by step, to a number that sends", async () => {
    const { page, context, system } = world;
    await page.goto(system.url);
    await page.getByLabel("Email").fill(system.email);
    await page.getByLabel("Password", { exact: true }).fill(system.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await openNative();
    await look(page, "native-1-empty");
    await page.getByRole("button", { name: "Connect a number" }).click();
    await page.getByRole("radio", { name: "With Meta's signup" }).check();
    await look(page, "native-1-start");
    await lookInOtherWays(world, "native-1-start", page.url());
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Continue with Facebook" }).waitFor();
    await look(page, "native-1-signup");
    await lookInOtherWays(world, "native-1-signup", page.url());
    const opening = context.waitForEvent("page");
    await page.getByRole("button", { name: "Continue with Facebook" }).click();
    await signUpInPopup(world, await opening, "11 93100-4321");
    await page.getByText("Your number is ready to send").waitFor({ timeout: 30_000 });
    await look(page, "native-1-handover");
    await lookInOtherWays(world, "native-1-handover", page.url());
    await page.getByRole("button", { name: "See your numbers" }).click();
    const main = page.getByRole("main");
    await main.getByText("+55 11 93100-4321").first().waitFor();
    await main.getByText("Connected", { exact: true }).first().waitFor();
    // A native group shows neither an account name nor a base URL.
    expect(await main.getByText(new URL(system.sandboxUrl).host).count()).toBe(0);
    await look(page, "native-1-connected");
    await lookInOtherWays(world, "native-1-connected", page.url());
  });

  test("2. a campaign from it arrives on a phone, and the answer comes back", async () => {
    const { page, system } = world;
    await sandboxApi(world, "PATCH", "/control/settings", { autoReadRate: 0, deliverMs: [100, 400] });
    const segment = await page.request.post(`${system.url}/api/v1/workspaces/demo/segments`, {
      headers: { origin: system.url },
      data: { name: "Everybody", filter: { kind: "and", children: [] } },
    });
    expect(segment.status()).toBe(201);
    await goTo(page, "Campaigns");
    await page.getByRole("button", { name: "New campaign" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Campaign name").fill("Native news");
    await dialog.getByRole("button", { name: "Create campaign" }).click();
    await choose(page, page.getByLabel("Sending number"), /Loja Aurora/);
    await choose(page, page.getByLabel("Template", { exact: true }), /boas_vindas.*pt_BR/);
    await page.getByLabel("Body variable 1").fill("{{${first_name} | default: 'cliente'}}");
    await page.getByLabel("Body variable 2").fill("Recife");
    await chooseSegment(page, "Everybody");
    await page.getByText("Will get the message").waitFor();
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    await page.getByRole("button", { name: "Launch campaign" }).click();
    await page.getByRole("group", { name: "Delivered", exact: true }).waitFor();
    await page.getByText("Completed").first().waitFor({ timeout: 60_000 });
    const { accepted, distinctRecipients } = await sandboxApi<{
      accepted: number;
      distinctRecipients: number;
    }>(world, "GET", "/control/witness");
    expect(accepted).toBeGreaterThan(100);
    expect(distinctRecipients).toBe(accepted);
    await expect.poll(() => stat(page, "Sent"), { timeout: 10_000 }).toBe(accepted);
    const arrived = async () => (await stat(page, "Delivered")) + (await stat(page, "Failed"));
    await expect.poll(arrived, { timeout: 30_000 }).toBe(accepted);
    await look(page, "native-2-report");
    const phones = await sandboxApi<{ number: string }[]>(world, "GET", "/control/phones?limit=1");
    const phone = await openPhone(world, phones[0]?.number ?? "");
    await phone.getByText("Recife", { exact: false }).first().waitFor();
    await look(phone, "native-2-phone");
    await expect.poll(() => stat(page, "Read"), { timeout: 15_000 }).toBe(1);
    await say(phone, "Quero saber mais");
    await expect.poll(() => stat(page, "Replies"), { timeout: 15_000 }).toBe(1);
    await phone.close();
  });

  test("3. an access token of one's own: what is wrong by name, the number from a list, its PIN asked for", async () => {
    const { page, system } = world;
    const account = await sandboxApi<NativeAccount>(world, "POST", "/control/meta/wabas", {
      number: "5511931009876",
      name: "Boreal",
      displayName: "Loja Boreal",
      pin: "424242",
    });
    const freed = await fetch(`${system.sandboxUrl}/graph/v25.0/${account.phoneNumberId}/deregister`, {
      method: "POST",
      headers: { authorization: `Bearer ${account.token}` },
    });
    expect(freed.status).toBe(200);
    // Meta wants five minutes after that; here they pass at once.
    await sandboxApi(world, "PATCH", "/control/settings", { timeScale: 0.001 });
    await openNative();
    await page.getByRole("button", { name: "Connect a number" }).click();
    await page.getByRole("radio", { name: "With an access token of my own" }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Access token", { exact: true }).fill("EAAnonsense");
    await page.getByLabel("App secret", { exact: true }).fill("sandbox-app-secret");
    await page.getByRole("button", { name: "Check and connect" }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: /does not accept this access token/ })
      .waitFor();
    await look(page, "native-3-refused");
    await lookInOtherWays(world, "native-3-token", page.url());
    await page.getByLabel("Access token", { exact: true }).fill(account.token);
    await page.getByRole("button", { name: "Check and connect" }).click();
    await page.getByRole("button", { name: /Connect .*93100-9876/ }).waitFor();
    await look(page, "native-3-number");
    await lookInOtherWays(world, "native-3-number", page.url());
    await page.getByRole("button", { name: /Connect .*93100-9876/ }).click();
    await page.getByRole("textbox", { name: "Two-step PIN" }).waitFor();
    await page.getByText("The number has another two-step PIN").waitFor();
    await look(page, "native-3-pin");
    await lookInOtherWays(world, "native-3-pin", page.url());
    await page.getByRole("textbox", { name: "Two-step PIN" }).fill("424242");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("Your number is ready to send").waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "See your numbers" }).click();
    await page.getByRole("main").getByText("Loja Boreal").first().waitFor();
    await look(page, "native-3-connected");
  });

  test("4. no script failed on any page", () => {
    expect(world.scriptErrors).toEqual([]);
  });
});
