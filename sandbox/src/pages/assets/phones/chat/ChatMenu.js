import { post } from "../../lib/api.js";
import { dayAndTime } from "../../lib/format.js";
import { html, useState } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { Icon } from "../icons.js";
import { Menu } from "../Menu.js";
import { Sheet } from "../Sheet.js";

/** What a person can do about a business; and, for tests, ending the service window now. */
export function ChatMenu({ t, chat, phone, conversation, onProblem, onDone }) {
  const language = useLanguage();
  const [asking, setAsking] = useState(null);
  const windowUntil = conversation?.windowUntil;
  const open = Boolean(windowUntil) && Date.parse(windowUntil) > Date.now();
  const blocked = conversation?.blocked;
  const stopped = conversation?.marketingStopped;
  const send = async (path, body = {}) => {
    setAsking(null);
    onProblem("");
    await post(`${chat.base}/${path}`, { sender: chat.business.number, ...body }).catch((error) =>
      onProblem(error.message),
    );
    await Promise.all([phone.reload(), onDone()]);
  };
  const items = [
    open && ["closeWindow", "clock", () => send("close-window")],
    [
      stopped ? "resumeMarketing" : "stopMarketing",
      "bell",
      () => send("marketing", { status: stopped ? "resume" : "stop" }),
    ],
    ["clearChat", "trash", () => setAsking("clear")],
    [blocked ? "unblock" : "block", "block", () => send("block", { blocked: !blocked })],
    !conversation?.reported && ["report", "flag", () => setAsking("report")],
  ].filter(Boolean);
  return html`<${Menu} label=${t("options")}>
      <p class="muted">${open ? t("windowOpen", { time: dayAndTime(windowUntil, language) }) : t("windowClosed")}</p>
      ${items.map(([word, icon, act]) => html`<button key=${word} type="button" class="plain" onClick=${act}><${Icon} name=${icon} /> ${t(word)}</button>`)}
      ${conversation?.reported && html`<p class="muted">${t("reportedAlready", { quality: conversation.sender.quality })}</p>`}
    <//>
    ${
      asking === "report" &&
      html`<${Question} t=${t} title=${t("reportTitle", { name: chat.name })} text=${t("reportText")} onClose=${() => setAsking(null)}
      answers=${[["reportAndBlock", () => send("report")], ["reportOnly", () => send("report", { block: false })]]} />`
    }
    ${asking === "clear" && html`<${Question} t=${t} title=${t("clearTitle")} text=${t("clearText")} onClose=${() => setAsking(null)} answers=${[["clearChat", () => send("clear")]]} />`}`;
}

function Question({ t, title, text, answers, onClose }) {
  return html`<${Sheet} t=${t} title=${title} onClose=${onClose}>
    <p class="sheet-text">${text}</p>
    <div class="sheet-foot">${answers.map(([word, act], index) => html`<button key=${word} type="button" class=${index === 0 ? "wa-danger" : "plain"} onClick=${act}>${t(word)}</button>`)}</div>
  <//>`;
}
