/** The dashboard and the file of left-out rows say the same of a row: one is read, the other corrected. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { languages, rowErrorCodes, sayRowError } from "../src/contacts/imports/words.ts";

const folder = path.resolve(import.meta.dirname, "../../web/src/i18n");

test.each(languages)("words for rows: %s", (language) => {
  const words = JSON.parse(readFileSync(path.join(folder, language, "contacts.json"), "utf8"));
  const params = { value: "{{value}}", attribute: "{{attribute}}" };
  expect(words.rowErrors.code).toEqual(
    Object.fromEntries(rowErrorCodes.map((code) => [code, sayRowError(language, code, params)])),
  );
});
