import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { TextLink } from "../../ui/links.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { StatusBadge, type Tone } from "../../ui/StatusBadge.tsx";
import { paths } from "../../util/paths.ts";
import classes from "./notices.module.css";
import { noticesKey } from "./queries.ts";
import type { Notice } from "./types.ts";
import { useNoticeText } from "./use-notice-text.ts";

const tones: Record<Notice["severity"], Tone> = { info: "info", warning: "warning", critical: "danger" };

/** One notice: what happened, since when, where to mend it. `brief`: for the bell. */
export function NoticeItem({ notice, brief }: { notice: Notice; brief?: boolean }) {
  const { t } = useTranslation("notices");
  const { slug } = useWorkspace();
  const { title, message } = useNoticeText()(notice);
  return (
    <article className={classes.item} aria-label={title}>
      <Group gap="xs" mb={4}>
        <StatusBadge tone={tones[notice.severity]} label={t(`severities.${notice.severity}`)} />
        <Text size="xs" c="dimmed">
          <RelativeTime at={notice.createdAt} />
          {notice.count > 1 && <> · {t("times", { count: notice.count })}</>}
        </Text>
      </Group>
      <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
        {title}
      </Text>
      {!brief && (
        <Text size="sm" c="dimmed" mt={2} maw={760} style={{ overflowWrap: "anywhere" }}>
          {message}
        </Text>
      )}
      <Group gap="md" mt={6}>
        <TextLink
          to={paths.inside(slug, notice.link)}
          size="sm"
          fw={550}
          aria-label={`${t("look")}: ${title}`}
        >
          {t("look")}
        </TextLink>
        {!brief && <Ending notice={notice} title={title} />}
      </Group>
    </article>
  );
}

function Ending({ notice, title }: { notice: Notice; title: string }) {
  const { t } = useTranslation("notices");
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const dismiss = useMutation({
    mutationFn: () => api.post(inWorkspace(workspace.slug, `/notices/${notice.id}/dismiss`)),
    onSuccess: () => queries.invalidateQueries({ queryKey: noticesKey(workspace.slug) }),
  });
  const ended = notice.resolvedAt ?? notice.dismissedAt;
  if (ended)
    return (
      <Text size="xs" c="dimmed">
        {notice.resolvedAt ? t("resolved") : t("dismissed")} <RelativeTime at={ended} />
      </Text>
    );
  if (!workspace.can("manage")) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={dismiss.isPending}
      onClick={() => dismiss.mutate()}
      aria-label={t("dismissWhat", { title })}
    >
      {t("dismiss")}
    </Button>
  );
}
