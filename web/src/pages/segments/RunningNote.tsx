import { Alert } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentUsageQuery } from "../../api/queries/segment-page.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { UsageList } from "./page/UsageList.tsx";

const running = ["launching", "running", "paused"];

/** Above the form, while campaigns that use the segment are under way: what a change means for them. */
export function RunningNote({ segmentId }: { segmentId: string }) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  const { data: usage } = useQuery(segmentUsageQuery(slug, segmentId));
  const campaigns = usage?.campaigns.filter(({ state }) => running.includes(state)) ?? [];
  if (campaigns.length === 0) return null;
  return (
    <Alert
      color="blue"
      icon={<IconInfoCircle size={18} aria-hidden />}
      title={t("page.running.title", { count: campaigns.length })}
      mb="md"
    >
      {t("page.running.text")}
      <UsageList campaigns={campaigns} segments={[]} />
    </Alert>
  );
}
