/** A template and the data of a send, put together as the phone shows them. */
import { asArray, asObject, asString, asText, isObject, type Json } from "../json.ts";
import { fillPlaceholders } from "../templates.ts";
import type { Template, TemplateButton } from "../types.ts";
import { catalogOf, flowOf, headerOf, text } from "./parts.ts";
import type { ButtonView, CardView, HeaderView, Parts } from "./view.ts";

/** A template that the sandbox no longer has shows its name. */
export function unknownTemplate(content: Json): Parts {
  return { body: `[${asString(content.templateName) ?? "template"}]` };
}

export function templateParts(template: Template, data: Json, currency: string): Parts {
  const { structure, name, category } = template;
  const given = asArray(data.buttons).map(asObject);
  const header = headerView(structure.header, asObject(data.header));
  const buttons = buttonViews(structure.buttons ?? [], given);
  const cards = cardViews(
    asArray(asObject(structure.carousel).cards),
    asArray(asObject(data.carousel).cards),
  );
  return {
    ...(header ? { header } : {}),
    ...offerOf(asObject(structure.limitedTimeOffer), asObject(data.limitedTimeOffer), buttons),
    body: fillPlaceholders(structure.body.text, asArray(asObject(data.body).placeholders)),
    ...text("footer", structure.footer?.text),
    ...(buttons.length > 0 ? { buttons } : {}),
    ...(cards.length > 0 ? { cards } : {}),
    ...shopOf(structure.buttons ?? [], given, currency),
    template: { name, category },
  };
}

function headerView(header: unknown, given: Json): HeaderView | null {
  if (!isObject(header)) return null;
  const format = asString(header.format) ?? "TEXT";
  if (format === "TEXT") {
    return { kind: "TEXT", text: fillPlaceholders(asString(header.text) ?? "", [given.placeholder]) };
  }
  const example = format === "LOCATION" ? undefined : header.example;
  return { ...text("url", example), ...headerOf(given), kind: format };
}

function cardViews(cards: unknown[], given: unknown[]): CardView[] {
  return cards.map((value, index) => {
    const card = asObject(value);
    const data = asObject(given[index]);
    const header = headerView(card.header, asObject(data.header));
    const body = asString(asObject(card.body).text);
    const values = asArray(asObject(data.body).placeholders);
    return {
      index,
      ...(header ? { header } : {}),
      ...(body ? { body: fillPlaceholders(body, values) } : {}),
      buttons: buttonViews(
        asArray(card.buttons).map((button) => asObject(button) as TemplateButton),
        asArray(data.buttons).map(asObject),
      ),
    };
  });
}

function offerOf(offer: Json, given: Json, buttons: ButtonView[]): Pick<Parts, "offer"> {
  const words = asString(offer.text);
  if (!words) return {};
  const endsAt = asString(given.expirationTime);
  const code = buttons.find(({ kind }) => kind === "COPY_CODE")?.payload;
  return { offer: { text: words, ...text("endsAt", endsAt), ...text("code", code) } };
}

/** CATALOG and MULTI_PRODUCT open products instead of answering. */
function shopOf(buttons: TemplateButton[], given: Json[], currency: string): Pick<Parts, "catalog"> {
  const type = buttons.find((button) => button.type === "CATALOG" || button.type === "MULTI_PRODUCT")?.type;
  if (!type) return {};
  const data = given.find((button) => button.type === type) ?? {};
  return catalogOf(data, type === "CATALOG" ? "catalog" : "list", currency);
}

/** Data come only for the buttons that need them, in order; so they are dealt out by type. */
function buttonViews(buttons: TemplateButton[], given: Json[]): ButtonView[] {
  const left = [...given];
  return buttons.map((button, index) => {
    const at = left.findIndex((candidate) => candidate.type === button.type);
    const data = at >= 0 && takesData(button) ? left.splice(at, 1)[0] : undefined;
    return buttonView(button, index, data ?? {});
  });
}

function takesData(button: TemplateButton): boolean {
  return button.type !== "PHONE_NUMBER" && (button.type !== "URL" || (button.url ?? "").includes("{{"));
}

function buttonView(button: TemplateButton, index: number, data: Json): ButtonView {
  const view: ButtonView = { index, kind: button.type, text: button.text ?? "" };
  const parameter = asText(data.parameter);
  switch (button.type) {
    case "URL":
      return urlView(view, fillPlaceholders(button.url ?? "", [parameter]), parameter);
    case "PHONE_NUMBER":
      return { ...view, url: `tel:+${(button.phoneNumber ?? "").replace(/\D/g, "")}` };
    case "QUICK_REPLY":
      return { ...view, payload: parameter ?? view.text };
    case "COPY_CODE":
      return { ...view, payload: parameter ?? "" };
    case "FLOW":
      return {
        ...view,
        flow: flowOf(button.flowId, button.flowAction, data.flowToken, {
          screen: button.navigateScreen,
          data: data.data,
        }),
      };
    default:
      return view;
  }
}

/** The button of an authentication template reads as an address; on the phone it copies the code. */
function urlView(view: ButtonView, url: string, parameter: string | undefined): ButtonView {
  if (url.startsWith("https://www.whatsapp.com/otp/")) {
    return { ...view, kind: "COPY_CODE", payload: parameter ?? "" };
  }
  return { ...view, url };
}
