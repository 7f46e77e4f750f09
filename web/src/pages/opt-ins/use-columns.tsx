import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OptInCounts } from "../../api/queries/opt-ins.ts";
import { numberLabel } from "../../components/number-label.ts";
import type { Column } from "../../ui/DataTable.tsx";
import { useFormat } from "../../ui/format.ts";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { DaysChart } from "./Counts.tsx";

type Row = {
  name: string;
  phone: string;
  displayName: string;
  archivedAt: string | null;
  counts: OptInCounts;
};

/** Name and number, three figures, and a small chart: the same for links and forms. */
export function useOptInColumns(kind: "links" | "forms"): Column<Row>[] {
  const { t } = useTranslation("optins");
  const format = useFormat();
  const figure = (name: "seen" | "asked" | "subscribed", hideBelow?: "sm" | "md"): Column<Row> => ({
    key: name,
    header: t(`${kind}.${name}`),
    align: "right",
    width: 110,
    ...(hideBelow ? { hideBelow } : {}),
    cell: ({ counts }) => format.number(counts[name]),
  });
  return [
    {
      key: "name",
      header: t("name"),
      cell: (row) => (
        <Stack gap={0}>
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
              {row.name}
            </Text>
            {row.archivedAt && <StatusBadge tone="neutral" label={t("archived")} />}
          </Group>
          <Text size="xs" c="dimmed">
            {numberLabel(row)}
          </Text>
        </Stack>
      ),
    },
    figure("seen", "md"),
    figure("asked", "sm"),
    figure("subscribed"),
    {
      key: "days",
      header: t("days30"),
      width: 150,
      hideBelow: "md",
      cell: ({ counts }) => <DaysChart counts={counts} />,
    },
  ];
}
