/** Small readings shared by the views of templates, interactive and plain messages. */
import { asArray, asObject, asString, asText, type Json } from "../json.ts";
import { allProducts, productOf } from "./catalog.ts";
import type { CatalogView, FlowView, HeaderView, LocationView, MediaView, Parts } from "./view.ts";

/** `{name: value}` for a text that is there, else nothing: for spreading. */
export function text<Name extends string>(name: Name, value: unknown): { [key in Name]?: string } {
  const found = asString(value);
  return (found ? { [name]: found } : {}) as { [key in Name]?: string };
}

export function mediaOf(url: string, content: Json): { media: MediaView } {
  return {
    media: {
      url,
      ...text("caption", content.caption),
      ...text("filename", content.filename),
      ...(content.voice === true ? { voice: true } : {}),
    },
  };
}

export function locationOf({ latitude, longitude, name, address }: Json): { location: LocationView } {
  return { location: { latitude, longitude, ...text("name", name), ...text("address", address) } };
}

/** The header of a send: `{type, text | mediaUrl | latitude …}`. */
export function headerOf(header: Json): HeaderView {
  const { latitude, longitude } = header;
  return {
    kind: asString(header.type) ?? "TEXT",
    ...text("text", header.text),
    ...text("url", header.mediaUrl ?? header.url),
    ...text("filename", header.filename),
    ...(latitude === undefined ? {} : { latitude, longitude }),
    ...text("name", header.name),
    ...text("address", header.address),
  };
}

/** Sections of retailer ids as products; no sections at all means the whole catalogue. */
export function catalogOf(action: Json, kind: CatalogView["kind"], currency: string): Pick<Parts, "catalog"> {
  const cover = asText(action.thumbnailProductRetailerId ?? action.productRetailerId);
  const sections = asArray(action.sections)
    .map(asObject)
    .map((section) => ({
      title: asString(section.title) ?? "",
      products: asArray(section.productRetailerIds).map((id) => productOf(asText(id) ?? "", currency)),
    }));
  if (kind === "product" && cover) sections.push({ title: "", products: [productOf(cover, currency)] });
  if (kind === "catalog") sections.push({ title: "", products: allProducts(currency) });
  const first = cover ? productOf(cover, currency) : sections[0]?.products[0];
  return {
    catalog: {
      catalogId: asText(action.catalogId) ?? "",
      kind,
      sections,
      ...(first ? { cover: first } : {}),
    },
  };
}

export function flowOf(flowId: unknown, flowAction: unknown, token: unknown, payload: Json): FlowView {
  return {
    id: asText(flowId) ?? "",
    ...text("token", token),
    dataExchange: asString(flowAction)?.toUpperCase() === "DATA_EXCHANGE",
    ...text("screen", payload.screen),
    ...(payload.data === undefined ? {} : { data: asObject(payload.data) }),
  };
}
