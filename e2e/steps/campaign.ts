/** A campaign from draft to its report, and the phone at the other end. */
import type { Page } from "playwright-core";
import { choose } from "./audience.ts";
import { goTo, look, type World } from "./world.ts";

export async function newCampaign(world: World, name: string): Promise<void> {
  const { page } = world;
  await goTo(page, "Campaigns");
  await look(page, "06-campaigns");
  await page.getByRole("button", { name: "New campaign" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Campaign name").fill(name);
  await dialog.getByRole("button", { name: "Create campaign" }).click();
  await page.getByLabel("Sending number").waitFor();
}

/** Number, template, variables: until the preview shows the filled message. */
export async function compose(world: World): Promise<void> {
  const { page } = world;
  await choose(page, page.getByLabel("Sending number"), /Loja Aurora/);
  await choose(page, page.getByLabel("Template", { exact: true }), /boas_vindas.*pt_BR/);
  await page.getByLabel("Body variable 1").fill("{{${first_name} | default: 'cliente'");
  await page
    .getByText(/Line 1, column/)
    .first()
    .waitFor();
  await look(page, "06-liquid-error");
  await page.getByLabel("Body variable 1").fill("{{${first_name} | default: 'cliente'}}");
}

export async function fillCity(page: Page): Promise<void> {
  await page.getByLabel("Body variable 2").fill("{{custom_attribute.${city} | default: 'sua cidade'}}");
}

export async function chooseSegment(page: Page, name: string): Promise<void> {
  await choose(page, page.getByLabel("Segment", { exact: true }), new RegExp(name));
}

/** The number in one of the report's tiles. */
export async function stat(
  page: Page,
  name: "Sent" | "Delivered" | "Read" | "Replies" | "Failed",
): Promise<number> {
  const text = await page.getByRole("group", { name, exact: true }).textContent();
  return Number(/([\d,]+)/.exec(text ?? "")?.[1]?.replaceAll(",", "") ?? Number.NaN);
}

/** Opens a phone of the sandbox at its conversation with our number. */
export async function openPhone(world: World, phone: string): Promise<Page> {
  const page = await world.context.newPage();
  await page.goto(`${world.system.sandboxUrl}/phones/${phone.replace("+", "")}`);
  await page.getByText("Loja Aurora").first().click();
  await page.getByRole("article").first().waitFor();
  return page;
}

export async function say(phone: Page, text: string): Promise<void> {
  await phone.getByRole("textbox", { name: "Message" }).fill(text);
  await phone.getByRole("button", { name: "Send", exact: true }).click();
}
