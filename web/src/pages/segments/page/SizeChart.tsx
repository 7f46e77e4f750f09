import "@mantine/charts/styles.css";
import { AreaChart } from "@mantine/charts";
import { Text, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SegmentSize } from "../../../api/types.ts";
import { chartColors } from "../../../ui/chart-colors.ts";
import { useFormat } from "../../../ui/format.ts";

/** Sizes by day; days that were not counted are left open. Screen readers get the same numbers as a table. */
export function SizeChart({ sizes, days }: { sizes: SegmentSize[] | undefined; days: number }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  if (!sizes) return <div style={{ height: 180 }} />;
  if (sizes.length < 2)
    return (
      <Text size="sm" c="dimmed">
        {t("page.size.young")}
      </Text>
    );
  // Noon keeps a calendar day on its date in any browser's time zone.
  const label = (day: string) => format.dayShort(`${day}T12:00:00`);
  const data = everyDay(sizes, days).map(({ day, size }) => ({ label: label(day), size }));
  return (
    <>
      <div aria-hidden>
        <AreaChart
          h={180}
          data={data}
          dataKey="label"
          series={[{ name: "size", label: t("size.label"), color: chartColors.read }]}
          curveType="linear"
          withDots={sizes.length < 10}
          connectNulls={false}
          fillOpacity={0.12}
          strokeWidth={2}
          gridAxis="x"
          tickLine="none"
          valueFormatter={(value) => format.number(value)}
          yAxisProps={{
            width: 52,
            tickFormatter: (value: number) => format.compact(value),
            allowDecimals: false,
          }}
          xAxisProps={{ minTickGap: 28 }}
        />
      </div>
      <VisuallyHidden>
        <table>
          <caption>{t("page.size.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("page.size.day")}</th>
              <th scope="col">{t("size.label")}</th>
            </tr>
          </thead>
          <tbody>
            {sizes.map(({ day, size }) => (
              <tr key={day}>
                <th scope="row">{label(day)}</th>
                <td>{format.number(size)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </>
  );
}

/** From the first day that was counted to the last one: days between without a count have none. */
function everyDay(sizes: readonly SegmentSize[], days: number): { day: string; size: number | null }[] {
  const known = new Map(sizes.map(({ day, size }) => [day, size]));
  const last = sizes.at(-1)?.day ?? "";
  const all = Array.from({ length: days }, (_, back) => {
    const at = new Date(`${last}T12:00:00Z`);
    at.setUTCDate(at.getUTCDate() - (days - 1 - back));
    return at.toISOString().slice(0, 10);
  });
  return all
    .filter((day) => day >= (sizes[0]?.day ?? ""))
    .map((day) => ({ day, size: known.get(day) ?? null }));
}
