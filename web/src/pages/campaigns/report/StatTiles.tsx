import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignReport, Stats } from "../../../api/types.ts";
import { chartColors } from "../../../ui/chart-colors.ts";
import { useFormat } from "../../../ui/format.ts";
import classes from "./StatTiles.module.css";

type Tile = { key: string; count: number; color: string; note: string };

/** The six figures of a campaign, each with its rate. */
export function StatTiles({ stats, rates }: { stats: Stats; rates: CampaignReport["rates"] }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const rate = (key: string, ratio: number) => t(`report.rate.${key}`, { rate: format.percent(ratio) });
  const held = stats.skipped + stats.canceled;
  const tiles: Tile[] = [
    {
      key: "sent",
      count: stats.accepted,
      color: chartColors.accepted,
      note: t("report.rate.sent", { total: format.number(stats.queued) }),
    },
    {
      key: "delivered",
      count: stats.delivered,
      color: chartColors.delivered,
      note: rate("delivered", rates.delivery),
    },
    { key: "read", count: stats.read, color: chartColors.read, note: rate("read", rates.read) },
    { key: "replies", count: stats.replied, color: chartColors.replied, note: rate("replies", rates.reply) },
    { key: "failed", count: stats.failed, color: chartColors.failed, note: rate("failed", rates.failure) },
    { key: "held", count: held, color: "var(--mantine-color-dimmed)", note: t("report.rate.held") },
  ];
  return (
    <div className={classes.tiles}>
      {tiles.map(({ key, ...tile }) => (
        <StatTile key={key} label={t(`stats.${key}`)} {...tile} />
      ))}
    </div>
  );
}

function StatTile({ label, count, color, note }: { label: string } & Omit<Tile, "key">) {
  const format = useFormat();
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are figures that belong together
    <div role="group" aria-labelledby={id} className={classes.tile}>
      <span id={id} className={classes.label}>
        <span className={classes.swatch} style={{ background: color }} aria-hidden />
        {label}
      </span>
      {/* The spaces keep the words apart where only the text is read. */}{" "}
      <span className={classes.count}>{format.number(count)}</span>{" "}
      <span className={classes.note}>{note}</span>
    </div>
  );
}
