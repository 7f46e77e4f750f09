import { SelectField } from "../components/Field.js";
import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { phoneNumber, shortTime } from "../lib/format.js";
import { html, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { Link, navigate } from "../lib/router.js";
import { Avatar } from "./Avatar.js";
import { Chat } from "./Chat.js";

const chatAddress = (number, sender) => `/phones/${number}?with=${encodeURIComponent(sender)}`;

/** One phone: its conversations, or the open one. */
export function Phone({ t, number, sender }) {
  const phone = useResource(`/control/phones/${encodeURIComponent(number)}`, ["message", "status"]);
  const senders = useResource("/control/senders", ["signup"]);
  const business =
    phone.data?.conversations.find((one) => one.sender.number === sender)?.sender ??
    senders.data?.find((one) => one.number === sender);
  return html`<section class="device" aria-label=${`${t("phone")} ${phoneNumber(number)}`}>
    ${
      sender
        ? html`<${Chat} key=${sender} t=${t} phone=${phone} number=${number} business=${business ?? { number: sender }} />`
        : html`<${Conversations} t=${t} number=${number} phone=${phone} senders=${senders.data ?? []} />`
    }
  </section>`;
}

function Conversations({ t, number, phone, senders }) {
  const chats = phone.data?.conversations ?? [];
  return html`
    <header class="device-bar">
      <${Link} to="/phones" class="icon-link only-narrow" aria-label=${t("toPhones")}>‹<//>
      <div class="grow"><strong>${phone.data?.name || phoneNumber(number)}</strong>
        ${phone.data?.name && html`<span class="muted">${phoneNumber(number)}</span>`}</div>
    </header>
    <div class="device-scroll">
      <h2 class="chats-title">${t("chats")}</h2>
      ${phone.data?.blocked && html`<${Notice} kind="warning">${t("blocked")}<//>`}
      <${Pending} resource=${phone} />
      ${phone.data && chats.length === 0 && html`<p class="empty">${t("noChats")}</p>`}
      <ul class="chats">${chats.map((chat) => html`<li key=${chat.sender.number}><${ChatRow} t=${t} number=${number} chat=${chat} /></li>`)}</ul>
      <${StartChat} t=${t} number=${number} known=${chats.map((chat) => chat.sender.number)} senders=${senders} />
    </div>`;
}

function ChatRow({ t, number, chat }) {
  const language = useLanguage();
  const last = chat.lastMessage;
  const name = chat.sender.displayName || phoneNumber(chat.sender.number);
  return html`<${Link} to=${chatAddress(number, chat.sender.number)} class="chat-row">
    <${Avatar} name=${name} />
    <span class="grow">
      <span class="phone-row-top"><strong>${name}</strong>${last && html`<time datetime=${last.at}>${shortTime(last.at, language)}</time>`}</span>
      <span class="phone-row-top"><span class="preview">${last?.preview ?? ""}</span>
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
