/** The road from nothing to a connected number: the key in the portal, the connector's form, Meta's window. */
import type { Page } from "playwright-core";
import { look, sandboxApi, type World } from "./world.ts";

export const sixScopes = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
];

/** Creates a key in the sandbox's Infobip portal as a person does; returns what the copy buttons copied. */
export async function createKeyInPortal(world: World): Promise<{ apiKey: string; baseUrl: string }> {
  const page = await world.context.newPage();
  await page.goto(`${world.system.sandboxUrl}/portal`);
  await look(page, "02-portal");
  await page.getByRole("button", { name: "Copy base URL" }).click();
  const baseUrl = await clipboard(page);
  await page.getByRole("link", { name: "API keys", exact: true }).click();
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Key name").fill("Ponte – Loja Aurora");
  await page.getByLabel("Expires").fill("2036-12-31");
  await page.getByRole("button", { name: "Select the six that a connector needs" }).click();
  await look(page, "02-portal-new-key");
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByRole("button", { name: "Copy key" }).click();
  await page.getByText("Copied").last().waitFor();
  const apiKey = await clipboard(page);
  await page.close();
  return { apiKey, baseUrl };
}

/** A key that shall be refused, made through the sandbox's control API. */
export async function badKey(world: World, change: object): Promise<string> {
  const accounts = await sandboxApi<{ key: string }[]>(world, "GET", "/control/accounts");
  const body = { name: "Bad key", validTo: "2036-12-31T00:00:00", scopeGuids: sixScopes, ...change };
  const key = await sandboxApi<{ apiKeySecret: string }>(
    world,
    "POST",
    `/control/accounts/${accounts[0]?.key}/keys`,
    body,
  );
  return key.apiKeySecret;
}

/** Fills the connector's form and presses Connect. */
export async function submitCredentials(page: Page, apiKey: string, baseUrl: string): Promise<void> {
  await page.getByLabel("API key", { exact: true }).fill(apiKey);
  await page.getByLabel("API base URL").fill(baseUrl);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}

/** Meta's window, screen by screen; the code is read in the portal under Analyze → Logs. */
export async function signUpInPopup(world: World, popup: Page, number: string): Promise<void> {
  const next = () => popup.getByRole("button", { name: "Next" }).click();
  await popup.getByRole("button", { name: /^Continue as/ }).click();
  await next();
  await popup.getByRole("radio", { name: "Create a new business portfolio" }).check();
  await popup.getByLabel("Business portfolio name").fill("Loja Aurora Ltda");
  await look(popup, "03-signup-portfolio");
  await next();
  await popup.getByLabel("WhatsApp Business account name").fill("Loja Aurora");
  await next();
  await popup.getByLabel("Display name").fill("Loja Aurora");
  await next();
  await popup.getByLabel("Phone number", { exact: true }).fill(number);
  await next();
  const opening = world.context.waitForEvent("page");
  await popup
    .getByRole("link", { name: /Analyze → Logs/ })
    .first()
    .click();
  const logs = await opening;
  const code =
    (await logs
      .getByText(/^\d{3}-\d{3}$/)
      .first()
      .textContent()) ?? "";
  await look(logs, "03-portal-logs");
  await logs.close();
  await popup.getByLabel("Code", { exact: true }).fill(code);
  await look(popup, "03-signup-code");
  await next();
  await next();
  await popup.getByRole("button", { name: "Finish" }).click();
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate<string>("navigator.clipboard.readText()");
}
