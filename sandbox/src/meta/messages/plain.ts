/** Messages that are neither interactive nor templates: text, media, location, contacts, reaction. */
import { asArray, asObject, asString, type Json } from "../../json.ts";
import { messageIdsOf } from "../../state.ts";
import { catalogued, invalidParameter, missing, wrong } from "../errors.ts";
import { nativeAccount } from "../numbers.ts";
import { mediaContent, type NormalMessage, type ReadContext } from "./context.ts";
import { compact, coordinate, optionalText, requiredObject, requiredText } from "./fields.ts";

type Reader = (context: ReadContext, body: Json) => NormalMessage;

const plain = (kind: string, content: Json): NormalMessage => ({ kind, content, template: null });

function text(_context: ReadContext, body: Json): NormalMessage {
  const given = requiredObject(body, "text");
  const previewUrl = given.preview_url === true || given.preview_url === "true";
  return plain("text", { text: requiredText(given, "body", "text", 4096), previewUrl });
}

const media =
  (type: string, withCaption: boolean): Reader =>
  (context, body) => {
    const given = requiredObject(body, type);
    if (!withCaption && given.caption !== undefined)
      throw invalidParameter(`Unexpected key "caption" on param "${type}".`);
    if (type !== "document" && given.filename !== undefined)
      throw invalidParameter(`Unexpected key "filename" on param "${type}".`);
    const caption = optionalText(given, "caption", type, 1024);
    const voice = type === "audio" && given.voice === true ? true : undefined;
    return plain(type, compact({ ...mediaContent(context, given, type), caption, voice }));
  };

function location(_context: ReadContext, body: Json): NormalMessage {
  const given = requiredObject(body, "location");
  return plain(
    "location",
    compact({
      latitude: coordinate(given, "latitude", 90, "location"),
      longitude: coordinate(given, "longitude", 180, "location"),
      name: optionalText(given, "name", "location", 1000),
      address: optionalText(given, "address", "location", 1000),
    }),
  );
}

function contacts(_context: ReadContext, body: Json): NormalMessage {
  if (!Array.isArray(body.contacts)) throw missing("contacts");
  if (body.contacts.length < 1 || body.contacts.length > 257)
    throw wrong("contacts must have between 1 and 257 entries.");
  return plain("contact", {
    contacts: body.contacts.map((one, i) => contact(asObject(one), `contacts[${i}]`)),
  });
}

const NAME_PARTS = {
  first_name: "firstName",
  last_name: "lastName",
  middle_name: "middleName",
  prefix: "namePrefix",
  suffix: "nameSuffix",
} as const;

function contact(given: Json, path: string): Json {
  const name = requiredObject(given, "name", path);
  const formattedName = requiredText(name, "formatted_name", `${path}.name`, 1000);
  const parts = Object.entries(NAME_PARTS).filter(([part]) => asString(name[part]));
  if (parts.length === 0)
    throw catalogued(131008, `${path}.name needs formatted_name and one more part, such as first_name.`);
  const birthday = asString(given.birthday);
  if (birthday && !/^\d{4}-\d{2}-\d{2}$/.test(birthday)) throw wrong(`${path}.birthday must be YYYY-MM-DD.`);
  return compact({
    name: { formattedName, ...Object.fromEntries(parts.map(([part, ours]) => [ours, name[part]])) },
    phones: list(given.phones, ({ phone, type, wa_id }) => ({ phone, type, waId: wa_id })),
    emails: list(given.emails, ({ email, type }) => ({ email, type })),
    urls: list(given.urls, ({ url, type }) => ({ url, type })),
    addresses: list(given.addresses, ({ country_code, ...rest }) => ({ ...rest, countryCode: country_code })),
    org: given.org,
    birthday,
  });
}

function list(value: unknown, map: (entry: Json) => Json): Json[] | undefined {
  return Array.isArray(value) ? asArray(value).map((entry) => compact(map(asObject(entry)))) : undefined;
}

const MONTH_MS = 30 * 86_400_000;

/** Only messages of this conversation, at most 30 days old, that are no reactions themselves. */
function reaction({ sandbox, number }: ReadContext, body: Json): NormalMessage {
  const given = requiredObject(body, "reaction");
  const messageId = requiredText(given, "message_id", "reaction", 512);
  if (typeof given.emoji !== "string") throw missing("reaction.emoji");
  const waba = sandbox.state.wabas.get(number.sender.wabaId);
  const target = waba && messageIdsOf(sandbox.state, nativeAccount(sandbox.state, waba).key).get(messageId);
  if (!target || target.conversation.sender !== number.sender || target.sentAt < Date.now() - MONTH_MS)
    throw wrong("The message to react to does not exist, was deleted or is older than 30 days.");
  if (target.kind === "reaction" || target.kind === "REACTION")
    throw wrong("A reaction cannot be reacted to.");
  return plain("reaction", { messageId, emoji: given.emoji });
}

/** By `type` of the message. */
export const PLAIN_READERS: Record<string, Reader> = {
  text,
  image: media("image", true),
  video: media("video", true),
  audio: media("audio", false),
  document: media("document", true),
  sticker: media("sticker", false),
  location,
  contacts,
  reaction,
};
