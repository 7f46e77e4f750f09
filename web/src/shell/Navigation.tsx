import { Stack } from "@mantine/core";
import {
  IconAddressBook,
  IconDatabase,
  IconFilter,
  IconHome,
  IconPlugConnected,
  IconSend,
  IconSettings,
  IconTemplate,
  IconUserPlus,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { paths } from "../util/paths.ts";
import classes from "./AppFrame.module.css";
import { useWorkspace } from "./use-workspace.ts";

const items = [
  { key: "home", to: paths.home, icon: IconHome, exact: true },
  { key: "contacts", to: paths.contacts, icon: IconAddressBook },
  { key: "segments", to: paths.segments, icon: IconFilter },
  { key: "data", to: paths.data, icon: IconDatabase },
  { key: "optIns", to: paths.optIns, icon: IconUserPlus },
  { key: "campaigns", to: paths.campaigns, icon: IconSend },
  { key: "templates", to: paths.templates, icon: IconTemplate },
  { key: "integrations", to: paths.integrations, icon: IconPlugConnected },
  { key: "settings", to: paths.settings, icon: IconSettings },
] as const;

export function Navigation() {
  const { t } = useTranslation();
  const { slug } = useWorkspace();
  return (
    <Stack component="nav" aria-label={t("nav.label")} gap={2} flex={1} mt="sm" style={{ overflowY: "auto" }}>
      {items.map(({ key, to, icon: Icon, ...item }) => (
        <Link
          key={key}
          to={to(slug)}
          className={classes.link}
          activeOptions={{ exact: "exact" in item, includeSearch: false }}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
          {t(`nav.${key}`)}
        </Link>
      ))}
    </Stack>
  );
}
