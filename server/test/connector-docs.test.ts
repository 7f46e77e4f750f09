/**
 * The guides hold what the code does: every error of connecting and everything that pauses a connection has a row in a guide; the
 * page about adding a connector names files, members and runners that are there; every code has its words in every language.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { providerNames } from "../src/connectors/connector.ts";
import type { CatalogueEntry } from "../src/connectors/errors.ts";
import { requiredScopes } from "../src/connectors/infobip/account.ts";
import { infobipErrors } from "../src/connectors/infobip/errors.ts";
import { metaErrors } from "../src/connectors/meta/errors.ts";
import { webhookErrors } from "../src/connectors/webhook/errors.ts";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const catalogues: Readonly<Record<string, ReadonlyMap<string, CatalogueEntry>>> = {
  infobip: infobipErrors,
  meta: metaErrors,
  webhook: webhookErrors,
};

/** Codes in the first column of a guide's tables; a row may explain several. */
function rowsOf(provider: string): string[] {
  const file = `docs/connecting-${provider}.md`;
  if (!existsSync(path.join(root, file))) return [];
  return [...read(file).matchAll(/^\| ((?:`[a-z0-9:_-]+`(?:, )?)+) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code),
  );
}

interface Thrown {
  readonly code: string;
  readonly file: string;
}

const folder = path.join(root, "server/src/connectors");
const thrown: readonly Thrown[] = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing/"))
  .flatMap((file) =>
    [
      ...readFileSync(path.join(folder, file), "utf8").matchAll(/(?:new AppError|conflict)\(\s*"([a-z_]+)"/g),
    ].map(([, code = ""]) => ({ code, file })),
  );

const guides = providerNames.filter((provider) => rowsOf(provider).length > 0);
const explained = new Set(guides.flatMap(rowsOf));

/** Meta's own errors belong into its own guide. */
const isMetas = (file: string) => /(^|[/-])meta[./]/.test(file);

describe("error codes", () => {
  it("each has a row in a guide", () => {
    const expected = thrown.filter(({ file }) => guides.includes("meta") || !isMetas(file));
    expect(expected.filter(({ code }) => !explained.has(code))).toEqual([]);
  });

  it.each(guides)("each row of %s's guide is a code, and each code that pauses has a row", (provider) => {
    const pausing = [...(catalogues[provider]?.values() ?? [])]
      .filter((entry) => entry.action.startsWith("pause_"))
      .map(({ code }) => code);
    const rows = rowsOf(provider);
    expect(
      rows.filter((code) => !pausing.includes(code) && !thrown.some((one) => one.code === code)),
    ).toEqual([]);
    expect(pausing.filter((code) => !rows.includes(code))).toEqual([]);
  });

  const languages = readdirSync(path.join(root, "web/src/i18n")).filter((language) =>
    existsSync(path.join(root, "web/src/i18n", language, "reasons.json")),
  );
  it.each(languages)("each of the catalogues has its words in %s", (language) => {
    const words = JSON.parse(read(`web/src/i18n/${language}/reasons.json`)) as Record<
      string,
      { title?: string; advice?: string } | undefined
    >;
    const codes = Object.values(catalogues).flatMap((catalogue) => [...catalogue.keys()]);
    const silent = codes.filter((code) => {
      const entry = words[code.replaceAll(":", "_")];
      return !entry?.title || !entry.advice;
    });
    expect(silent).toEqual([]);
    expect(languages).toContain("pt-BR");
  });
});

test("the six scopes are named", () => {
  const guide = read("docs/connecting-infobip.md");
  for (const scope of requiredScopes) expect(guide).toContain(`\`${scope}\``);
});

describe("docs/adding-a-connector.md", () => {
  const guide = read("docs/adding-a-connector.md");

  it("names every member of the contract and none besides", () => {
    const contract = /export interface Connector \{([\s\S]*?)\n\}/.exec(
      read("server/src/connectors/connector.ts"),
    )?.[1];
    const members = [...(contract ?? "").matchAll(/^ {2}(?:readonly )?(\w+)\??[(:]/gm)].map(
      ([, name]) => name,
    );
    const table = /## The contract\n([\s\S]*?)\n## /.exec(guide)?.[1] ?? "";
    const named = [...table.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
    expect([...named].sort()).toEqual([...members].sort());
    expect(members.length).toBeGreaterThan(10);
  });

  it("names every operation of the account and every action of an error", () => {
    const operations = /export interface AccountOperations \{([\s\S]*?)\n\}/.exec(
      read("server/src/connectors/account.ts"),
    )?.[1];
    for (const [, name] of (operations ?? "").matchAll(/^ {2}(\w+)\(/gm))
      expect(guide).toContain(`\`${name}\``);
    const actions = /readonly action: (.*);/.exec(read("server/src/connectors/connector.ts"))?.[1] ?? "";
    for (const [, action] of actions.matchAll(/"(\w+)"/g)) expect(guide).toContain(`| \`${action}\` |`);
  });

  it("names runners that are there, all of them", () => {
    const runners = [
      ...read("server/src/connectors/testing/run-cases.ts").matchAll(/export function (\w+)/g),
    ];
    for (const [, name] of runners) expect(guide).toContain(`\`${name}\``);
    for (const [, name] of guide.matchAll(/`(run\w+Cases)`/g))
      expect(runners.map(([, runner]) => runner)).toContain(name);
  });

  it("names files that are there", () => {
    const links = [...guide.matchAll(/\]\(\.\.\/([^)#]+)/g)].map(([, file = ""]) => file);
    const plain = [...guide.matchAll(/`((?:server|web|sandbox|docs)\/[\w./-]+)`/g)].map(
      ([, file = ""]) => file,
    );
    for (const file of [...links, ...plain]) expect(existsSync(path.join(root, file)), file).toBe(true);
    expect(links.length + plain.length).toBeGreaterThan(8);
  });
});
