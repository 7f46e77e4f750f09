import { Notice } from "../components/Notice.js";
import { Pending } from "../components/Pending.js";
import { post } from "../lib/api.js";
import { phoneNumber } from "../lib/format.js";
import { html, useEffect, useRef, useState } from "../lib/html.js";
import { useLanguage } from "../lib/language.js";
import { useResource } from "../lib/live.js";
import { Link } from "../lib/router.js";
import { Avatar } from "./Avatar.js";
import { Bubble } from "./Bubble.js";
import { ChatMenu } from "./ChatMenu.js";
import { Composer } from "./Composer.js";

/** An open conversation. What arrives while it is open and visible is read at once, as in the app. */
export function Chat({ t, phone, number, business }) {
  const base = `/control/phones/${encodeURIComponent(number)}`;
  const messages = useResource(`${base}/messages?sender=${encodeURIComponent(business.number)}`, [
    "message",
    "status",
  ]);
  const [problem, setProblem] = useState("");
  const [replyTo, setReplyTo] = useState(null);
  const list = (messages.data ?? []).filter(hasArrived);
  useReading(base, business.number, list);

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
  return html`
    <header class="device-bar">
      <${Link} to=${`/phones/${number}`} class="icon-link" aria-label=${t("back")}>‹<//>
      <${Avatar} name=${name} />
      <div class="grow"><strong>${name}</strong><span class="muted">${phoneNumber(business.number)}</span></div>
      <${ChatMenu} t=${t} base=${base} sender=${business.number} phone=${phone} onProblem=${setProblem} />
    </header>
    <${Messages} ...${{ t, messages, list, act, name, onReply: setReplyTo }} />
    ${phone.data?.blocked && html`<${Notice} kind="warning">${t("blocked")}<//>`}
    ${problem && html`<${Notice} kind="error">${problem}<//>`}
    <${Composer} t=${t} act=${act} replyTo=${replyTo} name=${name} onCancelReply=${() => setReplyTo(null)} />`;
}

function Messages({ t, messages, list, act, name, onReply }) {
  const language = useLanguage();
  const { scroller, content } = useStayAtEnd(list.at(-1)?.id);
  const byId = new Map(list.map((message) => [message.id, message]));
  return html`<div ref=${scroller} class="device-scroll wallpaper"><div ref=${content} role="log" aria-label=${t("messages")}>
    <${Pending} resource=${messages} />
    ${messages.data && list.length === 0 && html`<p class="day">${t("emptyChat")}</p>`}
    ${list.map((message, index) => {
      const day = dayLabel(t, message.at, language);
      const newDay = index === 0 || day !== dayLabel(t, list[index - 1].at, language);
      return html`<div key=${message.id}>
        ${newDay && html`<p class="day">${day}</p>`}
        <${Bubble} t=${t} message=${message} quoted=${byId.get(message.replyTo)} answers=${answersTo(list, message)} act=${act}
          name=${name} onReply=${() => onReply(message)} />
      </div>`;
    })}
  </div></div>`;
}

/** How far from the end still counts as being there. */
const NEAR_END_PX = 80;

/** Goes to the end for a new message, and stays there while pictures load; leaves a person who scrolled up alone. */
function useStayAtEnd(lastId) {
  const scroller = useRef(null);
  const content = useRef(null);
  const atEnd = useRef(true);
  const toEnd = () => {
    scroller.current.scrollTop = scroller.current.scrollHeight;
  };
  useEffect(() => {
    atEnd.current = true;
    toEnd();
  }, [lastId]);
  useEffect(() => {
    const place = scroller.current;
    const onScroll = () => {
      atEnd.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_END_PX;
    };
    const grown = new ResizeObserver(() => atEnd.current && toEnd());
    place.addEventListener("scroll", onScroll);
    grown.observe(content.current);
    return () => {
      place.removeEventListener("scroll", onScroll);
      grown.disconnect();
    };
  }, []);
  return { scroller, content };
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

/** Texts already given to a message's buttons: an answered quick reply cannot be tapped twice. */
const answersTo = (list, message) =>
  list
    .filter((other) => other.direction === "out" && other.replyTo === message.id)
    .map((other) => other.body);

function dayLabel(t, at, language) {
  const date = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (date.toDateString() === today.toDateString()) return t("today");
  if (date.toDateString() === yesterday.toDateString()) return t("yesterday");
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date);
}
