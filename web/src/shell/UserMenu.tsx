import { Avatar, Menu, SegmentedControl, Text, UnstyledButton } from "@mantine/core";
import { IconExternalLink, IconLogout, IconSelector } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { auth } from "../api/client.ts";
import { meQuery } from "../api/queries/common.ts";
import { useErrorText } from "../api/use-error-text.ts";
import { notifyFailed } from "../ui/notify.ts";
import { loginPath } from "../util/paths.ts";
import classes from "./AppFrame.module.css";
import { LanguageControl } from "./LanguageControl.tsx";
import { useThemeChoice } from "./use-theme-choice.ts";

export function UserMenu() {
  const { t } = useTranslation();
  const { data: me } = useSuspenseQuery(meQuery);
  const [themeChoice, setThemeChoice] = useThemeChoice();
  const errorText = useErrorText();
  const signOut = async () => {
    try {
      await auth.signOut();
      window.location.assign(loginPath());
    } catch (error) {
      const { title, message } = errorText(error);
      notifyFailed(title, message);
    }
  };
  const name = me.user.name || me.user.email;
  return (
    <Menu width={232} position="top-start" closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.menuTarget} aria-label={t("userMenu", { name })}>
          <Avatar size={26} radius="xl" name={name} color="teal" aria-hidden />
          <Text size="sm" fw={500} truncate flex={1}>
            {name}
          </Text>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user.email}</Menu.Label>
        <Menu.Label id="theme-label">{t("theme.label")}</Menu.Label>
        <SegmentedControl
          fullWidth
          size="xs"
          mx={4}
          aria-labelledby="theme-label"
          value={themeChoice}
          onChange={setThemeChoice}
          data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <LanguageControl />
        <Menu.Divider mt="xs" />
        {me.server.sandboxUrl && (
          <Menu.Item
            component="a"
            href={me.server.sandboxUrl}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={16} aria-hidden />}
          >
            {t("openSandbox")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t("signOut")}
        </Menu.Item>
        <Menu.Label>{t("version", { version: me.server.version })}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
