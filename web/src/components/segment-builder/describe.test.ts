import i18next, { type i18n } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import type { Filter } from "../../api/types.ts";
import en from "../../i18n/en/segments.json" with { type: "json" };
import es from "../../i18n/es/segments.json" with { type: "json" };
import pt from "../../i18n/pt-BR/segments.json" with { type: "json" };
import { createFormat } from "../../ui/format.ts";
import cases from "./describe.cases.json" with { type: "json" };
import { describeFilter, summarizeFilter } from "./describe.ts";
import { sampleLeaves, sampleTree } from "./sample-filters.ts";
import type { WordSources } from "./word-sources.ts";

const languages = ["en", "pt-BR", "es"] as const;
type Language = (typeof languages)[number];

const instance: i18n = i18next.createInstance();
beforeAll(async () => {
  await instance.init({
    resources: { en: { segments: en }, "pt-BR": { segments: pt }, es: { segments: es } },
    interpolation: { escapeValue: false },
  });
});

function words(language: Language): WordSources {
  const t = instance.getFixedT(language, "segments");
  const format = createFormat(language);
  return {
    t: (key, params) => t(key, params ?? {}),
    attributeLabel: (name) => name,
    valueLabel: (_filter, value) => ({ BR: "Brazil", PT: "Portugal" })[value] ?? value,
    numberLabel: () => "Aurora",
    campaignName: () => "Spring",
    variantName: () => "A",
    segmentName: () => "Gold",
    errorLabel: (code) => `${code} (not on WhatsApp)`,
    countryName: format.country,
    formatDate: (iso) => `<${iso}>`,
    formatMonth: (month) =>
      new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(
        Date.UTC(2026, month - 1, 15),
      ),
    formatNumber: format.number,
    formatPercent: format.percent,
    // No-break spaces of amounts are hard to see in a table.
    formatMoney: (amount, currency) => format.money(amount, currency).replaceAll("\u00a0", " "),
    formatList: (items, type) => new Intl.ListFormat(language, { type }).format(items),
  };
}

const attribute = (name: string, type: "string" | "number" | "date", operator: string, value?: unknown) =>
  ({ kind: "attribute", name, custom: true, type, operator, value }) as Filter;
const brazil = attribute("country", "string", "equals", "BR");
const gold = attribute("plan", "string", "equals", "gold");
const ordered: Filter = { kind: "event", name: "order_placed", operator: "did", days: 30, minCount: 1 };

describe("in words", () => {
  test.each<[string, Filter, string, string]>([
    ["nobody left out", { kind: "and", children: [] }, "Every contact.", "Todos os contatos."],
    [
      "all of",
      { kind: "and", children: [brazil, gold, ordered] },
      "Contacts for whom country is Brazil, plan is gold, and order_placed happened in the last 30 days.",
      "Contatos para os quais country é Brazil, plan é gold e order_placed aconteceu nos últimos 30 dias.",
    ],
    [
      "a group within",
      {
        kind: "and",
        children: [
          brazil,
          { kind: "or", children: [gold, attribute("points", "number", "between", [1000, 2000])] },
        ],
      },
      "Contacts for whom country is Brazil and (plan is gold or points is between 1,000 and 2,000).",
      "Contatos para os quais country é Brazil e (plan é gold ou points está entre 1.000 e 2.000).",
    ],
    [
      "none of several",
      {
        kind: "and",
        children: [
          brazil,
          { kind: "not", child: { kind: "or", children: [gold, { kind: "segment", segmentId: "s" }] } },
        ],
      },
      "Contacts for whom country is Brazil and (none of this is true: plan is gold or the contact is in the segment “Gold”).",
      "Contatos para os quais country é Brazil e (nada disto é verdade: plan é gold ou o contato está no segmento “Gold”).",
    ],
    [
      "none of one",
      { kind: "not", child: { kind: "or", children: [gold] } },
      "Contacts for whom it is not true that plan is gold.",
      "Contatos para os quais não é verdade que plan é gold.",
    ],
    [
      "several values",
      attribute("country", "string", "in", ["BR", "PT"]),
      "Contacts for whom country is Brazil or Portugal.",
      "Contatos para os quais country é Brazil ou Portugal.",
    ],
    [
      "how often, and never",
      {
        kind: "or",
        children: [
          { kind: "event", name: "visit", operator: "did", days: 1, minCount: 3 },
          { kind: "event", name: "visit", operator: "did_not", days: null, minCount: 1 },
        ],
      },
      "Contacts for whom visit happened at least 3 times in the last day or visit never happened.",
      "Contatos para os quais visit aconteceu ao menos 3 vezes no último dia ou visit nunca aconteceu.",
    ],
    [
      "dates, messages, subscriptions",
      {
        kind: "and",
        children: [
          attribute("seen", "date", "before", "2026-01-31"),
          attribute("seen", "date", "in_last_days", 7),
          { kind: "message", operator: "not_read", campaignId: "c", days: null },
          { kind: "message", operator: "replied", days: 2 },
          { kind: "subscription", subscriptionGroupId: "g", state: "subscribed" },
        ],
      },
      "Contacts for whom seen is before <2026-01-31>, seen is in the last 7 days, no message of “Spring” was read, a message was answered in the last 2 days, and there is a subscription to Aurora.",
      "Contatos para os quais seen é antes de <2026-01-31>, seen foi nos últimos 7 dias, nenhuma mensagem de “Spring” foi lida, uma mensagem foi respondida nos últimos 2 dias e há inscrição em Aurora.",
    ],
  ])("%s", (_label, filter, english, portuguese) => {
    expect(describeFilter(filter, words("en"))).toBe(english);
    expect(describeFilter(filter, words("pt-BR"))).toBe(portuguese);
  });

  test("a summary starts with the first condition", () => {
    expect(summarizeFilter({ kind: "and", children: [brazil, gold] }, words("en"))).toBe(
      "Country is Brazil and plan is gold",
    );
  });
});

/** Each kind and operator as it reads in each language; sample-filters.ts holds the filters, in the same order. */
describe("every kind and operator", () => {
  test("has its sentence in the table", () => {
    expect(cases.map((one) => one.filter)).toEqual(sampleLeaves);
  });

  test.each(languages)("reads in %s as the table says", (language) => {
    const said = sampleLeaves.map((leaf) => summarizeFilter(leaf, words(language)));
    expect(said).toEqual(cases.map((one) => one[language]));
  });

  test.each(languages)("no key, code or gap is left in %s", (language) => {
    for (const text of [...sampleLeaves, sampleTree(sampleLeaves)].map((one) =>
      describeFilter(one, words(language)),
    )) {
      expect(text).not.toMatch(/words\.|\{\{|\}\}|undefined|NaN|null|\bg1\b|\bc1\b|\bv1\b|\bs1\b| {2}|\( /);
      expect(text).toMatch(/^Conta.*\.$/u);
    }
  });
});
