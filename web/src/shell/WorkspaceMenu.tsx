import { Group, Menu, Text, UnstyledButton } from "@mantine/core";
import { IconCheck, IconSelector } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/queries/common.ts";
import { BridgeMark } from "../ui/BridgeMark.tsx";
import { paths } from "../util/paths.ts";
import classes from "./AppFrame.module.css";
import { useWorkspace } from "./use-workspace.ts";

/** The workspace's name; a menu when the person has more than one. */
export function WorkspaceMenu() {
  const { t } = useTranslation();
  const current = useWorkspace();
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const name = (
    <>
      <BridgeMark size={26} />
      <Text fw={600} size="sm" truncate flex={1} title={current.name}>
        {current.name}
      </Text>
    </>
  );
  if (me.workspaces.length < 2) {
    return (
      <Group px={4} py={6} gap={8} wrap="nowrap">
        {name}
      </Group>
    );
  }
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className={classes.menuTarget}
          aria-label={t("switchWorkspace", { name: current.name })}
        >
          {name}
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("workspaces")}</Menu.Label>
        {me.workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            rightSection={workspace.id === current.id && <IconCheck size={14} aria-label={t("current")} />}
            onClick={() => void navigate({ to: paths.home(workspace.slug) })}
          >
            {workspace.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
