import { SelectField } from "../../components/Field.js";
import { Pending } from "../../components/Pending.js";
import { count, phoneNumber } from "../../lib/format.js";
import { html, useEffect, useMemo, useState } from "../../lib/html.js";
import { useLanguage } from "../../lib/language.js";
import { useResource } from "../../lib/live.js";
import { Link } from "../../lib/router.js";
import { Icon } from "../icons.js";
import { Speed } from "./Speed.js";
import { Tile } from "./Tile.js";
import { useSlots } from "./use-slots.js";

/** How often the wall looks: often enough to look alive, seldom enough to stay smooth under any load. */
const LOOK_MS = 500;
const PHONES = 36;
const PERIODS = [
  ["5", 5],
  ["60", 60],
  ["1440", 1440],
];

/** Dozens of phones at once: a campaign as it arrives. */
export function Wall({ t }) {
  const language = useLanguage();
  const [filter, setFilter] = useState({ sender: "", template: "", period: "60" });
  const [paused, setPaused] = useState(false);
  const since = useMemo(() => Date.now() - Number(filter.period) * 60_000, [filter.period]);
  const query = new URLSearchParams({ since: String(since), limit: String(PHONES) });
  if (filter.sender) query.set("sender", filter.sender);
  if (filter.template) query.set("template", filter.template);
  const wall = useResource(`/control/wall?${query}`);
  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => document.visibilityState === "visible" && wall.reload(), LOOK_MS);
    return () => clearInterval(timer);
  }, [paused, wall.reload]);
  const tiles = useSlots(wall.data?.tiles ?? []);
  return html`<div class="wall">
    <div class="wall-head">
      <div class="row"><${Link} to="/phones" class="icon-link" aria-label=${t("toPhones")}><${Icon} name="back" size=${22} /><//><h1>${t("wall")}</h1>
        <button type="button" aria-pressed=${String(paused)} onClick=${() => setPaused(!paused)}>${t(paused ? "resume" : "pause")}</button></div>
      <${Filters} t=${t} filter=${filter} onFilter=${setFilter} />
    </div>
    <${Pending} resource=${wall} />
    ${wall.data && html`<${Figures} t=${t} wall=${wall.data} language=${language} />`}
    ${wall.data?.tiles.length === 0 && html`<p class="empty">${t("wallEmpty")}</p>`}
    <div class="tiles">${tiles.map((tile, slot) => tile && html`<${Tile} key=${slot} t=${t} tile=${tile} />`)}</div>
  </div>`;
}

function Filters({ t, filter, onFilter }) {
  const senders = useResource("/control/senders", ["signup"]);
  const templates = useResource("/control/templates", ["signup", "template"]);
  const names = [...new Set((templates.data ?? []).map(({ name }) => name))].sort();
  const set = (name) => (value) => onFilter({ ...filter, [name]: value });
  return html`<div class="wall-filters">
    <${SelectField} label=${t("sender")} value=${filter.sender} onValue=${set("sender")}
      options=${[["", t("all")], ...(senders.data ?? []).map(({ number, displayName }) => [number, `${displayName} (${phoneNumber(number)})`])]} />
    <${SelectField} label=${t("template")} value=${filter.template} onValue=${set("template")} options=${[["", t("all")], ...names.map((name) => [name, name])]} />
    <${SelectField} label=${t("period")} value=${filter.period} onValue=${set("period")} options=${PERIODS.map(([key, minutes]) => [key, t("lastMinutes", { n: minutes })])} />
  </div>`;
}

function Figures({ t, wall, language }) {
  const { accepted, delivered, read, replied, failed } = wall.counts;
  const share = (part, whole) => (whole > 0 ? `${Math.round((part / whole) * 100)}%` : "–");
  const figures = [
    ["received", accepted, ""],
    ["deliveredCount", delivered, share(delivered, accepted)],
    ["readCount", read, share(read, delivered)],
    ["replied", replied, share(replied, delivered)],
    ["failed", failed, share(failed, accepted)],
  ];
  return html`<div class="figures">
    ${figures.map(
      ([name, value, part]) =>
        html`<div key=${name} class=${`figure figure-${name}`}><span>${t(name)}</span><strong data-figure=${name}>${count(value, language)}</strong><small>${part || "\u00a0"}</small></div>`,
    )}
    <${Speed} t=${t} perSecond=${wall.perSecond} language=${language} />
  </div>`;
}
