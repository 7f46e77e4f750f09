/**
 * Response messages: everything that needs an open service window. Four have fields of their own, as clients know them (text is
 * one of the rest); every other kind is `<kind>_response_message` with the fields of that kind in snake_case:
 * video, audio, document, sticker, location, contacts, reaction, url_button, product, product_list, location_request,
 * media_carousel … (content/limits.ts has their fields and limits).
 */
import { checkFreeForm } from "../../content/check.ts";
import { messageRules } from "../../content/limits.ts";
import type { FreeFormContent, FreeFormKind } from "../../content/message.ts";
import { isTooDeep } from "../../content/shape.ts";
import { type Fields, invalid, optionalList, optionalObject, requireObject } from "./whats-app-fields.ts";

interface Form {
  /** Not checked yet: a message of this shape, or not. */
  read(message: Fields): Readonly<Record<string, unknown>>;
  /** Paths of the kind -> names of the call. */
  readonly names: readonly (readonly [RegExp, string])[];
}

const forms: Readonly<Record<string, Form>> = {
  text_image_response_message: {
    read: ({ image_uri: url, caption, ...rest }) => ({ kind: "image", url, caption, ...rest }),
    names: [[/^url/, "image_uri"]],
  },
  quick_reply_response_message: {
    read: ({ buttons, ...rest }) => ({
      kind: "buttons",
      ...withHeader(rest),
      buttons: optionalList(buttons, "buttons").map((button, index) => {
        const { text, id = text, ...more } = requireObject(button, `buttons[${index}]`);
        return { id, title: text, ...more };
      }),
    }),
    names: [
      [/^header\.text/, "header_text"],
      [/^header\.url/, "header_image_uri"],
      [/(\[\d+\])\.title/, "$1.text"],
    ],
  },
  list_response_message: {
    read: ({ header, list, ...rest }) => {
      const { list_button_text: button, list_sections: sections, ...more } = requireObject(list, "list");
      return {
        kind: "list",
        ...rest,
        ...(header === undefined ? {} : { header: { kind: "text", text: header } }),
        button,
        sections: optionalList(sections, "list.list_sections").map(listSection),
        ...prefixed("list.", more),
      };
    },
    names: [
      [/^header\.text/, "header"],
      [/^button/, "list.list_button_text"],
      [/^sections(\[\d+\])?\.title/, "list.list_sections$1.section_title"],
      [/^sections/, "list.list_sections"],
      [/\.rows/, ".list_rows"],
      [/(rows\[\d+\])\.(\w+)/, "$1.row_$2"],
    ],
  },
  flow_response_message: {
    read: ({ flow_button: flow, generate_custom_attribute: _ignored, ...rest }) => {
      const { caption, data, ...more } = requireObject(flow, "flow_button");
      return {
        kind: "flow",
        ...withHeader(rest),
        button: caption,
        ...(camelCased(more) as object),
        ...(data === undefined ? {} : { data }),
      };
    },
    names: [
      [/^header\.text/, "header_text"],
      [/^button/, "flow_button.caption"],
      [/^flowId/, "flow_button.flow_id"],
      [/^flowToken/, "flow_button.flow_token"],
      [/^(mode|action|screen|data)/, "flow_button.$1"],
    ],
  },
};

const suffix = "_response_message";

export const responseTypes: readonly string[] = [
  ...Object.keys(forms),
  ...Object.keys(messageRules)
    .map((kind) => kind + suffix)
    .filter((type) => !Object.hasOwn(forms, type)),
];

/** null: there is no such message_type. */
export function responseMessage(type: string, message: Fields): FreeFormContent | null {
  if (!responseTypes.includes(type)) return null;
  if (isTooDeep(message)) throw invalid("it is nested too deeply.");
  const form = Object.hasOwn(forms, type) ? forms[type] : undefined;
  const kind = type.slice(0, -suffix.length) as FreeFormKind;
  const content = form ? form.read(message) : { ...(camelCased(message) as object), kind };
  const problems = checkFreeForm(content as unknown as FreeFormContent).map((problem) => {
    const path = nameOf(problem.field, form);
    return { path, code: problem.code, message: problem.message.replace(problem.field, path) };
  });
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
  return content as unknown as FreeFormContent;
}

function nameOf(field: string, form: Form | undefined): string {
  const name = (form?.names ?? []).reduce((text, [pattern, into]) => text.replace(pattern, into), field);
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** header_text, or the address of an image, a video or a document. */
function withHeader(message: Fields): Fields {
  const {
    header_text: text,
    header_image_uri: image,
    header_video_uri: video,
    header_document_uri: document,
    header_document_filename: filename,
    ...rest
  } = message;
  const given = Object.entries({ text, image, video, document }).filter(([, value]) => value !== undefined);
  if (given.length > 1)
    throw invalid(
      `a message has one header, but there are ${given.map(([kind]) => (kind === "text" ? "header_text" : `header_${kind}_uri`)).join(" and ")}.`,
    );
  const [header] = given;
  if (!header) return rest;
  const [kind, value] = header;
  if (kind === "text") return { ...rest, header: { kind, text: value } };
  return { ...rest, header: { kind, url: value, ...(filename === undefined ? {} : { filename }) } };
}

function listSection(section: unknown, at: number): Fields {
  const name = `list.list_sections[${at}]`;
  const { section_title: title, list_rows: rows, ...more } = requireObject(section, name);
  return {
    ...(title === undefined ? {} : { title }),
    rows: optionalList(rows, `${name}.list_rows`).map((row, index) => {
      const fields = optionalObject(row, `${name}.list_rows[${index}]`);
      const {
        row_title,
        row_description: description,
        row_id: id = `${at + 1}.${index + 1}`,
        ...rest
      } = fields;
      return { id, title: row_title, ...(description === undefined ? {} : { description }), ...rest };
    }),
    ...more,
  };
}

function prefixed(prefix: string, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [prefix + name, value]));
}

/** Keys of every depth; `data` is somebody else's and stays as it is. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
      name === "data" ? field : camelCased(field),
    ]),
  );
}
