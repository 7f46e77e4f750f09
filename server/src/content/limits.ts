/**
 * What WhatsApp takes, in one table: most characters of the parts of a template, and the shape of every other kind of message.
 * Where Meta's and Infobip's documents differ the stricter one stands here, so that a message which passes can be sent through
 * either. Lengths are UTF-16 units: that is how phones were seen to cut.
 */
import type { ProductSection, ReplyButton } from "../connectors/connector.ts";
import type { FreeFormKind } from "./message.ts";
import type {
  ChoiceRule,
  FieldProblem,
  ListRule,
  NumberRule,
  ObjectRule,
  Open,
  Rule,
  TextRule,
} from "./shape.ts";

/** Most characters of each part of a template once it is filled. */
export const limits = {
  headerText: 60,
  body: 1024,
  offerBody: 600,
  cardBody: 160,
  url: 2000,
  mediaUrl: 2048,
  filename: 240,
  place: 1000,
  code: 15,
  payload: 128,
  flowToken: 200,
  productId: 100,
  json: 10_000,
} as const;

type Fields = Readonly<Record<string, Rule>>;

const text = (max: number, more: Partial<TextRule> = {}): TextRule => ({ type: "text", max, ...more });
const line = (max: number): TextRule => text(max, { format: "line" });
const address = text(limits.mediaUrl, { format: "web_address" });
const number = (min: number, max: number): NumberRule => ({ type: "number", min, max });
const choice = (of: readonly string[], fallback?: string): ChoiceRule =>
  fallback === undefined ? { type: "choice", of } : { type: "choice", of, default: fallback };
const list = (of: Rule, min: number, max: number): ListRule => ({ type: "list", of, min, max });
const object = (fields: Fields, also?: ObjectRule["also"]): ObjectRule =>
  also ? { type: "object", fields, also } : { type: "object", fields };
const optional = <R extends Rule>(rule: R): R => ({ ...rule, optional: true });

const body = text(1024);
const footer = optional(line(60));
const caption = optional(text(1024));
const textHeader = object({ text: line(60) });
const mediaHeader = object({ url: address });
const documentHeader = object({ url: address, filename: optional(line(limits.filename)) });
const anyHeader: Rule = {
  type: "cases",
  optional: true,
  cases: { text: textHeader, image: mediaHeader, video: mediaHeader, document: documentHeader },
};
const onlyText: Rule = { type: "cases", cases: { text: textHeader } };
const optionalText = optional(onlyText);
const link = object({ text: line(20), url: address });
const place: Fields = {
  latitude: number(-90, 90),
  longitude: number(-180, 180),
  name: optional(text(limits.place)),
  address: optional(text(limits.place)),
};
const replyButton = (idMax: number) => object({ id: line(idMax), title: line(20) });
const kindOfPlace = optional(choice(["HOME", "WORK"]));

const section = object(
  { title: line(24), productIds: list(line(limits.productId), 1, 30) },
  ({ productIds }: { productIds: string[] }, open) => repeated("productIds", productIds, open, "product"),
);
/** Of product lists, and of the button of a multi-product template. */
export const productSections: ListRule = list(section, 1, 10);

const contact = object({
  name: object({
    formatted: line(256),
    first: line(128),
    last: optional(line(128)),
    middle: optional(line(128)),
    prefix: optional(line(64)),
    suffix: optional(line(64)),
  }),
  phones: optional(
    list(
      object({
        phone: line(32),
        type: optional(choice(["CELL", "MAIN", "IPHONE", "HOME", "WORK"])),
        waId: optional(line(32)),
      }),
      1,
      20,
    ),
  ),
  emails: optional(list(object({ email: text(254, { format: "email" }), type: kindOfPlace }), 1, 20)),
  urls: optional(list(object({ url: address, type: kindOfPlace }), 1, 20)),
  addresses: optional(
    list(
      object({
        street: optional(line(256)),
        city: optional(line(128)),
        state: optional(line(128)),
        zip: optional(line(32)),
        country: optional(line(128)),
        countryCode: optional(line(2)),
        type: kindOfPlace,
      }),
      1,
      20,
    ),
  ),
  organization: optional(
    object({ company: optional(line(256)), department: optional(line(256)), title: optional(line(256)) }),
  ),
  birthday: optional(text(10, { format: "date" })),
});

const carouselCard = object(
  {
    header: { type: "cases", cases: { image: mediaHeader, video: mediaHeader } },
    body: optional(text(160, { format: "card_text" })),
    buttons: optional(list(replyButton(20), 1, 2)),
    link: optional(link),
  },
  (card: Card, open) =>
    (card.buttons === undefined) === (card.link === undefined)
      ? [invalid("buttons", "or link: a card has one of the two.")]
      : repeatedButtons(card.buttons ?? [], open),
);

