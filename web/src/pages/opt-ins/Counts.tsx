import "@mantine/charts/styles.css";
import { Sparkline } from "@mantine/charts";
import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OptInCounts, OptInDay } from "../../api/queries/opt-ins.ts";
import { chartColors } from "../../ui/chart-colors.ts";
import { useFormat } from "../../ui/format.ts";

const shownDays = 30;

/** Every day of the last thirty, also those without anything. */
function everyDay(days: readonly OptInDay[]): number[] {
  const known = new Map(days.map((one) => [one.day, one.subscribed]));
  return Array.from({ length: shownDays }, (_, index) => {
    const day = new Date(Date.now() - (shownDays - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return known.get(day) ?? 0;
  });
}

/** Subscribed by day; the figures beside it say the same to screen readers. */
export function DaysChart({ counts, width = 120 }: { counts: OptInCounts; width?: number }) {
  if (counts.subscribed === 0) return null;
  return (
    <div aria-hidden style={{ width }}>
      <Sparkline
        h={28}
        data={everyDay(counts.days)}
        curveType="linear"
        color={chartColors.read}
        fillOpacity={0.15}
        strokeWidth={1.5}
      />
    </div>
  );
}

/** Scans or views → messages or requests → people who subscribed. */
export function CountTiles({ counts, kind }: { counts: OptInCounts; kind: "links" | "forms" }) {
  const { t } = useTranslation("optins");
  const format = useFormat();
  return (
    <Group gap="xl" align="flex-end">
      {(["seen", "asked", "subscribed"] as const).map((name) => (
        <Stack key={name} gap={0} role="group" aria-label={t(`${kind}.${name}`)}>
          <Text size="xs" c="dimmed">
            {t(`${kind}.${name}`)}
          </Text>
          <Text fz={22} fw={600} style={{ fontVariantNumeric: "tabular-nums" }}>
            {format.number(counts[name])}
          </Text>
        </Stack>
      ))}
      <DaysChart counts={counts} width={160} />
    </Group>
  );
}
