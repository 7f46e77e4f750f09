import { useTranslation } from "react-i18next";
import type { Stats } from "../../../api/types.ts";
import { chartColors } from "../../../ui/chart-colors.ts";
import { useFormat } from "../../../ui/format.ts";
import { share } from "../rates.ts";
import classes from "./StatBars.module.css";

/** Sent, delivered and read as three small bars against the audience, each with its figure. */
export function StatBars({ stats }: { stats: Stats }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  if (stats.queued === 0) return <span>–</span>;
  const bars = [
    { key: "accepted", label: t("stats.sent") },
    { key: "delivered", label: t("stats.delivered") },
    { key: "read", label: t("stats.read") },
  ] as const;
  return (
    <dl className={classes.bars}>
      {bars.map(({ key, label }) => (
        <div key={key} className={classes.bar}>
          <dt>{label}</dt>
          <dd className={classes.track} aria-hidden>
            <span
              style={{ width: `${share(stats[key], stats.queued) * 100}%`, background: chartColors[key] }}
            />
          </dd>
          <dd className={classes.figure} title={format.percent(share(stats[key], stats.queued))}>
            {format.compact(stats[key])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
