/** The dashboard and the downloaded file say the same of a row: one is read here, the other there. */
import { expect, test } from "vitest";
import { rowErrorCodes, sayRowError } from "../../../../../server/src/contacts/imports/words.ts";
import en from "../../../i18n/en/contacts.json";
import es from "../../../i18n/es/contacts.json";
import pt from "../../../i18n/pt-BR/contacts.json";

test.each([
  ["en", en],
  ["pt-BR", pt],
  ["es", es],
] as const)("%s", (language, words) => {
  const params = { value: "{{value}}", attribute: "{{attribute}}" };
  expect(words.rowErrors.code).toEqual(
    Object.fromEntries(rowErrorCodes.map((code) => [code, sayRowError(language, code, params)])),
  );
});
