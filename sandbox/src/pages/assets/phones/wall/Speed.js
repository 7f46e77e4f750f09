import { count } from "../../lib/format.js";
import { html } from "../../lib/html.js";

/** Seconds that "now" is averaged over; the running second is not over yet and does not count. */
const NOW_SECONDS = 3;

/** Messages delivered per second, over the last minute. */
export function Speed({ t, perSecond, language }) {
  const most = Math.max(1, ...perSecond);
  const recent = perSecond.slice(-1 - NOW_SECONDS, -1);
  const rate = recent.reduce((sum, value) => sum + value, 0) / NOW_SECONDS;
  const width = 100 / perSecond.length;
  return html`<div class="figure speed"><span>${t("perSecond")}</span><strong data-figure="perSecond">${count(Math.round(rate), language)}</strong>
    <svg viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label=${t("speedChart", { n: count(most === 1 ? Math.max(...perSecond) : most, language) })}>
      ${perSecond.map((value, index) => {
        const height = (value / most) * 29;
        return (
          value > 0 &&
          html`<rect key=${index} x=${index * width} y=${30 - height} width=${width * 0.72} height=${height} rx="0.400" />`
        );
      })}
    </svg></div>`;
}
