import { copyText } from "../lib/clipboard.js";
import { html, useState } from "../lib/html.js";

const ICONS = { URL: "↗", PHONE_NUMBER: "☎", COPY_CODE: "⧉", FLOW: "▤" };

/** The buttons under a message; each does what it would on a phone. */
export function Buttons({ t, message, answers, act }) {
  return html`<div class="buttons">
    ${message.buttons.map((button) => html`<${Button} key=${button.index} ...${{ t, message, button, answers, act }} />`)}
  </div>`;
}

function Button({ t, message, button, answers, act }) {
  const icon = ICONS[button.kind] && html`<span aria-hidden="true">${ICONS[button.kind]}</span>`;
  if (button.kind === "URL") {
    return html`<a class="message-button" href=${button.url} target="_blank" rel="noopener noreferrer">${icon} ${button.text}</a>`;
  }
  if (button.kind === "PHONE_NUMBER") {
    return html`<a class="message-button" href=${button.url}>${icon} ${button.text}</a>`;
  }
  if (button.kind === "COPY_CODE") return html`<${CopyCode} t=${t} button=${button} icon=${icon} />`;
  const answered = answers.includes(button.text);
  const tap = () => act({ kind: "button", messageId: message.id, index: button.index });
  return html`<button type="button" class="message-button" disabled=${answered} onClick=${tap}>${icon || html`<span aria-hidden="true">↩</span>`} ${button.text}</button>`;
}

function CopyCode({ t, button, icon }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(button.payload ?? ""));
  return html`<button type="button" class="message-button" onClick=${copy}>${icon} ${copied ? t("copied") : button.text || t("copyCode")}</button>`;
}
