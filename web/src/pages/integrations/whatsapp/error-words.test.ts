/** Every refusal that connecting, linking, moving or disconnecting can meet has words in every language. */
import { expect, it } from "vitest";
import { languages } from "../../../i18n/languages.ts";

const sources = import.meta.glob<string>(
  [
    "../../../../../server/src/connectors/*.ts",
    "../../../../../server/src/connectors/{handover,numbers,health}/*.ts",
    "../../../../../server/src/connectors/infobip/{account,base-url,client,registration}.ts",
    "../../../../../server/src/api/integrations/*.ts",
    "!**/*.test.ts",
  ],
  { eager: true, query: "?raw", import: "default" },
);
const texts = import.meta.glob<Record<string, { title?: string; message?: string }>>(
  "../../../i18n/*/errors.json",
  { eager: true, import: "default" },
);

const codes = new Set(
  Object.values(sources).flatMap((source) =>
    [...source.matchAll(/(?:new AppError|conflict|errorCode:)\(?\s*"([a-z_]+)"/g)].map(
      ([, code]) => code ?? "",
    ),
  ),
);

it("finds the codes", () => {
  expect([...codes]).toEqual(expect.arrayContaining(["waba_sent_before", "too_many_wabas", "other_account"]));
});

it.each(languages.map(({ code }) => code))("says each of them in %s", (language) => {
  const words = texts[`../../../i18n/${language}/errors.json`] ?? {};
  expect([...codes].filter((code) => !words[code]?.title || !words[code]?.message)).toEqual([]);
});
