import { html, useState } from "../lib/html.js";
import { Icon } from "./icons.js";

/** A template's or interactive message's header: text or media. */
export function Header({ t, header }) {
  if (!header) return null;
  const kind = String(header.kind).toLowerCase();
  if (kind === "text") return html`<div class="header-text">${header.text}</div>`;
  return html`<${File} t=${t} kind=${kind} url=${header.url} filename=${header.filename} text=${header.text} />`;
}

/** The body of a media message with its caption (the caption arrives as `media.caption` when there is no body). */
export function Media({ t, kind, media }) {
  if (!media) return null;
  return html`<${File} t=${t} kind=${String(kind).toLowerCase()} url=${media.url} filename=${media.filename} />
    ${media.caption && html`<div class="text">${media.caption}</div>`}`;
}

/** A place, as a link to a map. */
export function Location({ t, location }) {
  if (!location) return null;
  const { latitude, longitude, name, address } = location;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}&zoom=16`;
  return html`<a class="file" href=${map} target="_blank" rel="noopener noreferrer">
    <${Icon} name="pin" /><span>${name || address || t("location")}<small>${latitude}, ${longitude}</small></span>
  </a>`;
}

function File({ t, kind, url, filename, text }) {
  const [missing, setMissing] = useState(false);
  const failed = () => setMissing(true);
  if (missing)
    return html`<div class="file missing"><${Icon} name="missing" /><span>${t("mediaMissing", { url })}</span></div>`;
  if (kind === "image" || kind === "sticker")
    return html`<img class=${kind} src=${url} alt="" onError=${failed} />`;
  if (kind === "video" || kind === "gif")
    return html`<video src=${url} controls preload="metadata" onError=${failed}></video>`;
  if (kind === "audio" || kind === "voice")
    return html`<audio src=${url} controls preload="metadata" onError=${failed}></audio>`;
  if (!url)
    return html`<div class="file"><${Icon} name=${kind === "location" ? "pin" : "file"} /><span>${text || filename || t(kind)}</span></div>`;
  const name =
    filename ||
    decodeURIComponent(
      String(url ?? "")
        .split("/")
        .at(-1) ?? "",
    ) ||
    t("document");
  return html`<a class="file" href=${url} target="_blank" rel="noopener noreferrer" aria-label=${`${t("openDocument")}: ${name}`}>
    <${Icon} name="file" /><span>${name}</span>
  </a>`;
}
