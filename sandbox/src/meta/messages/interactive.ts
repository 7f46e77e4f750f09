/** Interactive messages: checked against WhatsApp's limits and brought into the form the phones show. */
import { asObject, asString, asText, isObject, type Json } from "../../json.ts";
import { invalidParameter, missing, wrong } from "../errors.ts";
import { mediaAddress, type NormalMessage, type ReadContext } from "./context.ts";
import {
  compact,
  optionalText,
  requiredArray,
  requiredObject,
  requiredText,
  unique,
  webAddress,
} from "./fields.ts";
import { flowAction } from "./flow-action.ts";

type ActionReader = (context: ReadContext, action: Json, interactive: Json) => Json;

interface InteractiveType {
  kind: string;
  headers: string[];
  /** Longest body; 0: none is asked for. */
  body: number;
  footer: boolean;
  action: ActionReader;
}

const MEDIA_HEADERS = ["text", "image", "video", "document"];
const ACTION = "interactive.action";

function replyButtons(_context: ReadContext, action: Json): Json {
  const buttons = requiredArray(action, "buttons", ACTION, 1, 3).map((button, i) => {
    const path = `${ACTION}.buttons[${i}]`;
    if (button.type !== "reply") throw wrong(`${path}.type must be reply.`);
    const reply = requiredObject(button, "reply", path);
    const id = requiredText(reply, "id", `${path}.reply`, 256);
    return { type: "REPLY", id, title: requiredText(reply, "title", `${path}.reply`, 20) };
  });
  unique(
    buttons.map(({ id }) => id),
    "The ids of the buttons",
  );
  unique(
    buttons.map(({ title }) => title),
    "The titles of the buttons",
  );
  return { buttons };
}

function listSections(_context: ReadContext, action: Json): Json {
  const title = requiredText(action, "button", ACTION, 20);
  const given = requiredArray(action, "sections", ACTION, 1, 10);
  const sections = given.map((section, i) => {
    const path = `${ACTION}.sections[${i}]`;
    const rows = requiredArray(section, "rows", path, 1, 10).map((row, j) =>
      compact({
        id: requiredText(row, "id", `${path}.rows[${j}]`, 200),
        title: requiredText(row, "title", `${path}.rows[${j}]`, 24),
        description: optionalText(row, "description", `${path}.rows[${j}]`, 72),
      }),
    );
    if (given.length > 1 && !asString(section.title)) throw missing(`${path}.title`);
    return compact({ title: optionalText(section, "title", path, 24), rows });
  });
  const rows = sections.flatMap((section) => section.rows as Json[]);
  if (rows.length > 10)
    throw wrong(`A list has at most 10 rows in all its sections; this one has ${rows.length}.`);
  unique(
    rows.map(({ id }) => id),
    "The ids of the rows",
  );
  return { title, sections };
}

function named(action: Json, name: string): void {
  if (action.name !== name) throw wrong(`${ACTION}.name must be ${name}.`);
}

function link(action: Json, path = ACTION): Json {
  named(action, "cta_url");
  const parameters = requiredObject(action, "parameters", path);
  return {
    displayText: requiredText(parameters, "display_text", `${path}.parameters`, 20),
    url: webAddress(parameters, "url", `${path}.parameters`),
  };
}

function product(_context: ReadContext, action: Json): Json {
  return {
    catalogId: requiredText(action, "catalog_id", ACTION, 1000),
    productRetailerId: requiredText(action, "product_retailer_id", ACTION, 1000),
  };
}

/** Sections of products, in normal form; also for multi-product templates. */
export function productSections(parent: Json, path: string): Json[] {
  const given = requiredArray(parent, "sections", path, 1, 10);
  const sections = given.map((section, i) => {
    const place = `${path}.sections[${i}]`;
    if (given.length > 1 && !asString(section.title)) throw missing(`${place}.title`);
    const items = requiredArray(section, "product_items", place, 1, 30);
    return compact({
      title: optionalText(section, "title", place, 24),
      productRetailerIds: items.map((item) =>
        requiredText(item, "product_retailer_id", `${place}.product_items`, 1000),
      ),
    });
  });
  const count = sections.flatMap((section) => section.productRetailerIds as string[]).length;
  if (count > 30) throw wrong(`A message names at most 30 products; this one has ${count}.`);
  return sections;
}

function productList(_context: ReadContext, action: Json): Json {
  return {
    catalogId: requiredText(action, "catalog_id", ACTION, 1000),
    sections: productSections(action, ACTION),
  };
}

function catalog(_context: ReadContext, action: Json): Json {
  named(action, "catalog_message");
  return compact({ thumbnailProductRetailerId: asObject(action.parameters).thumbnail_product_retailer_id });
}

function carousel(context: ReadContext, action: Json): Json {
  const given = requiredArray(action, "cards", ACTION, 2, 10);
  unique(
    given.map(({ card_index }) => card_index),
    "card_index",
  );
  if (new Set(given.map(cardShape)).size > 1)
    throw wrong("All cards of a carousel must be of the same kind.");
  return { cards: given.map((card, i) => carouselCard(context, card, `${ACTION}.cards[${i}]`)) };
}

const cardShape = ({ type, action }: Json) => `${asText(type)} ${isObject(action) && "buttons" in action}`;

