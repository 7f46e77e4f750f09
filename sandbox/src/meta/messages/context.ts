/** What the readers of a message need around them, and what they return. */
import type { Json } from "../../json.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Template } from "../../types.ts";
import { wrong } from "../errors.ts";
import type { MetaNumber } from "../store.ts";
import { compact, webAddress } from "./fields.ts";

export interface ReadContext {
  sandbox: Sandbox;
  number: MetaNumber;
  /** Web addresses of the message that Meta would fetch. */
  links: string[];
}

/** A message in the form that both providers' messages have here. */
export interface NormalMessage {
  kind: string;
  content: Json;
  template: Template | null;
}

/** `{id}` or `{link}` as an address the phones can open. Ids belong to the number that uploaded them. */
export function mediaAddress(context: ReadContext, media: Json, path: string): string {
  const { sandbox, number, links } = context;
  if (media.id === undefined && media.link === undefined) throw wrong(`${path} needs an id or a link.`);
  if (media.id === undefined) {
    const link = webAddress(media, "link", path);
    links.push(link);
    return link;
  }
  const id = String(media.id);
  const file = sandbox.state.meta.media.get(id);
  if (!file || file.expiresAt <= Date.now() || file.phoneNumberId !== number.id)
    throw wrong(`There is no media with the id ${id} for this phone number.`);
  return `${sandbox.url}/meta/media/${id}`;
}

/** Media with what belongs to it, in normal form. */
export function mediaContent(context: ReadContext, media: Json, path: string): Json {
  return compact({ mediaUrl: mediaAddress(context, media, path), filename: media.filename });
}
