import { clockTime } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { OrderCard, ProductCover } from "../shop/ProductCover.js";
import { Ticks } from "../Ticks.js";
import { Buttons } from "./Buttons.js";
import { Carousel } from "./Carousel.js";
import { ContactCard, SaveContact } from "./ContactCard.js";
import { Header, Media } from "./Header.js";
import { LinkCard } from "./LinkCard.js";
import { ListMenu } from "./ListMenu.js";
import { Offer } from "./Offer.js";
import { Place } from "./Place.js";
import { Quote } from "./Quote.js";
import { Tools } from "./Tools.js";
import { whatsappText } from "./whatsapp-text.js";

/** Headers and media whose edge is the bubble's own. */
const FRAMED = ["image", "video", "gif", "location"];

/** One message as WhatsApp shows it. `reactions` are the emojis given to it, `tail`: it begins a group. */
export function Bubble({ t, message, quoted, reactions, tail, chat, onReply }) {
  const mine = message.direction === "out";
  const sticker = message.kind === "sticker";
  const words = message.body || message.media?.caption;
  const shown = String(message.header?.kind ?? message.kind).toLowerCase();
  const framed = FRAMED.includes(shown);
  // The time stands on a picture that no text follows.
  const bare = framed && shown !== "location" && !words && !message.footer;
  const classes = [
    "message",
    mine ? "mine" : "theirs",
    tail && "tail",
    sticker && "bare-sticker",
    message.cards && "wide",
    reactions.length > 0 && "reacted",
  ];
  return html`<article class=${classes.filter(Boolean).join(" ")} data-message-id=${message.id} data-kind=${message.kind}>
    <div class=${`bubble ${framed || message.media ? "with-media" : ""}`}>
      ${quoted && html`<${Quote} t=${t} quoted=${quoted} name=${chat.name} onGo=${() => chat.goTo(quoted.id)} />`}
      <${Content} t=${t} message=${message} words=${words} chat=${chat} mine=${mine} />
      ${message.footer && html`<div class="footer">${message.footer}</div>`}
      <${Meta} t=${t} message=${message} over=${bare} />
      ${message.contacts?.length > 0 && html`<div class="buttons"><${SaveContact} t=${t} contacts=${message.contacts} /></div>`}
      ${message.buttons?.length > 0 && html`<${Buttons} t=${t} message=${message} buttons=${message.buttons} chat=${chat} />`}
      ${message.list && html`<${ListMenu} t=${t} message=${message} chat=${chat} />`}
    </div>
    ${message.cards?.length > 0 && html`<${Carousel} t=${t} message=${message} chat=${chat} />`}
    ${reactions.length > 0 && html`<${Reactions} t=${t} reactions=${reactions} onRemove=${() => chat.act({ kind: "reaction", messageId: message.id, emoji: "" })} />`}
    <${Tools} t=${t} message=${message} chat=${chat} onReply=${onReply} />
  </article>`;
}

function Content({ t, message, words, chat, mine }) {
  const { header, media, location, contacts, offer, catalog, order, link, response } = message;
  const known =
    header ||
    media ||
    location ||
    contacts ||
    words ||
    order ||
    message.buttons?.length ||
    message.list ||
    message.cards;
  return html`
    ${link && html`<${LinkCard} link=${link} />`}
    <${Header} t=${t} header=${header} />
    ${media && html`<${Media} t=${t} id=${message.id} kind=${message.kind} media=${media} mine=${mine} name=${mine ? t("you") : chat.name} />`}
    ${location && html`<${Place} t=${t} place=${location} />`}
    ${contacts && html`<${ContactCard} t=${t} contacts=${contacts} />`}
    ${offer && html`<${Offer} t=${t} offer=${offer} />`}
    ${catalog && html`<${ProductCover} t=${t} catalog=${catalog} />`}
    ${order && html`<${OrderCard} t=${t} order=${order} />`}
    ${response ? html`<${FlowReply} t=${t} response=${response} />` : words && html`<div class="text">${whatsappText(words)}</div>`}
    ${!known && html`<p class="unsupported">${t("unsupported", { kind: message.kind })}</p>`}`;
}

function Meta({ t, message, over }) {
  const language = useLanguage();
  return html`<div class=${`meta ${over ? "meta-over" : ""}`}>
    <time datetime=${message.at}>${clockTime(message.at, language)}</time>
    ${message.direction === "out" && html`<${Ticks} t=${t} status=${message.status} />`}
  </div>`;
}

/** What a Flow was answered with, as the phone keeps it: sent, with the answers to look at. */
function FlowReply({ t, response }) {
  const fields = Object.entries(response).filter(([name]) => name !== "flow_token");
  return html`<div class="flow-reply"><strong>${t("responseSent")}</strong>
    ${
      fields.length > 0 &&
      html`<details><summary>${t("seeAnswers")}</summary><dl>${fields.map(
        ([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${answerText(value)}</dd></div>`,
      )}</dl></details>`
    }
  </div>`;
}

function answerText(value) {
  if (Array.isArray(value)) return value.map(answerText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function Reactions({ t, reactions, onRemove }) {
  const own = reactions.some(({ direction }) => direction === "out");
  const shown = reactions.map(({ emoji }) => emoji).join("");
  return own
    ? html`<button type="button" class="reactions" aria-label=${t("removeReaction", { emoji: shown })} onClick=${onRemove}>${shown}</button>`
    : html`<span class="reactions" aria-label=${t("reactedWith", { emoji: shown })} role="img">${shown}</span>`;
}
