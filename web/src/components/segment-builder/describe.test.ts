import i18next, { type i18n } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import type { Filter } from "../../api/types.ts";
import en from "../../i18n/en/segments.json" with { type: "json" };
import pt from "../../i18n/pt-BR/segments.json" with { type: "json" };
import { describeFilter, summarizeFilter, type WordSources } from "./describe.ts";

const instance: i18n = i18next.createInstance();
beforeAll(async () => {
  await instance.init({
    resources: { en: { segments: en }, "pt-BR": { segments: pt } },
    interpolation: { escapeValue: false },
  });
});

function words(language: "en" | "pt-BR"): WordSources {
  const t = instance.getFixedT(language, "segments");
  return {
    t: (key, params) => t(key, params ?? {}),
    attributeLabel: (name) => name,
    valueLabel: (_filter, value) => ({ BR: "Brazil", PT: "Portugal" })[value] ?? value,
    numberLabel: () => "Aurora",
    campaignName: () => "Spring",
    segmentName: () => "Gold",
    formatDate: (iso) => `<${iso}>`,
    formatNumber: (value) => new Intl.NumberFormat(language).format(value),
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
      "Contacts for whom country is Brazil and (none of this is true: plan is gold or they are in the segment “Gold”).",
      "Contatos para os quais country é Brazil e (nada disto é verdade: plan é gold ou pertence ao segmento “Gold”).",
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
      "Contacts for whom visit happened at least 3 times in the last day or visit did not happen ever.",
      "Contatos para os quais visit aconteceu ao menos 3 vezes no último dia ou visit não aconteceu nenhuma vez.",
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
      "Contacts for whom seen is before <2026-01-31>, seen is in the last 7 days, “Spring” was not read ever, any campaign was answered in the last 2 days, and there is a subscription to Aurora.",
      "Contatos para os quais seen é antes de <2026-01-31>, seen foi nos últimos 7 dias, “Spring” não foi lida nenhuma vez, alguma campanha foi respondida nos últimos 2 dias e há inscrição em Aurora.",
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
