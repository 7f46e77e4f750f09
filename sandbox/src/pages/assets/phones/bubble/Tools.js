import { html, useEffect, useRef, useState } from "../../lib/html.js";
import { Icon } from "../icons.js";

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/** Beside a message while it is pointed at: react, and reply with a quote. */
export function Tools({ t, message, chat, onReply }) {
  const [open, setOpen] = useState(false);
  const bar = useRef(null);
  useEffect(() => {
    if (!open) return;
    const close = (event) => {
      if (event.key === "Escape" || (event.type === "click" && !bar.current?.contains(event.target)))
        setOpen(false);
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("keydown", close);
    };
  }, [open]);
  const react = (emoji) => {
    setOpen(false);
    return chat.act({ kind: "reaction", messageId: message.id, emoji });
  };
  return html`<div class=${`tools ${open ? "tools-open" : ""}`} ref=${bar}>
    <button type="button" class="plain round-small" aria-label=${t("react")} title=${t("react")} aria-expanded=${String(open)} onClick=${() => setOpen(!open)}><${Icon} name="smile" size=${18} /></button>
    <button type="button" class="plain round-small" aria-label=${t("reply")} title=${t("reply")} onClick=${onReply}><${Icon} name="reply" size=${16} /></button>
    ${open && html`<div class="emoji-bar" role="group" aria-label=${t("react")}>${EMOJIS.map((emoji) => html`<button key=${emoji} type="button" class="plain" aria-label=${t("reactWith", { emoji })} onClick=${() => react(emoji)}>${emoji}</button>`)}</div>`}
  </div>`;
}
