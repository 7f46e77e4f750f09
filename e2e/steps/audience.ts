/** Contacts from a file, an API key, events through the API, and a segment built by hand. */
import type { Locator, Page } from "playwright-core";
import { goTo, look, type World } from "./world.ts";

/** Two people who end up in the segment, one row that cannot be read. The second number fails in the sandbox by its last digits. */
export const people = {
  reader: { id: "story-1", name: "Beatriz Nogueira", phone: "+5511955501234", shown: "+55 11 95550-1234" },
  unreachable: { id: "story-2", name: "Caio Prado", phone: "+5511955507002", shown: "+55 11 95550-7002" },
};

const csv = [
  "id;nome;sobrenome;telefone;pais;plano;city",
  "story-1;Beatriz;Nogueira;(11) 95550-1234;BR;gold;Recife",
  "story-2;Caio;Prado;11 95550-7002;BR;gold;Natal",
  "story-3;Zeca;Sem Telefone;12;BR;gold;Belém",
].join("\n");

export async function importContacts(world: World): Promise<void> {
  const { page } = world;
  await goTo(page, "Contacts");
  await page.getByText("2,000").first().waitFor();
  await look(page, "05-contacts");
  await page
    .getByRole("link", { name: "Import contacts" })
    .or(page.getByRole("button", { name: "Import contacts" }))
    .first()
    .click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "clientes.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("button", { name: "Upload" }).click();
  await nameAttribute(page, "plano", "plan");
  await choose(page, page.getByLabel("Field for city").first(), /^Custom attribute/);
  await nameAttribute(page, "city", "city");
  await look(page, "05-import-columns");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: "Subscribe them", exact: true }).check();
  await choose(page, page.getByPlaceholder("Choose a number"), /93000-4321/);
  await look(page, "05-import-options");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Import without dry run" }).click();
  await page.getByText("Finished").first().waitFor();
  await page.getByText("Rows that were left out").waitFor();
  await look(page, "05-import-result");
}

async function nameAttribute(page: Page, column: string, attribute: string): Promise<void> {
  const field = page.getByLabel(`Attribute for ${column}`).first();
  await field.fill(attribute);
  await field.press("Tab");
}

/** Makes an API key under Settings and returns it. */
export async function createApiKey(world: World): Promise<string> {
  const { page } = world;
  await goTo(page, "Settings");
  await page.getByRole("link", { name: "API keys" }).click();
  await page
    .getByRole("button", { name: /API key/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/name/i).first().fill("Shop");
  for (const permission of ["users.track", "messages.send", "campaigns.trigger.send"])
    await dialog.getByLabel(permission, { exact: true }).check();
  await dialog.getByRole("button", { name: /create/i }).click();
  await page
    .getByRole("dialog")
    .getByText("ponte_")
    .first()
    .waitFor()
    .catch(() => {});
  await look(page, "05-api-key");
  await page.getByRole("button", { name: /^Copy/ }).first().click();
  const key = await page.evaluate<string>("navigator.clipboard.readText()");
  await page.keyboard.press("Escape");
  return key;
}

/** A call as a shop's system makes it. */
export async function track(world: World, apiKey: string, body: object): Promise<unknown> {
  const response = await fetch(`${world.system.url}/users/track`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`/users/track: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Country is BR and plan is gold and did order_placed in the last 30 days. Returns the live count. */
export async function buildSegment(world: World, name: string): Promise<number> {
  const { page } = world;
  await goTo(page, "Segments");
  await page
    .getByRole("link", { name: "New segment" })
    .or(page.getByRole("button", { name: "New segment" }))
    .first()
    .click();
  await page.getByLabel("Segment name").fill(name);
  await addFilter(page, /^Country/);
  await choose(page, page.getByLabel("Value", { exact: true }).first(), /^Brazil/);
  await addFilter(page, /^plan/);
  await page.getByPlaceholder("Enter a value").last().fill("gold");
  await page.getByRole("option", { name: "gold", exact: true }).click();
  await addFilter(page, /^order_placed/);
  const size = page.getByRole("status", { name: "Segment size" });
  await page
    .getByText(/order_placed happened/)
    .first()
    .waitFor();
  await page.getByText(/Counted in/).waitFor();
  await look(page, "05-segment");
  const count = Number(
    /([\d,]+)\s*contacts?/.exec((await size.textContent()) ?? "")?.[1]?.replaceAll(",", ""),
  );
  await page.getByRole("button", { name: "Save segment" }).click();
  await page.getByText(`“${name}” is saved.`).waitFor();
  return count;
}

async function addFilter(page: Page, what: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Add filter", exact: true }).click();
  await page.getByRole("option", { name: what }).first().click();
}

/** Opens a drop-down, unless focus has opened it already, and takes one of its options. */
export async function choose(page: Page, field: Locator, option: RegExp): Promise<void> {
  const wanted = page.getByRole("option", { name: option }).first();
  for (let tries = 0; tries < 5 && !(await shows(wanted)); tries++) await field.click();
  await wanted.click();
}

/** Some fields open by themselves when they appear, so a click may close what a person sees opening. */
function shows(option: Locator): Promise<boolean> {
  return option.waitFor({ timeout: 700 }).then(
    () => true,
    () => false,
  );
}
