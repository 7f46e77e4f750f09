import { post } from "../lib/api.js";
import { dayAndTime } from "../lib/format.js";
import { html, useEffect, useRef, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";

/** What a person can do about a business; and, for tests, ending the service window now. */
export function ChatMenu({ t, base, sender, phone, onProblem }) {
  const language = useLanguage();
  const menu = useRef(null);
  const [stopped, setStopped] = useState(false);
  useCloseOutside(menu);
  const conversation = phone.data?.conversations.find((one) => one.sender.number === sender);
  const windowUntil = conversation?.windowUntil;
  const open = Boolean(windowUntil) && Date.parse(windowUntil) > Date.now();
  const act = (path, body) => async () => {
    menu.current.open = false;
    onProblem("");
    await post(`${base}/${path}`, { sender, ...body }).catch((error) => onProblem(error.message));
    await phone.reload();
  };
  const blocked = phone.data?.blocked;
  const marketing = async () => {
    await act("marketing", { status: stopped ? "resume" : "stop" })();
    setStopped(!stopped);
  };
  return html`<details class="chat-menu" ref=${menu}>
    <summary aria-label=${t("options")} role="button">⋮</summary>
    <div class="menu-items">
      <p class="muted">${open ? t("windowOpen", { time: dayAndTime(windowUntil, language) }) : t("windowClosed")}</p>
      ${open && html`<button type="button" class="plain" onClick=${act("close-window")}>${t("closeWindow")}</button>`}
      <button type="button" class="plain" onClick=${marketing}>${t(stopped ? "resumeMarketing" : "stopMarketing")}</button>
      <button type="button" class="plain" onClick=${act("block", { blocked: !blocked })}>${t(blocked ? "unblock" : "block")}</button>
    </div>
  </details>`;
}

function useCloseOutside(menu) {
  useEffect(() => {
    const close = (event) => {
      if (menu.current && !menu.current.contains(event.target)) menu.current.open = false;
    };
    document.addEventListener("click", close);
    return () => document.removeEventListener("click", close);
  }, [menu]);
}
