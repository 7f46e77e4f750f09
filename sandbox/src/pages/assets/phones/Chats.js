import { SelectField, TextField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { call, post } from "../lib/api.js";
import { phoneNumber, shortTime } from "../lib/format.js";
import { html, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { Link, navigate } from "../lib/router.js";
import { Avatar } from "./Avatar.js";
import { glyphOf, previewText } from "./bubble/summary.js";
import { Icon } from "./icons.js";
import { Menu } from "./Menu.js";
import { readLink } from "./read-link.js";
import { Sheet } from "./Sheet.js";
import { Ticks } from "./Ticks.js";

const chatAddress = (number, sender) => `/phones/${number}?with=${encodeURIComponent(sender)}`;

/** The list of a phone's conversations, and its own settings. */
export function Chats({ t, number, phone, senders }) {
  const chats = (phone.data?.conversations ?? []).toSorted((a, b) =>
    (b.lastMessage?.at ?? "").localeCompare(a.lastMessage?.at ?? ""),
  );
  const [renaming, setRenaming] = useState(false);
  const [problem, setProblem] = useState("");
  const change = async (patch) => {
    setProblem("");
    await call("PATCH", `/control/phones/${number}`, patch).catch((error) => setProblem(error.message));
    await phone.reload();
  };
  const block = async () => {
    await post(`/control/phones/${number}/block`, { blocked: !phone.data.blocked }).catch((error) =>
      setProblem(error.message),
    );
    await phone.reload();
  };
  const receipts = phone.data?.readReceipts !== false;
  return html`
    <header class="device-bar">
      <${Link} to="/phones" class="icon-link only-narrow" aria-label=${t("toPhones")}><${Icon} name="back" size=${24} /><//>
      <div class="grow"><strong>${phone.data?.name || phoneNumber(number)}</strong>
        ${phone.data?.name && html`<span class="muted">${phoneNumber(number)}</span>`}</div>
      <${Menu} label=${t("phoneOptions")}>
        <button type="button" class="plain" onClick=${() => setRenaming(true)}><${Icon} name="person" /> ${t("rename")}</button>
        <button type="button" class="plain" role="switch" aria-checked=${String(receipts)} onClick=${() => change({ readReceipts: !receipts })}><${Icon} name="check" /> ${t(receipts ? "receiptsOff" : "receiptsOn")}</button>
        <button type="button" class="plain" onClick=${block}><${Icon} name="block" /> ${t(phone.data?.blocked ? "unblockAll" : "blockAll")}</button>
      <//>
    </header>
    <div class="device-scroll">
      <h2 class="chats-title">${t("chats")}</h2>
      ${problem && html`<${Notice} kind="error">${problem}<//>`}
      ${phone.data?.blocked && html`<${Notice} kind="warning">${t("blocked")}<//>`}
      ${phone.data && !receipts && html`<${Notice}>${t("receiptsAreOff")}<//>`}
      <${Pending} resource=${phone} />
      ${phone.data && chats.length === 0 && html`<p class="empty">${t("noChats")}</p>`}
      <ul class="chats">${chats.map((chat) => html`<li key=${chat.sender.number}><${ChatRow} t=${t} number=${number} chat=${chat} /></li>`)}</ul>
      <${FollowLink} t=${t} number=${number} />
      <${StartChat} t=${t} number=${number} known=${chats.map((chat) => chat.sender.number)} senders=${senders} />
    </div>
    ${renaming && html`<${Rename} t=${t} name=${phone.data?.name ?? ""} onClose=${() => setRenaming(false)} onSave=${(name) => change({ name })} />`}`;
}

function ChatRow({ t, number, chat }) {
  const language = useLanguage();
  const last = chat.lastMessage;
  const name = chat.sender.displayName || phoneNumber(chat.sender.number);
  const glyph = last && glyphOf(last);
  return html`<${Link} to=${chatAddress(number, chat.sender.number)} class="chat-row">
    <${Avatar} name=${name} />
    <span class="grow">
      <span class="phone-row-top"><strong>${name}</strong>${last && html`<time class=${chat.unread > 0 ? "new" : ""} datetime=${last.at}>${shortTime(last.at, language)}</time>`}</span>
      <span class="phone-row-top"><span class="preview">
          ${
            chat.typing
              ? html`<span class="typing-word">${t("typing")}</span>`
              : html`${last?.direction === "out" && html`<${Ticks} t=${t} status=${last.status} /> `}${glyph && html`<${Icon} name=${glyph} size=${14} /> `}${previewText(t, last)}`
          }</span>
        ${chat.blocked && html`<${Icon} name="block" size=${14} />`}
        ${chat.unread > 0 && html`<span class="unread" aria-label=${t("unread", { n: chat.unread })}>${chat.unread}</span>`}</span>
    </span>
  <//>`;
}

/** A customer may write first, to any connected number. */
function StartChat({ t, number, known, senders }) {
  const others = senders.filter((sender) => !known.includes(sender.number));
  const [chosen, setChosen] = useState("");
  if (senders.length === 0) return html`<p class="empty">${t("noSenders")}</p>`;
  if (others.length === 0) return null;
  const target = chosen || others[0].number;
  const start = (event) => {
    event.preventDefault();
    navigate(chatAddress(number, target));
  };
  return html`<form class="start-chat" onSubmit=${start}>
    <h3>${t("startChat")}</h3>
    <${SelectField} label=${t("startChatWith")} hint=${t("startChatHint")} value=${target} onValue=${setChosen}
      options=${others.map((sender) => [sender.number, `${sender.displayName} (${phoneNumber(sender.number)})`])} />
    <button>${t("start")}</button>
  </form>`;
}

/** What the camera would do with a QR code: opens the chat of the link with its text written. */
function FollowLink({ t, number }) {
  const [link, setLink] = useState("");
  const [problem, setProblem] = useState("");
  const follow = (event) => {
    event.preventDefault();
    const found = readLink(link);
    if (!found) return setProblem(t("noWaLink"));
    navigate(`${chatAddress(number, found.number)}&text=${encodeURIComponent(found.text)}`);
  };
  return html`<form class="start-chat" onSubmit=${follow}>
    <h3>${t("followLink")}</h3>
    <${TextField} label=${t("waLink")} hint=${t("waLinkHint")} value=${link} onValue=${setLink} autocomplete="off" />
    ${problem && html`<${Notice} kind="error">${problem}<//>`}
    <button>${t("openLink")}</button>
  </form>`;
}

function Rename({ t, name, onClose, onSave }) {
  const [text, setText] = useState(name);
  const submit = (event) => {
    event.preventDefault();
    onClose();
    onSave(text);
  };
  return html`<${Sheet} t=${t} title=${t("rename")} onClose=${onClose}><form class="attach-form" onSubmit=${submit}>
    <${TextField} label=${t("name")} hint=${t("nameHint")} value=${text} onValue=${setText} maxlength="80" autocomplete="off" />
    <div class="sheet-foot"><button class="wa-primary">${t("save")}</button></div>
  </form><//>`;
}
