import { Card, Group, List, Progress, Text, ThemeIcon, Title } from "@mantine/core";
import { IconCheck, IconCircleDashed } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries/common.ts";
import type { ChecklistItem, ChecklistKey } from "../../api/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ButtonLink } from "../../ui/links.tsx";
import { paths } from "../../util/paths.ts";
import classes from "./Checklist.module.css";
import { OpenPhones } from "./OpenPhones.tsx";

const links: Record<Exclude<ChecklistKey, "inbound">, (workspace: string) => string> = {
  connect: (w) => paths.whatsapp(w, "byo"),
  contacts: paths.newImport,
  segment: paths.newSegment,
  campaign: paths.newCampaign,
  api_key: paths.apiKeys,
};

/** What is set up and what is missing; the first missing thing is the next action. Gone when all is done. */
export function Checklist({ items }: { items: ChecklistItem[] }) {
  const { t } = useTranslation("home");
  const done = items.filter((item) => item.done).length;
  const next = items.find((item) => !item.done);
  if (!next) return null;
  return (
    <Card component="section" aria-labelledby="checklist-title" padding="lg">
      <Group justify="space-between" gap="xs">
        <Title order={2} id="checklist-title">
          {t("checklist.title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("checklist.progress", { done, total: items.length })}
        </Text>
      </Group>
      <Progress
        value={(done / items.length) * 100}
        size={6}
        my="sm"
        aria-label={t("checklist.progress", { done, total: items.length })}
      />
      <List listStyleType="none" className={classes.list}>
        {items.map((item) => (
          <ChecklistRow key={item.key} item={item} next={item === next} />
        ))}
      </List>
    </Card>
  );
}

function ChecklistRow({ item, next }: { item: ChecklistItem; next: boolean }) {
  const { t } = useTranslation("home");
  const words = item.done
    ? t(`checklist.${item.key}.done`, { count: item.count })
    : t(`checklist.${item.key}.why`);
  return (
    <li className={classes.row} data-next={next || undefined}>
      <ThemeIcon
        size={24}
        radius="xl"
        variant={item.done ? "filled" : "default"}
        color="teal"
        role="img"
        aria-label={item.done ? t("checklist.isDone") : t("checklist.isOpen")}
      >
        {item.done ? <IconCheck size={14} stroke={2.5} /> : <IconCircleDashed size={14} />}
      </ThemeIcon>
      <div className={classes.words}>
        <Text size="sm" fw={550} c={item.done ? "dimmed" : undefined}>
          {t(`checklist.${item.key}.title`)}
        </Text>
        <Text size="sm" c="dimmed">
          {words}
        </Text>
      </div>
      {!item.done && <ChecklistAction item={item} next={next} />}
    </li>
  );
}

function ChecklistAction({ item, next }: { item: ChecklistItem; next: boolean }) {
  const { t } = useTranslation("home");
  const { slug } = useWorkspace();
  const { data: me } = useSuspenseQuery(meQuery);
  if (item.key === "inbound")
    return me.server.sandboxUrl && <OpenPhones url={me.server.sandboxUrl} primary={next} />;
  return (
    <ButtonLink to={links[item.key](slug)} variant={next ? "filled" : "default"} size="xs">
      {t(`checklist.${item.key}.action`)}
    </ButtonLink>
  );
}
