import { post } from "../lib/api.js";
import { html, useEffect, useState } from "../lib/html.js";
import { useResource } from "../lib/live.js";
import { NumberField } from "./controls.js";

/** An outage that ends by itself, with the seconds that are left. */
export function Outage({ t, attempt, outage }) {
  const faults = useResource("/control/faults");
  const [seconds, setSeconds] = useState(30);
  const until = outage ? (faults.data?.outageUntil ?? null) : null;
  const left = useSecondsLeft(until);
  const ended = until !== null && left <= 0;
  const set = (length) => () =>
    attempt(async () => {
      await post("/control/faults/outage", { seconds: length });
      await faults.reload();
      return { text: t("saved") };
    });
  useEffect(() => {
    // The sandbox ended it by itself: the box above has to hear of it.
    if (ended) attempt(async () => ({ text: t("saved") }));
  }, [ended]);
  if (left > 0)
    return html`<div class="row outage" role="status"><strong>${t("outageLeft", { n: left })}</strong><button type="button" onClick=${set(0)}>${t("outageEnd")}</button></div>`;
  return html`<div class="row outage">
    <${NumberField} label=${t("outageFor")} min="1" max="3600" value=${seconds} onValue=${setSeconds} />
    <button type="button" onClick=${set(seconds)}>${t("outageStart")}</button>
  </div>`;
}

function useSecondsLeft(until) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (until === null) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}
