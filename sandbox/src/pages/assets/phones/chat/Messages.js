import { Pending } from "../../components/Pending.js";
import { html, useEffect, useRef } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { Bubble } from "../bubble/Bubble.js";
import { Icon } from "../icons.js";

const NONE = [];

/** The bubbles, by day, with what the business is about to say. */
export function Messages({ t, messages, list, reactions, chat, typing, onReply }) {
  const language = useLanguage();
  const { scroller, content } = useStayAtEnd(`${list.at(-1)?.id}${typing ? " typing" : ""}`);
  const byId = new Map(list.map((message) => [message.id, message]));
  return html`<div ref=${scroller} class="device-scroll wallpaper"><div ref=${content} role="log" aria-label=${t("messages")}>
    <p class="secure"><${Icon} name="lock" size=${12} /> ${t("secure")}</p>
    <${Pending} resource=${messages} />
    ${messages.data && list.length === 0 && html`<p class="day">${t("emptyChat")}</p>`}
    ${list.map((message, index) => {
      const day = dayLabel(t, message.at, language);
      const newDay = index === 0 || day !== dayLabel(t, list[index - 1].at, language);
      const tail = newDay || list[index - 1].direction !== message.direction;
      return html`<div key=${message.id}>
        ${newDay && html`<p class="day">${day}</p>`}
        <${Bubble} t=${t} message=${message} quoted=${byId.get(quotedBy(message))} reactions=${reactions.get(message.id) ?? NONE} tail=${tail}
          chat=${chat} onReply=${() => onReply(message)} />
      </div>`;
    })}
    ${typing && html`<div class="message theirs tail" aria-hidden="true"><div class="bubble dots"><i></i><i></i><i></i></div></div>`}
  </div></div>`;
}

/** Orders carry no quote on the wire, so none is shown. */
const quotedBy = (message) => (message.order ? undefined : message.replyTo);

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

function dayLabel(t, at, language) {
  const date = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (date.toDateString() === today.toDateString()) return t("today");
  if (date.toDateString() === yesterday.toDateString()) return t("yesterday");
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date);
}
