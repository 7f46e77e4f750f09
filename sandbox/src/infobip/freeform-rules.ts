/** Validation of the plain message types, and the table of all: one small function per path suffix, phrases as Infobip words them. */
import { asArray, asObject, asString, type Json } from "../json.ts";
import type { Violations } from "./errors.ts";
import { INTERACTIVE_RULES, type Rule } from "./interactive-rules.ts";
import { add, checkOptionalSize, checkSize, checkUrl, isUrl } from "./send-common.ts";
import { checkCoordinate } from "./template-message.ts";

const media =
  (withCaption: boolean, withFilename = false): Rule =>
  (content, found) => {
    checkUrl(content.mediaUrl, "content.mediaUrl", found);
    if (withCaption) checkOptionalSize(content.caption, "content.caption", 0, 3000, found);
    if (withFilename) checkOptionalSize(content.filename, "content.filename", 0, 240, found);
  };

function text(content: Json, found: Violations): void {
  checkSize(content.text, "content.text", 1, 4096, found);
  if (content.previewUrl === true && !/https?:\/\/\S+/.test(asString(content.text) ?? "")) {
    add(found, "content.text", "must contain a valid url when previewUrl is true");
  }
}

function location(content: Json, found: Violations): void {
  checkCoordinate(content.latitude, 90, "content.latitude", found);
  checkCoordinate(content.longitude, 180, "content.longitude", found);
  checkOptionalSize(content.name, "content.name", 0, 1000, found);
  checkOptionalSize(content.address, "content.address", 0, 1000, found);
}

function contact(content: Json, found: Violations): void {
  const contacts = asArray(content.contacts);
  if (contacts.length === 0) add(found, "content.contacts", "must not be empty");
  contacts.forEach((value, i) => {
    const path = `content.contacts[${i}]`;
    const one = asObject(value);
    const name = asObject(one.name);
    checkSize(name.firstName, `${path}.name.firstName`, 1, 1000, found);
    checkSize(name.formattedName, `${path}.name.formattedName`, 1, 1000, found);
    const birthday = asString(one.birthday);
    if (birthday && !/^\d{4}-\d{2}-\d{2}$/.test(birthday)) {
      add(found, `${path}.birthday`, "must be in the YYYY-MM-DD format");
    }
    asArray(one.phones).forEach((phone, j) => {
      checkOptionalSize(asObject(phone).phone, `${path}.phones[${j}].phone`, 1, 100, found);
    });
    asArray(one.urls).forEach((url, j) => {
      const address = asString(asObject(url).url);
      if (address && !isUrl(address)) add(found, `${path}.urls[${j}].url`, "is not a valid url");
    });
    asArray(one.emails).forEach((email, j) => {
      const address = asString(asObject(email).email);
      if (address && !/^\S+@\S+\.\S+$/.test(address)) {
        add(found, `${path}.emails[${j}].email`, "must be a well-formed email address");
      }
    });
  });
}

/** Path suffix of `/whatsapp/1/message/` → its rule. */
export const FREEFORM_RULES: Record<string, Rule> = {
  text,
  document: media(true, true),
  image: media(true),
  video: media(true),
  audio: media(false),
  sticker: media(false),
  location,
  contact,
  ...INTERACTIVE_RULES,
};
