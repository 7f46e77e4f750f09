import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SegmentUsage } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { TextLink } from "../../../ui/links.tsx";
import { paths } from "../../../util/paths.ts";
import { CampaignStateBadge } from "../../campaigns/CampaignStateBadge.tsx";
import { isDraft } from "../../campaigns/campaign-state.ts";
import classes from "./SegmentPage.module.css";

type Props = { campaigns: SegmentUsage["campaigns"]; segments: SegmentUsage["segments"] };

/** Campaigns and segments by name, each leading to its page. */
export function UsageList({ campaigns, segments }: Props) {
  const { t } = useTranslation("segments");
  const { slug } = useWorkspace();
  return (
    <ul className={classes.rows}>
      {campaigns.map(({ id, name, state }) => (
        <li key={id} className={classes.row}>
          <TextLink
            to={isDraft(state) ? paths.editCampaign(slug, id) : paths.campaign(slug, id)}
            size="sm"
            className={classes.grow}
          >
            {name}
          </TextLink>
          <CampaignStateBadge state={state} />
        </li>
      ))}
      {segments.map(({ id, name }) => (
        <li key={id} className={classes.row}>
          <TextLink to={paths.segment(slug, id)} size="sm" className={classes.grow}>
            {name}
          </TextLink>
          <Text size="xs" c="dimmed">
            {t("page.usage.segment")}
          </Text>
        </li>
      ))}
    </ul>
  );
}
