import { clockTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { Buttons } from "./Buttons.js";
import { Icon } from "./icons.js";
import { ListMenu } from "./ListMenu.js";
import { Header, Location, Media } from "./Media.js";
import { Ticks } from "./Ticks.js";
import { whatsappText } from "./whatsapp-text.js";

/** Content as one line, for quotes. */
export const summaryOf = (message) =>
  message.body || message.header?.text || message.media?.caption || message.header?.filename || message.kind;

/** One message as WhatsApp shows it. */
export function Bubble({ t, message, quoted, answers, act, name, onReply }) {
  const language = useLanguage();
  const mine = message.direction === "out";
  const content =
    message.header ||
    message.media ||
    message.location ||
    message.body ||
    message.buttons?.length ||
    message.list;
  return html`<article class=${`message ${mine ? "mine" : "theirs"}`} data-message-id=${message.id} data-kind=${message.kind}>
    <div class="bubble">
      ${quoted && html`<blockquote><strong>${quoted.direction === "out" ? t("you") : name}</strong><span>${summaryOf(quoted)}</span></blockquote>`}
      <${Header} t=${t} header=${message.header} />
      <${Media} t=${t} kind=${message.kind} media=${message.media} />
      <${Location} t=${t} location=${message.location} />
      ${message.body && html`<div class="text">${whatsappText(message.body)}</div>`}
      ${!content && html`<p class="unsupported">${t("unsupported", { kind: message.kind })}</p>`}
      ${message.footer && html`<div class="footer">${message.footer}</div>`}
      <div class="meta">
        <time datetime=${message.at}>${clockTime(message.at, language)}</time>
        ${mine && html`<${Ticks} t=${t} status=${message.status} />`}
      </div>
    </div>
    ${message.buttons?.length > 0 && html`<${Buttons} t=${t} message=${message} answers=${answers} act=${act} />`}
    ${message.list && html`<${ListMenu} t=${t} message=${message} act=${act} />`}
    <button type="button" class="reply-button plain" aria-label=${t("reply")} title=${t("reply")} onClick=${onReply}><${Icon} name="reply" size=${16} /></button>
  </article>`;
}
