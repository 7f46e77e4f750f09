import { html, useEffect, useRef, useState } from "../../lib/html.js";
import { glyphOf, summaryOf } from "../bubble/summary.js";
import { Icon } from "../icons.js";
import { Attach } from "./Attach.js";

/** Where the person writes. Enter sends, Shift+Enter breaks the line. `prefilled`: what a link has written already. */
export function Composer({ t, chat, prefilled = "", replyTo, onCancelReply, attaching, onAttaching }) {
  const [text, setText] = useState(prefilled);
  const field = useRef(null);
  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);
  const reply = replyTo ? { replyTo: replyTo.id } : {};
  const submit = async (event) => {
    event.preventDefault();
    const written = text.trim();
    if (!written) return;
    setText("");
    if (!(await chat.act({ kind: "text", text: written, ...reply }))) setText(written);
    field.current?.focus();
  };
  const onKey = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    if (event.key === "Escape" && replyTo) onCancelReply();
  };
  return html`<div class="composer">
    ${replyTo && html`<${Replying} t=${t} message=${replyTo} name=${chat.name} onCancel=${onCancelReply} />`}
    <form class="composer-row" onSubmit=${submit}>
      <button type="button" class="plain round" aria-label=${t("attach")} aria-haspopup="dialog" onClick=${() => onAttaching({ kind: null, asked: null })}><${Icon} name="plus" size=${24} /></button>
      <textarea ref=${field} rows="1" aria-label=${t("message")} placeholder=${t("message")} value=${text} maxlength="4096"
        onInput=${(event) => setText(event.currentTarget.value)} onKeyDown=${onKey}></textarea>
      ${
        text.trim()
          ? html`<button class="send round" aria-label=${t("send")}><svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="currentColor"><path d="M3 20.500v-7l9-1.500-9-1.500v-7L22 12z" /></svg></button>`
          : html`<button type="button" class="send round" aria-label=${t("voice")} onClick=${() => onAttaching({ kind: "voice", asked: null })}><${Icon} name="voice" size=${20} /></button>`
      }
    </form>
    ${attaching && html`<${Attach} t=${t} chat=${chat} start=${attaching.kind} asked=${attaching.asked ?? replyTo} onClose=${() => onAttaching(null)} />`}
  </div>`;
}

function Replying({ t, message, name, onCancel }) {
  const glyph = glyphOf(message);
  return html`<div class="replying"><div class="quote-card"><span class="grow"><strong>${message.direction === "out" ? t("you") : name}</strong>
      <span class="quote-text">${glyph && html`<${Icon} name=${glyph} size=${14} /> `}${summaryOf(t, message)}</span></span></div>
    <button type="button" class="plain round-small" aria-label=${t("cancelReply")} onClick=${onCancel}><${Icon} name="close" size=${18} /></button></div>`;
}