/** Every kind but the template. */
export const messageRules: Readonly<Record<FreeFormKind, ObjectRule>> = {
  text: object({ body: text(4096), previewUrl: { type: "flag", default: false } }),
  image: object({ url: address, caption }),
  video: object({ url: address, caption }),
  audio: object({ url: address, voice: { type: "flag", optional: true } }),
  document: object({ url: address, filename: optional(line(limits.filename)), caption }),
  sticker: object({ url: address }),
  location: object(place),
  contacts: object({ contacts: list(contact, 1, 257) }),
  reaction: object({ providerMessageId: line(512), emoji: text(32, { format: "emoji", empty: true }) }),
  buttons: object(
    { header: anyHeader, body, footer, buttons: list(replyButton(256), 1, 3) },
    ({ buttons }: { buttons: ReplyButton[] }, open) => repeatedButtons(buttons, open),
  ),
  list: object(
    {
      header: optionalText,
      body,
      footer,
      button: line(20),
      sections: list(
        object({
          title: optional(line(24)),
          rows: list(object({ id: line(200), title: line(24), description: optional(line(72)) }), 1, 10),
        }),
        1,
        10,
      ),
    },
    listProblems,
  ),
  url_button: object({ header: anyHeader, body, footer, button: link }),
  product: object({ catalogId: line(64), productId: line(limits.productId), body: optional(body), footer }),
  product_list: object(
    { header: onlyText, body, footer, catalogId: line(64), sections: productSections },
    ({ sections }: { sections: ProductSection[] }) =>
      tooMany(
        "products",
        30,
        sections.map((one) => one.productIds),
      ),
  ),
  flow: object({
    header: optionalText,
    body,
    footer,
    button: line(20),
    flowId: line(64),
    flowToken: optional(line(limits.flowToken)),
    mode: choice(["published", "draft"], "published"),
    action: choice(["navigate", "data_exchange"], "navigate"),
    screen: optional(line(80)),
    data: { type: "data", optional: true },
  }),
  location_request: object({ body }),
  media_carousel: object({ body, cards: list(carouselCard, 2, 10) }, carouselProblems),
};

/** The whole: the field `kind` decides which. */
export const freeFormRule: Rule = { type: "cases", cases: messageRules };

interface Card {
  readonly header: { readonly kind: string };
  readonly buttons?: readonly ReplyButton[];
  readonly link?: object;
}

interface ListSection {
  readonly title?: string;
  readonly rows: readonly { readonly id: string }[];
}

function listProblems({ sections }: { sections: ListSection[] }, open: Open): FieldProblem[] {
  const rows = sections.flatMap((one) => one.rows);
  const untitled = sections.findIndex((one) => one.title === undefined);
  return [
    ...tooMany(
      "rows",
      10,
      sections.map((one) => one.rows),
    ),
    ...(sections.length > 1 && untitled !== -1
      ? [invalid(`sections[${untitled}].title`, "is missing: with more than one section each needs a title.")]
      : []),
    ...repeated(
      "sections",
      rows.map((row) => row.id),
      open,
      "row id",
    ),
  ];
}

function carouselProblems({ cards }: { cards: Card[] }): FieldProblem[] {
  const sort = (card?: Card) => (card?.buttons ? `${card.buttons.length} buttons` : "a link");
  const [first] = cards;
  const other = cards.findIndex((card) => sort(card) !== sort(first));
  if (other !== -1) {
    const text = `has ${sort(cards[other])} and the first card ${sort(first)}; all cards need the same.`;
    return [invalid(`cards[${other}]`, text)];
  }
  const media = cards.findIndex((card) => card.header.kind !== first?.header.kind);
  if (media === -1) return [];
  return [invalid(`cards[${media}].header.kind`, "differs from the first card's; all cards need the same.")];
}

function repeatedButtons(buttons: readonly ReplyButton[], open: Open): FieldProblem[] {
  const ids = repeated(
    "buttons",
    buttons.map((one) => one.id),
    open,
    "id",
  );
  const titles = buttons.map((one) => one.title);
  return ids.length > 0 ? ids : repeated("buttons", titles, open, "title");
}

function repeated(field: string, values: readonly string[], open: Open, what: string): FieldProblem[] {
  const known = values.filter((value) => !open(value));
  const twice = known.find((value, index) => known.indexOf(value) !== index);
  return twice === undefined
    ? []
    : [invalid(field, `have the ${what} "${twice}" twice; each must be unique.`)];
}

function tooMany(what: string, most: number, lists: readonly (readonly unknown[])[]): FieldProblem[] {
  const count = lists.reduce((sum, one) => sum + one.length, 0);
  return count > most
    ? [invalid("sections", `have ${count} ${what} together; at most ${most} are possible.`)]
    : [];
}

function invalid(field: string, message: string): FieldProblem {
  return { field, code: "invalid", text: message };
}
