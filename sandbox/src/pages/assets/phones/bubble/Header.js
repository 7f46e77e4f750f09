import { html } from "../../lib/html.js";
import { DocumentCard } from "./DocumentCard.js";
import { Film } from "./Film.js";
import { Picture } from "./Picture.js";
import { Place } from "./Place.js";
import { Voice } from "./Voice.js";

/** A template's or interactive message's header: text, media or a place. */
export function Header({ t, header }) {
  if (!header) return null;
  const kind = String(header.kind).toLowerCase();
  if (kind === "text") return html`<div class="header-text">${header.text}</div>`;
  if (kind === "location") return html`<${Place} t=${t} place=${header} />`;
  return html`<${Media} t=${t} id=${header.url} kind=${kind} media=${header} />`;
}

/** @param {{kind: string, media: {url: string, filename?: string, voice?: boolean}}} props */
export function Media({ t, id, kind, media, mine, name }) {
  const { url, filename } = media;
  switch (kind) {
    case "image":
    case "sticker":
      return html`<${Picture} t=${t} kind=${kind} url=${url} />`;
    case "video":
    case "gif":
      return html`<${Film} t=${t} url=${url} loop=${kind === "gif"} />`;
    case "audio":
    case "voice":
      return html`<${Voice} t=${t} id=${id} url=${url} note=${kind === "voice" || media.voice} mine=${mine} name=${name} />`;
    default:
      return html`<${DocumentCard} t=${t} url=${url} filename=${filename} />`;
  }
}
