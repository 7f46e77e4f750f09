import "@mantine/charts/styles.css";
import { LineChart } from "@mantine/charts";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Campaign, CampaignReport } from "../../../api/types.ts";
import { chartColors } from "../../../ui/chart-colors.ts";
import { useFormat } from "../../../ui/format.ts";
import { Section } from "../../../ui/Section.tsx";
import { LiveDot } from "./LiveDot.tsx";
import { timelineKeys } from "./timeline.ts";
import { useTimeline } from "./use-timeline.ts";

const labelKeys = {
  accepted: "sent",
  delivered: "delivered",
  read: "read",
  replied: "replies",
  failed: "failed",
} as const;
const aDay = 86_400_000;
const tenMinutes = 600_000;

/** Running totals over time. */
export function TimelineSection({ campaign, report }: { campaign: Campaign; report: CampaignReport }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const points = useTimeline(report, campaign.launchedAt);
  const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
  const exact = span < tenMinutes ? format.timeExact : format.time;
  const tick = (at: number) => (span > 2 * aDay ? format.dayShort(at) : exact(at));
  return (
    <Section
      title={t("report.timeline")}
      description={t("report.timelineHint")}
      actions={report.live ? <LiveDot /> : undefined}
    >
      {points.length === 0 ? (
        <Text size="sm" c="dimmed" py="lg" ta="center">
          {t("report.timelineEmpty")}
        </Text>
      ) : (
        <LineChart
          h={280}
          data={points}
          dataKey="at"
          series={timelineKeys.map((key) => ({
            name: key,
            label: t(`stats.${labelKeys[key]}`),
            color: chartColors[key],
          }))}
          curveType="monotone"
          strokeWidth={2}
          withDots={points.length < 3}
          withLegend
          legendProps={{ verticalAlign: "bottom", itemSorter: null }}
          gridAxis="x"
          tickLine="none"
          valueFormatter={format.number}
          xAxisProps={{
            type: "number",
            scale: "time",
            domain: ["dataMin", "dataMax"],
            tickFormatter: (at: number) => tick(at),
            minTickGap: 40,
          }}
          yAxisProps={{ tickFormatter: (n: number) => format.compact(n), allowDecimals: false, width: 48 }}
          tooltipProps={{
            labelFormatter: (at) => (at === undefined ? "" : tick(Number(at))),
            isAnimationActive: false,
          }}
          lineProps={{ isAnimationActive: false }}
          accessibilityLayer
        />
      )}
    </Section>
  );
}
