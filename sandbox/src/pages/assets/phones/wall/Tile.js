import { html } from "../../lib/html.js";
import { Link } from "../../lib/router.js";
import { Avatar } from "../Avatar.js";
import { summaryOf } from "../bubble/summary.js";
import { whatsappText } from "../bubble/whatsapp-text.js";
import { Icon } from "../icons.js";
import { Ticks } from "../Ticks.js";

/** A small phone with its latest messages; a click takes it in the hand. */
export function Tile({ t, tile }) {
  const last = tile.messages.findLast((message) => message.direction === "in");
  const state = tile.replied ? "replied" : last?.status === "read" ? "readCount" : "deliveredCount";
  return html`<${Link} to=${`/phones/${tile.number}?with=${tile.sender}`} class=${`tile tile-${state}`} data-number=${tile.number} aria-label=${`${tile.name}: ${t(state)}`}>
    <span class="tile-bar"><${Avatar} name=${tile.displayName} /><span class="grow"><strong>${tile.displayName}</strong><small>${tile.name}</small></span></span>
    <span class="tile-paper" key=${last?.id}>${tile.messages.map((message) => html`<${SmallBubble} key=${message.id} t=${t} message=${message} />`)}</span>
    <span class="tile-state">${state === "replied" ? html`<${Icon} name="reply" size=${12} />` : html`<${Ticks} t=${t} status=${state === "readCount" ? "read" : "delivered"} />`}${t(state)}</span>
  <//>`;
}

/** What of a message can be made out at this size: picture, words, buttons. */
function SmallBubble({ t, message }) {
  const { header, media, cards, buttons, list } = message;
  const picture = [
    header,
    message.kind === "image" || message.kind === "sticker" ? { kind: "IMAGE", url: media?.url } : null,
    cards?.[0]?.header,
  ].find((one) => one?.kind === "IMAGE" && one.url);
  const words = message.body ? whatsappText(message.body.slice(0, 220)) : summaryOf(t, message);
  const taps = [...(buttons ?? []).map(({ text }) => text), list?.button].filter(Boolean).slice(0, 3);
  return html`<span class=${`small-bubble ${message.direction === "out" ? "mine" : "theirs"}`}>
    ${picture && html`<img src=${picture.url} alt="" loading="lazy" />`}
    ${header?.kind === "TEXT" && html`<b>${header.text}</b>`}
    <span class="small-text">${words}</span>
    ${taps.map((text, index) => html`<span key=${index} class="small-button">${text}</span>`)}
  </span>`;
}
