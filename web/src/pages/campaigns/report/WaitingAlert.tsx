import { Alert } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { subscriptionGroupsQuery } from "../../../api/queries/integrations.ts";
import type { Campaign, Stats } from "../../../api/types.ts";
import { usePauseText } from "../../../components/numbers/use-pause-text.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { TextLink } from "../../../ui/links.tsx";
import { paths } from "../../../util/paths.ts";

const lookAgainMs = 10_000;

/** Why messages of this campaign wait although nobody paused it: its number, or the number's connection, is paused. */
export function WaitingAlert({ campaign, stats }: { campaign: Campaign; stats: Stats }) {
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  const moving = ["launching", "running"].includes(campaign.state);
  const waits = moving && stats.waiting > 0;
  const { data } = useQuery({
    ...subscriptionGroupsQuery(slug),
    enabled: waits,
    staleTime: 0,
    refetchInterval: lookAgainMs,
  });
  const number = data?.find(({ id }) => id === campaign.subscriptionGroupId);
  const text = usePauseText();
  const why = number && waits ? text(number) : null;
  if (!why) return null;
  return (
    <Alert role="status" color="yellow" icon={<IconPlayerPause aria-hidden />} title={why.title}>
      {why.message} <TextLink to={paths.whatsapp(slug)}>{t("report.waitingLink")}</TextLink>
    </Alert>
  );
}
