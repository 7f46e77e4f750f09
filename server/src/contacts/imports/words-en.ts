/** What imports say about rows in English. */
import type { ImportWords } from "./words.ts";

export const english: ImportWords = {
  errors: {
    no_identifier: "The row has no external id, phone or e-mail to find the contact by. Fill in one of them.",
    find_by_missing: "The column that contacts are found by is empty here. Fill it in.",
    not_number: "“{{value}}” is not a number.",
    not_boolean: "“{{value}}” is not yes or no.",
    not_date: "“{{value}}” is not a date. Write it like 2026-12-31.",
    not_object: 'This is not a JSON object. Write it like {"city": "Recife"}.',
    not_object_array: 'This is not a JSON array of objects. Write it like [{"name": "Rex"}].',
    invalid_phone:
      "“{{value}}” is not a phone number. Write it with country and area code, like +5511987654321.",
    invalid_email: "“{{value}}” is not an e-mail address.",
    invalid_country: "“{{value}}” is no country we know. Write its name or its two-letter code, like BR.",
    invalid_language: "“{{value}}” is not a language code. Write it like pt or pt-BR.",
    invalid_time_zone: "“{{value}}” is not a time zone. Write it like America/Sao_Paulo.",
    invalid_date_of_birth: "“{{value}}” is not a date of birth. Write it like 1990-12-31.",
    too_long: "This text is too long: 255 characters are the most.",
    attribute_type: "The attribute “{{attribute}}” takes values of another type.",
    attribute_value:
      "The attribute “{{attribute}}” does not take this value: it is too long or has too many elements.",
    attribute_blocklisted: "The attribute “{{attribute}}” is on the blocklist and takes no values.",
    too_many_attributes:
      "This workspace has as many attributes as there may be; “{{attribute}}” would be a new one. Leave the column out, or use an attribute that is there.",
    identifier_taken: "Another contact already has this value. Update that contact, or use another value.",
    subscription_word: "“{{value}}” says neither subscribed nor unsubscribed.",
    quote_not_closed: "From here on the file cannot be read: a quotation mark is opened and never closed.",
    row_too_long:
      "From here on the file cannot be read: the row is longer than 1 MB. A quotation mark may be missing.",
  },
  columns: {
    row: "Row in the file",
    column: "Column with error",
    value: "Value in error",
    reason: "What to correct",
  },
};