function carouselCard(context: ReadContext, card: Json, path: string): Json {
  const action = requiredObject(card, "action", path);
  if (card.type === "product") {
    return {
      productRetailerId: requiredText(action, "product_retailer_id", path, 1000),
      catalogId: action.catalog_id,
    };
  }
  const header = requiredObject(card, "header", path);
  const type = asString(header.type) ?? "";
  if (type !== "image" && type !== "video") throw wrong(`${path}.header.type must be image or video.`);
  const text = optionalText(asObject(card.body), "text", `${path}.body`, 160);
  if ((text?.match(/\n/g)?.length ?? 0) > 2) throw wrong(`${path}.body.text has at most two line breaks.`);
  return compact({
    header: {
      type: type.toUpperCase(),
      url: mediaAddress(context, requiredObject(header, type, `${path}.header`), path),
    },
    body: text ? { text } : undefined,
    ...("buttons" in action
      ? { buttons: cardReplies(action, path) }
      : { button: { type: "URL", ...link(action, path) } }),
  });
}

function cardReplies(action: Json, path: string): Json[] {
  return requiredArray(action, "buttons", `${path}.action`, 1, 2).map((button, i) => {
    const place = `${path}.action.buttons[${i}]`;
    const reply = requiredObject(button, "quick_reply", place);
    return {
      type: "QUICK_REPLY",
      id: requiredText(reply, "id", place, 256),
      title: requiredText(reply, "title", place, 20),
    };
  });
}

const asks =
  (name: string): ActionReader =>
  (_context, action) => {
    named(action, name);
    return {};
  };

/** Address messages exist in India and Singapore only. */
function address(_context: ReadContext, action: Json): Json {
  named(action, "address_message");
  const parameters = requiredObject(action, "parameters", ACTION);
  if (parameters.country !== "IN" && parameters.country !== "SG")
    throw wrong("Address messages are available for IN and SG only.");
  return { parameters };
}

const cta = (_context: ReadContext, action: Json) => link(action);

const TYPES: Record<string, InteractiveType> = {
  button: { kind: "buttons", headers: MEDIA_HEADERS, body: 1024, footer: true, action: replyButtons },
  list: { kind: "list", headers: ["text"], body: 4096, footer: true, action: listSections },
  cta_url: { kind: "url-button", headers: MEDIA_HEADERS, body: 1024, footer: true, action: cta },
  flow: { kind: "flow", headers: MEDIA_HEADERS, body: 1024, footer: true, action: flowAction },
  location_request_message: {
    kind: "location-request",
    headers: [],
    body: 1024,
    footer: false,
    action: asks("send_location"),
  },
  request_contact_info: {
    kind: "request-contact-info",
    headers: [],
    body: 1024,
    footer: true,
    action: asks("request_contact_info"),
  },
  product: { kind: "product", headers: [], body: 0, footer: true, action: product },
  product_list: { kind: "multi-product", headers: ["text"], body: 1024, footer: true, action: productList },
  catalog_message: { kind: "catalog", headers: [], body: 1024, footer: true, action: catalog },
  carousel: { kind: "media-carousel", headers: [], body: 1024, footer: false, action: carousel },
  address_message: { kind: "address", headers: MEDIA_HEADERS, body: 1024, footer: true, action: address },
  call_permission_request: {
    kind: "call-permission-request",
    headers: [],
    body: 0,
    footer: false,
    action: asks("call_permission_request"),
  },
  voice_call: { kind: "voice-button", headers: [], body: 1024, footer: true, action: asks("voice_call") },
};

export function readInteractive(context: ReadContext, body: Json): NormalMessage {
  const interactive = requiredObject(body, "interactive");
  const type = TYPES[asString(interactive.type) ?? ""];
  if (!type) {
    throw invalidParameter(
      `Param interactive['type'] must be one of {${Object.keys(TYPES).join(", ").toUpperCase()}}.`,
    );
  }
  if (type.kind === "multi-product" && !isObject(interactive.header)) throw missing("interactive.header");
  const action = type.action(context, requiredObject(interactive, "action", "interactive"), interactive);
  const content = compact({
    header: readHeader(context, type, interactive),
    body: readBody(type, interactive),
    footer: readFooter(type, interactive),
    action,
  });
  return { kind: `interactive/${type.kind}`, content, template: null };
}

function readBody({ body: max }: InteractiveType, interactive: Json): Json | undefined {
  if (max === 0) {
    const text = optionalText(asObject(interactive.body), "text", "interactive.body", 1024);
    return text ? { text } : undefined;
  }
  return {
    text: requiredText(requiredObject(interactive, "body", "interactive"), "text", "interactive.body", max),
  };
}

function readFooter({ footer: allowed }: InteractiveType, interactive: Json): Json | undefined {
  if (interactive.footer === undefined) return undefined;
  if (!allowed) throw wrong(`A message of type ${asString(interactive.type)} has no footer.`);
  return { text: requiredText(asObject(interactive.footer), "text", "interactive.footer", 60) };
}

function readHeader(context: ReadContext, { headers }: InteractiveType, interactive: Json): Json | undefined {
  if (interactive.header === undefined) return undefined;
  const header = asObject(interactive.header);
  const type = asString(header.type) ?? "";
  if (!headers.includes(type)) {
    const allowed = headers.length > 0 ? `a header of type ${headers.join(", ")}` : "no header";
    throw wrong(`A message of type ${asString(interactive.type)} takes ${allowed}.`);
  }
  if (type === "text") return { type: "TEXT", text: requiredText(header, "text", "interactive.header", 60) };
  const media = requiredObject(header, type, "interactive.header");
  const mediaUrl = mediaAddress(context, media, "interactive.header");
  return compact({ type: type.toUpperCase(), mediaUrl, filename: asString(media.filename) });
}
