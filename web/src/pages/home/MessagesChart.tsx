import "@mantine/charts/styles.css";
import { LineChart } from "@mantine/charts";
import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DaySeriesPoint } from "../../api/types.ts";
import { chartColors } from "../../ui/chart-colors.ts";
import { useFormat } from "../../ui/format.ts";
import { Section } from "../../ui/Section.tsx";

const series = ["accepted", "delivered", "read", "replied", "failed"] as const;

/** Thirty days of messages; screen readers get the same numbers as a table. */
export function MessagesChart({ series: days }: { series: DaySeriesPoint[] }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  // Days are calendar days of the workspace: noon keeps them on their date in any browser's time zone.
  const data = days.map((day) => ({ ...day, label: format.dayShort(`${day.day.slice(0, 10)}T12:00:00`) }));
  return (
    <Section title={t("chart.title")}>
      <div aria-hidden>
        <LineChart
          h={280}
          data={data}
          dataKey="label"
          series={series.map((name) => ({ name, label: t(`chart.${name}`), color: chartColors[name] }))}
          curveType="monotone"
          withDots={false}
          strokeWidth={2}
          withLegend
          legendProps={{ verticalAlign: "bottom", itemSorter: null }}
          gridAxis="x"
          tickLine="none"
          valueFormatter={(value) => format.number(value)}
          yAxisProps={{ width: 48, tickFormatter: (value: number) => format.compact(value) }}
          xAxisProps={{ minTickGap: 32 }}
        />
      </div>
      <VisuallyHidden>
        <table>
          <caption>{t("chart.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("chart.day")}</th>
              {series.map((name) => (
                <th key={name} scope="col">
                  {t(`chart.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map((day) => (
              <tr key={day.day}>
                <th scope="row">{day.label}</th>
                {series.map((name) => (
                  <td key={name}>{day[name]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </Section>
  );
}
