import { copyText } from "../lib/clipboard.js";
import { html, useState } from "../lib/html.js";
import { FlowSheet } from "./FlowSheet.js";
import { Icon } from "./icons.js";

const ICONS = { URL: "link", PHONE_NUMBER: "call", COPY_CODE: "copy", FLOW: "form" };

/** The buttons under a message; each does what it would on a phone. */
export function Buttons({ t, message, answers, act }) {
  return html`<div class="buttons">
    ${message.buttons.map((button) => html`<${Button} key=${button.index} ...${{ t, message, button, answers, act }} />`)}
  </div>`;
}

function Button({ t, message, button, answers, act }) {
  const icon = html`<${Icon} name=${ICONS[button.kind] ?? "reply"} />`;
  if (button.kind === "URL") {
    return html`<a class="message-button" href=${webAddress(button.url)} target="_blank" rel="noopener noreferrer">${icon} ${button.text}</a>`;
  }
  if (button.kind === "PHONE_NUMBER") {
    return html`<a class="message-button" href=${/^tel:/i.test(button.url) ? button.url : undefined}>${icon} ${button.text}</a>`;
  }
  if (button.kind === "COPY_CODE") return html`<${CopyCode} t=${t} button=${button} icon=${icon} />`;
  if (button.kind === "FLOW") return html`<${FlowButton} ...${{ t, message, button, icon, answers, act }} />`;
  const answered = answers.includes(button.text);
  const tap = () => act({ kind: "button", messageId: message.id, index: button.index });
  return html`<button type="button" class="message-button" disabled=${answered} onClick=${tap}>${icon} ${button.text}</button>`;
}

/** Nothing that a message brings may run as a script here. */
function webAddress(url) {
  return /^https?:\/\//i.test(url) ? url : undefined;
}

function CopyCode({ t, button, icon }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(button.payload ?? ""));
  return html`<button type="button" class="message-button" onClick=${copy}>${icon} ${copied ? t("copied") : button.text || t("copyCode")}</button>`;
}

/** A Flow is answered once: WhatsApp then greys its button. */
function FlowButton({ t, message, button, icon, answers, act }) {
  const [open, setOpen] = useState(false);
  const submit = async (response) => {
    setOpen(false);
    await act({ kind: "flow", messageId: message.id, response });
  };
  return html`<button type="button" class="message-button" aria-haspopup="dialog" disabled=${answers.length > 0} onClick=${() => setOpen(true)}>
      ${icon} ${button.text}
    </button>
    ${open && html`<${FlowSheet} t=${t} title=${button.text} onClose=${() => setOpen(false)} onSubmit=${submit} />`}`;
}
