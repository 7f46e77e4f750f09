import { phoneNumber } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useResource } from "../lib/live.js";
import { Chats } from "./Chats.js";
import { Chat } from "./chat/Chat.js";
import { StatusBar } from "./StatusBar.js";

/** One phone: its conversations, or the open one. */
export function Phone({ t, number, sender, text }) {
  const phone = useResource(`/control/phones/${encodeURIComponent(number)}`, ["message", "status", "typing"]);
  const senders = useResource("/control/senders", ["signup"]);
  const business =
    phone.data?.conversations.find((one) => one.sender.number === sender)?.sender ??
    senders.data?.find((one) => one.number === sender);
  return html`<section class="device" aria-label=${`${t("phone")} ${phoneNumber(number)}`}>
    <${StatusBar} />
    ${
      sender
        ? html`<${Chat} key=${`${sender} ${text}`} t=${t} text=${text} phone=${phone} number=${number} business=${business ?? { number: sender }} />`
        : html`<${Chats} t=${t} number=${number} phone=${phone} senders=${senders.data ?? []} />`
    }
    <i class="home-bar" aria-hidden="true"></i>
  </section>`;
}
