import { Notice } from "../../components/Notice.js";
import { post } from "../../lib/api.js";
import { phoneNumber } from "../../lib/format.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { useResource } from "../../lib/live.js";
import { Link } from "../../lib/router.js";
import { Avatar } from "../Avatar.js";
import { Composer } from "../composer/Composer.js";
import { Icon } from "../icons.js";
import { ChatMenu } from "./ChatMenu.js";
import { foldReactions } from "./fold-reactions.js";
import { Messages } from "./Messages.js";

/** How often a page looks whether the business still types. */
const TYPING_LOOK_MS = 3000;

/** An open conversation. What arrives while it is open and visible is read at once, as in the app. */
export function Chat({ t, phone, number, business, text }) {
  const base = `/control/phones/${encodeURIComponent(number)}`;
  const messages = useResource(`${base}/messages?sender=${encodeURIComponent(business.number)}`, [
    "message",
    "status",
  ]);
  const [problem, setProblem] = useState("");
  const [replyTo, setReplyTo] = useState(null);
  const [attaching, setAttaching] = useState(null);
  const conversation = phone.data?.conversations.find((one) => one.sender.number === business.number);
  const { list, reactions } = foldReactions((messages.data ?? []).filter(hasArrived));
  useReading(base, business.number, list);
  useTyping(conversation?.typing, phone.reload);

  const act = async (body) => {
    setProblem("");
    try {
      await post(`${base}/messages`, { sender: business.number, ...body });
      setReplyTo(null);
      await messages.reload();
      return true;
    } catch (error) {
      setProblem(error.message);
      return false;
    }
  };
  const name = business.displayName || phoneNumber(business.number);
  const chat = {
    act,
    name,
    business,
    base,
    owner: { number, name: phone.data?.name ?? "" },
    attach: (kind, asked = null) => setAttaching({ kind, asked }),
    answersTo: (message) => answersTo(list, message),
    goTo,
  };
  const blocked = phone.data?.blocked || conversation?.blocked;
  return html`
    <header class="device-bar">
      <${Link} to=${`/phones/${number}`} class="icon-link" aria-label=${t("back")}><${Icon} name="back" size=${24} /><//>
      <${Avatar} name=${name} />
      <div class="grow"><strong>${name}</strong>
        <span class=${conversation?.typing ? "typing-word" : "muted"} aria-live="polite">${conversation?.typing ? t("typing") : phoneNumber(business.number)}</span></div>
      <${ChatMenu} t=${t} chat=${chat} phone=${phone} conversation=${conversation} onProblem=${setProblem} onDone=${messages.reload} />
    </header>
    <${Messages} ...${{ t, messages, list, reactions, chat, typing: conversation?.typing, onReply: setReplyTo }} />
    ${blocked && html`<${Notice} kind="warning">${t(phone.data?.blocked ? "blocked" : "blockedOne", { name })}<//>`}
    ${problem && html`<${Notice} kind="error">${problem}<//>`}
    <${Composer} t=${t} chat=${chat} prefilled=${text} replyTo=${replyTo} onCancelReply=${() => setReplyTo(null)} attaching=${attaching} onAttaching=${setAttaching} />`;
}

/** What failed on its way never reached this phone. */
const hasArrived = (message) => message.direction === "out" || message.status !== "failed";

/** Marks the conversation read when it is opened, and again for what arrives while the person looks at it. */
function useReading(base, sender, list) {
  const lastIn = list.filter((message) => message.direction === "in").at(-1)?.id ?? "";
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === "visible") post(`${base}/open`, { sender }).catch(() => {});
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [base, sender, lastIn]);
}

/** "typing…" ends by itself. */
function useTyping(typing, reload) {
  useEffect(() => {
    if (!typing) return;
    const timer = setInterval(reload, TYPING_LOOK_MS);
    return () => clearInterval(timer);
  }, [typing, reload]);
}

/** Texts already given to a message's buttons: an answered quick reply cannot be tapped twice. */
const answersTo = (list, message) =>
  list
    .filter((other) => other.direction === "out" && other.replyTo === message.id)
    .map((other) => other.body);

/** Shows the quoted message and lights it up for a moment. */
function goTo(id) {
  const target = document.querySelector(`[data-message-id="${CSS.escape(id)}"]`);
  target?.scrollIntoView({ block: "center", behavior: "smooth" });
  target?.classList.add("lit");
  setTimeout(() => target?.classList.remove("lit"), 1500);
}
