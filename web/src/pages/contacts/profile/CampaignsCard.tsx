import { Group, Skeleton, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type CampaignSend, campaignSendsQuery } from "../../../api/queries/profile.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useReasonText } from "../../../components/use-reason-text.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { LoadMore } from "../../../ui/LoadMore.tsx";
import { TextLink } from "../../../ui/links.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Section } from "../../../ui/Section.tsx";
import { StatusBadge, type Tone } from "../../../ui/StatusBadge.tsx";
import { paths } from "../../../util/paths.ts";
import classes from "./profile.module.css";

/** Every message of a campaign to this person, and how far it came. */
export function CampaignsCard({ workspace, contactId }: { workspace: string; contactId: string }) {
  const { t } = useTranslation("contacts");
  const query = useInfiniteQuery(campaignSendsQuery(workspace, contactId));
  const sends = query.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={t("campaigns.title")}>
      {query.isError && !sends ? (
        <LoadError error={query.error} onRetry={query.refetch} compact />
      ) : !sends ? (
        <Skeleton h={140} radius="md" />
      ) : sends.length === 0 ? (
        <EmptyState icon={IconSend} title={t("campaigns.empty.title")} compact>
          {t("campaigns.empty.text")}
        </EmptyState>
      ) : (
        <ul className={classes.timeline} aria-label={t("campaigns.title")}>
          {sends.map((send) => (
            <Send key={send.id} workspace={workspace} send={send} />
          ))}
        </ul>
      )}
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={query.fetchNextPage} />
    </Section>
  );
}

function Send({ workspace, send }: { workspace: string; send: CampaignSend }) {
  const { t } = useTranslation("contacts");
  const reason = useReasonText();
  const why = send.errorCode
    ? reason({ code: send.errorCode, title: send.errorTitle, advice: send.advice })
    : null;
  return (
    <li className={classes.event}>
      <div className={classes.eventHead}>
        <TextLink to={paths.campaign(workspace, send.campaign.id)} size="sm" fw={550}>
          {send.campaign.name}
        </TextLink>
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          <RelativeTime at={send.at} />
        </Text>
      </div>
      <Group gap={6} mt={4}>
        {marksOf(send).map(({ mark, tone }) => (
          <StatusBadge key={mark} tone={tone} label={t(`timeline.state.${mark}`)} />
        ))}
        {send.variantName && (
          <Text size="xs" c="dimmed">
            {send.variantName}
          </Text>
        )}
      </Group>
      {why && (
        <Text size="xs" c="dimmed" mt={4}>
          {[why.title, why.advice].filter(Boolean).join(" ")}
        </Text>
      )}
    </li>
  );
}

/** The furthest of delivered and read, and everything that came of it. */
function marksOf(send: CampaignSend): { mark: string; tone: Tone }[] {
  const marks: { mark: string; tone: Tone }[] = [];
  if (send.readAt) marks.push({ mark: "read", tone: "success" });
  else if (send.deliveredAt) marks.push({ mark: "delivered", tone: "info" });
  if (send.clickedAt) marks.push({ mark: "clicked", tone: "success" });
  if (send.repliedAt) marks.push({ mark: "replied", tone: "success" });
  if (marks.length > 0) return marks;
  const tone = send.state === "failed" ? "danger" : send.state === "skipped" ? "warning" : "neutral";
  return [{ mark: send.state, tone }];
}
