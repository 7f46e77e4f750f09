import { ActionIcon, Group, Popover, ScrollArea, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { NoticeItem } from "../components/notices/NoticeItem.tsx";
import classes from "../components/notices/notices.module.css";
import { openNoticesQuery } from "../components/notices/queries.ts";
import { TextLink } from "../ui/links.tsx";
import { paths } from "../util/paths.ts";
import { useWorkspace } from "./use-workspace.ts";

const shown = 5;

/** How many notices are open, and the latest of them at a press. */
export function NoticeBell() {
  const { t } = useTranslation("notices");
  const { slug } = useWorkspace();
  const [opened, popover] = useDisclosure(false);
  const { data } = useQuery(openNoticesQuery(slug));
  const pathname = useLocation({ select: (location) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes when the page changes
  useEffect(() => popover.close(), [pathname]);
  useLanguageTold();
  const open = data?.open ?? 0;
  return (
    <Popover
      opened={opened}
      onChange={popover.toggle}
      width={340}
      position="bottom-end"
      shadow="md"
      withArrow
      trapFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.bell}
          onClick={popover.toggle}
          aria-label={open > 0 ? t("bellOpen", { count: open }) : t("bell")}
        >
          <IconBell size={19} stroke={1.7} aria-hidden />
          {open > 0 && (
            <span className={classes.count} aria-hidden>
              {open > 99 ? "99+" : open}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("title")}>
        {open === 0 ? (
          <Text size="sm" c="dimmed" mb="xs">
            {t("none.open.title")}
          </Text>
        ) : (
          <ScrollArea.Autosize mah={420}>
            {data?.items.slice(0, shown).map((notice) => (
              <NoticeItem key={notice.id} notice={notice} brief />
            ))}
          </ScrollArea.Autosize>
        )}
        <Group justify="flex-end" mt={4}>
          <TextLink to={paths.notices(slug)} size="sm">
            {t("all")}
          </TextLink>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

const toldKey = "ponte.language.told";

/** E-mails are written in the language that a person reads here: the server is told once, and when it changes. */
function useLanguageTold(): void {
  const { i18n } = useTranslation();
  const language = i18n.language;
  useEffect(() => {
    if (localStorage.getItem(toldKey) === language) return;
    void api.put("/me/language", { language }).then(
      () => localStorage.setItem(toldKey, language),
      () => {}, // It is only a courtesy; the next visit tries again.
    );
  }, [language]);
}
