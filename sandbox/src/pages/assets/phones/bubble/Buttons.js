import { copyText } from "../../lib/clipboard.js";
import { html, useState } from "../../lib/html.js";
import { FlowSheet } from "../flow/FlowSheet.js";
import { Icon } from "../icons.js";
import { Sheet } from "../Sheet.js";
import { Shop } from "../shop/Shop.js";
import { isOver } from "./Offer.js";

const ICONS = {
  URL: "link",
  PHONE_NUMBER: "call",
  VOICE_CALL: "call",
  CALL_PERMISSION: "call",
  COPY_CODE: "copy",
  FLOW: "form",
  LOCATION_REQUEST: "pin",
  CONTACT_REQUEST: "person",
  CATALOG: "shop",
  MULTI_PRODUCT: "shop",
  PRODUCT: "bag",
  ORDER_DETAILS: "bag",
};
/** Words of the buttons that WhatsApp itself words. */
const WORDS = {
  COPY_CODE: "copyCode",
  LOCATION_REQUEST: "sendLocation",
  CONTACT_REQUEST: "shareContact",
  CATALOG: "viewCatalog",
  MULTI_PRODUCT: "viewItems",
  PRODUCT: "viewProduct",
  VOICE_CALL: "callNow",
  CALL_PERMISSION: "callPermission",
  ORDER_DETAILS: "reviewOrder",
};
/** More buttons than this, and all but the first two go behind "See all options". */
const SHOWN = 3;
const SHOP_KINDS = ["CATALOG", "MULTI_PRODUCT", "PRODUCT"];

/** The buttons of a message or of one card; each does what it would on a phone. */
export function Buttons({ t, message, card, buttons, chat }) {
  const [all, setAll] = useState(false);
  const many = buttons.length > SHOWN;
  const one = (button) =>
    html`<${Button} key=${button.index} ...${{ t, message, card, button, chat, onDone: () => setAll(false) }} />`;
  return html`<div class="buttons">
      ${(many ? buttons.slice(0, 2) : buttons).map(one)}
      ${many && html`<button type="button" class="message-button" aria-haspopup="dialog" onClick=${() => setAll(true)}><${Icon} name="options" /> ${t("allOptions")}</button>`}
    </div>
    ${all && html`<${Sheet} t=${t} title=${t("allOptions")} onClose=${() => setAll(false)}><div class="sheet-buttons">${buttons.map(one)}</div><//>`}`;
}

function Button({ t, message, card, button, chat, onDone }) {
  const icon = html`<${Icon} name=${ICONS[button.kind] ?? "reply"} />`;
  const words = button.text || t(WORDS[button.kind] ?? "reply");
  const shared = { t, message, button, chat, icon, words, onDone };
  if (button.kind === "URL")
    return html`<a class="message-button" href=${webAddress(button.url)} target="_blank" rel="noopener noreferrer">${icon} ${words}</a>`;
  if (button.kind === "PHONE_NUMBER")
    return html`<a class="message-button" href=${/^tel:/i.test(button.url) ? button.url : undefined}>${icon} ${words}</a>`;
  if (button.kind === "VOICE_CALL")
    return html`<a class="message-button" href=${`tel:+${chat.business.number}`}>${icon} ${words}</a>`;
  if (button.kind === "COPY_CODE") return html`<${CopyCode} ...${shared} over=${isOver(message.offer)} />`;
  if (button.kind === "FLOW") return html`<${FlowButton} ...${shared} />`;
  if (SHOP_KINDS.includes(button.kind)) return html`<${ShopButton} ...${shared} />`;
  if (button.kind === "LOCATION_REQUEST" || button.kind === "CONTACT_REQUEST")
    return html`<${RequestButton} ...${shared} />`;
  if (button.kind === "CALL_PERMISSION") return html`<${CallPermission} ...${shared} />`;
  return html`<${Answer} ...${shared} card=${card} />`;
}

/** Nothing that a message brings may run as a script here. */
function webAddress(url) {
  return /^https?:\/\//i.test(url) ? url : undefined;
}

/** A quick reply or reply button: given once, it greys. */
function Answer({ t, message, card, button, chat, icon, words, onDone }) {
  const answered = chat.answersTo(message).includes(button.text);
  const tap = () => {
    onDone();
    return chat.act({
      kind: "button",
      messageId: message.id,
      index: button.index,
      ...(card === undefined ? {} : { card }),
    });
  };
  return html`<button type="button" class="message-button" disabled=${answered} title=${answered ? t("answered") : undefined} onClick=${tap}>${icon} ${words}</button>`;
}

function CopyCode({ t, button, icon, words, over }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(button.payload ?? ""));
  return html`<button type="button" class="message-button" disabled=${over} title=${over ? t("offerOver") : undefined} onClick=${copy}>
    ${icon} <span aria-live="polite">${copied ? t("copied") : words}</span></button>`;
}

/** A Flow is answered once: WhatsApp then greys its button. */
function FlowButton({ t, message, button, chat, icon, words }) {
  const [open, setOpen] = useState(false);
  const answered = chat.answersTo(message).length > 0;
  const submit = async (response) => {
    setOpen(false);
    await chat.act({ kind: "flow", messageId: message.id, response });
  };
  return html`<button type="button" class="message-button" aria-haspopup="dialog" disabled=${answered} title=${answered ? t("answered") : undefined} onClick=${() => setOpen(true)}>
      ${icon} ${words}
    </button>
    ${open && html`<${FlowSheet} t=${t} message=${message} button=${button} chat=${chat} title=${words} onClose=${() => setOpen(false)} onSubmit=${submit} />`}`;
}

function ShopButton({ t, message, chat, icon, words }) {
  const [open, setOpen] = useState(false);
  return html`<button type="button" class="message-button" aria-haspopup="dialog" onClick=${() => setOpen(true)}>${icon} ${words}</button>
    ${open && html`<${Shop} t=${t} message=${message} chat=${chat} onClose=${() => setOpen(false)} />`}`;
}

/** The business asks for a place or for the person's own contact: answered through the sheets of the composer. */
function RequestButton({ message, button, chat, icon, words }) {
  const kind = button.kind === "LOCATION_REQUEST" ? "location" : "own-contact";
  return html`<button type="button" class="message-button" aria-haspopup="dialog" onClick=${() => chat.attach(kind, message)}>${icon} ${words}</button>`;
}

function CallPermission({ t, message, chat, icon, words }) {
  const [open, setOpen] = useState(false);
  const answered = chat.answersTo(message).length > 0;
  const answer = (accept) => () => {
    setOpen(false);
    return chat.act({ kind: "call-permission", messageId: message.id, accept });
  };
  return html`<button type="button" class="message-button" disabled=${answered} onClick=${() => setOpen(true)}>${icon} ${words}</button>
    ${
      open &&
      html`<${Sheet} t=${t} title=${words} onClose=${() => setOpen(false)}><p class="sheet-text">${t("callPermissionText", { name: chat.name })}</p>
        <div class="sheet-foot"><button type="button" class="wa-primary" onClick=${answer(true)}>${t("allow")}</button><button type="button" class="plain" onClick=${answer(false)}>${t("deny")}</button></div><//>`
    }`;
}
