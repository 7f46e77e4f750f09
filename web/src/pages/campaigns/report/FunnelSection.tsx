import { useTranslation } from "react-i18next";
import type { Stats } from "../../../api/types.ts";
import { chartColors } from "../../../ui/chart-colors.ts";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import { funnelOf } from "../rates.ts";
import classes from "./FunnelSection.module.css";

const colors = { queued: "var(--mantine-primary-color-filled)", ...chartColors } as const;

/** From the audience to the replies: how many are left at each step. */
export function FunnelSection({ stats }: { stats: Stats }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  if (stats.queued === 0) return null;
  return (
    <Section title={t("report.funnel")} description={t("report.funnelHint")}>
      <ol className={classes.funnel}>
        {funnelOf(stats).map((step, index) => (
          <li key={step.key} className={classes.step}>
            <span className={classes.label}>{t(`report.step.${step.key}`)}</span>
            <span className={classes.track} aria-hidden>
              <span
                style={{ width: `${Math.max(step.ofFirst * 100, 0.5)}%`, background: colors[step.key] }}
              />
            </span>
            <span className={classes.count}>{format.number(step.count)}</span>
            <span className={classes.rate}>
              {index === 0 ? "" : t(`report.stepRate.${step.key}`, { rate: format.percent(step.ofPrevious) })}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
