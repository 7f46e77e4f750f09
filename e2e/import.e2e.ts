/**
 * Contacts come from a file: a packed CSV is uploaded, its columns are suggested, a dry run shows the rows that cannot be
 * taken, they are downloaded, the rest is imported, becomes a segment and is exported. The second file remembers the first.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createWorld, look, lookInOtherWays, type World } from "./steps/world.ts";

let world: World;
const home = () => `${world.system.url}/w/demo`;

const good = Array.from(
  { length: 300 },
  (_, n) =>
    `feira-${n};Pessoa ${n};(11) 9${8000 + n}-1234;p${n}@example.com;${n % 2 ? "gold" : "silver"};${n},5`,
);
const bad = [
  "feira-x;Sem número;12;x@example.com;gold;1",
  "feira-y;Pontos errados;;y@example.com;gold;muitos",
];
const csv = ["Código;Nome;Celular;E-mail;Plano;Pontos de feira", ...good, ...bad].join("\r\n");

beforeAll(async () => {
  world = await createWorld();
  const { page, system } = world;
  await page.goto(system.url);
  await page.getByLabel("Email").fill(system.email);
  await page.getByLabel("Password", { exact: true }).fill(system.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}, 180_000);

afterAll(async () => {
  expect(world.scriptErrors).toEqual([]);
  await world?.close();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await look(world.page, `failed-import-${task.name.slice(0, 5)}`);
});

async function upload(name: string, text: string): Promise<void> {
  const { page } = world;
  await page.goto(`${home()}/contacts/imports/new`);
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name, mimeType: "application/gzip", buffer: gzipSync(text) });
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByRole("heading", { name: "What is in each column?" }).waitFor();
}

async function download(name: string): Promise<string> {
  const { page } = world;
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return readFileSync(await file.path(), "utf8");
}

test("a packed file is uploaded, and its columns are suggested", async () => {
  const { page } = world;
  await upload("feira.csv.gz", csv);
  expect(await page.getByRole("combobox", { name: "Field for Celular" }).inputValue()).toBe("Phone");
  // Most of the column are numbers, but two words make it a text until somebody says otherwise.
  await page.getByRole("combobox", { name: "Attribute for Pontos de feira" }).waitFor();
  await page.getByRole("combobox", { name: "Type of Pontos de feira" }).click();
  await page.getByRole("option", { name: "Number", exact: true }).click();
  await look(page, "import-columns");
  await lookInOtherWays(world, "import-columns", page.url());
}, 60_000);

test("options apply to every row", async () => {
  const { page } = world;
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("checkbox", { name: "Keep a list of this import" }).click();
  await page.getByLabel("Name of the list").fill("Feira de novembro");
  await look(page, "import-options");
  await lookInOtherWays(world, "import-options", page.url());
  await page.getByRole("button", { name: "Next" }).click();
}, 60_000);

test("a dry run shows the two bad rows, and they can be downloaded", async () => {
  const { page } = world;
  await look(page, "import-check");
  await page.getByRole("button", { name: "Do a dry run" }).click();
  await page.getByRole("heading", { name: "What the import would do" }).waitFor();
  const errors = page.getByRole("table", { name: "Rows that were left out" });
  await errors.getByText("“12” is not a phone number", { exact: false }).waitFor();
  await errors.getByText("“muitos” is not a number.").waitFor();
  await look(page, "import-checked");
  await lookInOtherWays(world, "import-checked", page.url());
  const file = await download("Download as CSV");
  expect(file.trim().split("\r\n")).toHaveLength(3);
  expect(file).toContain("feira-y,Pontos errados,,y@example.com,gold,muitos");
}, 60_000);

test("the import, its segment and the export of it", async () => {
  const { page } = world;
  await page.getByRole("button", { name: "Import 300 rows for real" }).click();
  await page.getByRole("button", { name: "Create segment of this import" }).waitFor();
  await look(page, "import-done");
  await lookInOtherWays(world, "import-done", page.url());
  await page.getByRole("button", { name: "Create segment of this import" }).click();
  await page.waitForURL(/\/segments\//);
  await page.goto(`${home()}/contacts?q=p7@example.com`);
  await page.getByRole("link", { name: "Pessoa 7", exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByLabel("File name").fill("um contato");
  await look(page, "export-form");
  await page.getByRole("button", { name: "Start export" }).click();
  await page.getByRole("link", { name: "Download" }).waitFor();
  const file = await download("Download");
  expect(file).toContain("feira-7,Pessoa 7,,'+5511980071234,p7@example.com");
  await page.goto(`${home()}/contacts/exports`);
  await page.getByText("um contato.csv").waitFor();
  await look(page, "export-list");
}, 90_000);

test("the next file with these columns remembers them", async () => {
  const { page } = world;
  await upload("dezembro.csv.gz", csv);
  await page.getByText("Columns as in an earlier import").waitFor();
  expect(await page.getByRole("combobox", { name: "Type of Pontos de feira" }).inputValue()).toBe("Number");
  await page.goto(`${home()}/contacts/imports`);
  await page.getByRole("link", { name: "dezembro.csv.gz" }).click();
  await page.getByRole("heading", { name: "What is in each column?" }).waitFor();
}, 60_000);
