import { html } from "../../lib/html.js";
import { Icon } from "../icons.js";
import { glyphOf, summaryOf } from "./summary.js";

/** The message that this one answers, above it. */
export function Quote({ t, quoted, name, onGo }) {
  const mine = quoted.direction === "out";
  const picture =
    quoted.media?.url && ["image", "sticker"].includes(quoted.kind)
      ? quoted.media.url
      : quoted.header?.kind === "IMAGE"
        ? quoted.header.url
        : null;
  const glyph = glyphOf(quoted);
  return html`<button type="button" class=${`quote-card ${mine ? "quote-mine" : ""}`} aria-label=${t("goToQuoted")} onClick=${onGo}>
    <span class="grow"><strong>${mine ? t("you") : name}</strong>
      <span class="quote-text">${glyph && html`<${Icon} name=${glyph} size=${14} /> `}${summaryOf(t, quoted)}</span></span>
    ${picture && html`<img src=${picture} alt="" />`}
  </button>`;
}
