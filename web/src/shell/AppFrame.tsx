import { AppShell, Box, Burger, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import noticeClasses from "../components/notices/notices.module.css";
import { BridgeMark } from "../ui/BridgeMark.tsx";
import classes from "./AppFrame.module.css";
import { Navigation } from "./Navigation.tsx";
import { NoticeBell } from "./NoticeBell.tsx";
import { UserMenu } from "./UserMenu.tsx";
import { useWorkspace } from "./use-workspace.ts";
import { WorkspaceMenu } from "./WorkspaceMenu.tsx";

/** Frame of every workspace page: navigation at the side, a drawer of it on phones. */
export function AppFrame() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [opened, drawer] = useDisclosure(false);
  const pathname = useLocation({ select: (location) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the page changes
  useEffect(() => drawer.close(), [pathname]);
  return (
    <AppShell
      navbar={{ width: 240, breakpoint: "sm", collapsed: { mobile: !opened } }}
      header={{ height: { base: 52, sm: 0 } }}
      padding={0}
    >
      <a href="#main" className={classes.skip}>
        {t("skipToContent")}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={opened}
            onClick={drawer.toggle}
            size="sm"
            aria-label={opened ? t("closeMenu") : t("openMenu")}
          />
          <BridgeMark size={22} />
          <Text fw={600} size="sm" truncate flex={1}>
            {workspace.name}
          </Text>
          <NoticeBell />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={classes.navbar}>
        <div className={noticeClasses.top}>
          <WorkspaceMenu />
          <Box visibleFrom="sm">
            <NoticeBell />
          </Box>
        </div>
        <Navigation />
        <UserMenu />
      </AppShell.Navbar>
      <AppShell.Main>
        <div id="main" tabIndex={-1} className={classes.main} style={{ outline: "none" }}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
