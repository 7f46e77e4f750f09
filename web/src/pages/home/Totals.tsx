import { Card, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HomeTotals } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { NumberText } from "../../ui/NumberText.tsx";

/** The workspace in six numbers; shares are of the number they follow from. */
export function Totals({ totals }: { totals: HomeTotals }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const share = (part: number, whole: number) => (whole > 0 ? format.percent(part / whole) : undefined);
  const tiles = [
    { key: "contacts", value: totals.contacts },
    { key: "subscribed", value: totals.subscribed, note: share(totals.subscribed, totals.contacts) },
    { key: "sends30d", value: totals.sends30d },
    { key: "delivered30d", value: totals.delivered30d, note: share(totals.delivered30d, totals.sends30d) },
    { key: "read30d", value: totals.read30d, note: share(totals.read30d, totals.delivered30d) },
    { key: "replies30d", value: totals.replies30d, note: share(totals.replies30d, totals.delivered30d) },
  ];
  return (
    <SimpleGrid
      component="section"
      aria-label={t("totals.label")}
      cols={{ base: 2, xs: 3, md: 6 }}
      spacing="sm"
    >
      {tiles.map((tile) => (
        <Card key={tile.key} padding="sm">
          <Text size="xs" c="dimmed" truncate>
            {t(`totals.${tile.key}`)}
          </Text>
          <Text fz={22} fw={600} lh={1.35}>
            <NumberText value={tile.value} compact />
          </Text>
          <Text size="xs" c="dimmed" mih={17}>
            {tile.note && t(`totals.${tile.key}Share`, { share: tile.note })}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}
