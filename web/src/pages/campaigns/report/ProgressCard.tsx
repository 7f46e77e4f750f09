import { Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Campaign, Stats } from "../../../api/types.ts";
import { useFormat } from "../../../ui/format.ts";
import { isApiTriggered } from "../campaign-state.ts";
import { progressOf } from "../rates.ts";

/** How far the sending has come; only while there is something left to send. */
export function ProgressCard({ campaign, stats }: { campaign: Campaign; stats: Stats }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const moving = ["launching", "running", "paused"].includes(campaign.state);
  if (!moving || isApiTriggered(campaign.kind) || stats.waiting === 0) return null;
  const progress = progressOf(stats);
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm">
          {t("report.progress", { waiting: format.number(stats.waiting), count: stats.waiting })}
        </Text>
        <Text size="sm" c="dimmed">
          {format.percent(progress)}
        </Text>
      </Group>
      <Progress
        value={progress * 100}
        size="sm"
        aria-label={t("report.progressLabel")}
        animated={campaign.state === "running"}
        striped={campaign.state === "running"}
      />
    </div>
  );
}
