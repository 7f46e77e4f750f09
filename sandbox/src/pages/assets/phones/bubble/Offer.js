import { html, useEffect, useState } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { Icon } from "../icons.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A limited-time offer: its title, the time that is left (every second, red in the last hour), the code. */
export function Offer({ t, offer }) {
  const left = useTimeLeft(offer.endsAt);
  const over = left !== null && left <= 0;
  const urgent = left !== null && left > 0 && left < HOUR_MS;
  return html`<div class="offer">
    <span class="offer-tile"><${Icon} name="tag" size=${20} /></span>
    <span class="grow"><strong>${offer.text}</strong>
      ${left !== null && html`<span class=${`offer-time ${urgent || over ? "offer-urgent" : ""}`} role="timer">${over ? t("offerOver") : t("offerEnds", { time: timeLeft(left) })}</span>`}
      ${left !== null && !over && html`<${Ends} at=${offer.endsAt} />`}
      ${offer.code && html`<span class="offer-code">${t("offerCode", { code: offer.code })}</span>`}
    </span>
  </div>`;
}

/** The moment itself, for those who do not count down. */
function Ends({ at }) {
  const language = useLanguage();
  const words = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(at),
  );
  return html`<time class="visually-hidden" datetime=${at}>${words}</time>`;
}

function useTimeLeft(endsAt) {
  const end = endsAt ? Date.parse(endsAt) : Number.NaN;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (Number.isNaN(end) || end <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [end]);
  return Number.isNaN(end) ? null : end - now;
}

function timeLeft(ms) {
  const pad = (value) => String(Math.floor(value)).padStart(2, "0");
  const days = Math.floor(ms / DAY_MS);
  const clock = `${pad((ms % DAY_MS) / HOUR_MS)}:${pad((ms % HOUR_MS) / 60_000)}:${pad((ms % 60_000) / 1000)}`;
  return days > 0 ? `${days}d ${clock}` : clock;
}

/** Whether an offer's code can still be used. */
export const isOver = (offer) => Boolean(offer?.endsAt) && Date.parse(offer.endsAt) <= Date.now();
