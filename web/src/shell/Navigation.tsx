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
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../util/paths.ts";
import classes from "./AppFrame.module.css";
import { useWorkspace } from "./use-workspace.ts";

/** By what one is about to do: who is there, what is said to them, how it is set up. */
const groups = [
  { title: null, items: [{ key: "home", to: paths.home, icon: IconHome, exact: true }] },
  {
    title: "audience",
    items: [
      { key: "contacts", to: paths.contacts, icon: IconAddressBook },
      { key: "segments", to: paths.segments, icon: IconFilter },
      { key: "optIns", to: paths.optIns, icon: IconUserPlus },
      { key: "data", to: paths.data, icon: IconDatabase },
    ],
  },
  {
    title: "messages",
    items: [
      { key: "campaigns", to: paths.campaigns, icon: IconSend },
      { key: "templates", to: paths.templates, icon: IconTemplate },
    ],
  },
  {
    title: "setup",
    items: [
      { key: "integrations", to: paths.integrations, icon: IconPlugConnected },
      { key: "settings", to: paths.settings, icon: IconSettings },
    ],
  },
] as const;

type Group = (typeof groups)[number];

export function Navigation() {
  const { t } = useTranslation();
  return (
    <Stack component="nav" aria-label={t("nav.label")} gap={2} flex={1} mt="sm" style={{ overflowY: "auto" }}>
      {groups.map((group) => (
        <NavigationGroup key={group.title} group={group} />
      ))}
    </Stack>
  );
}

function NavigationGroup({ group: { title, items } }: { group: Group }) {
  const { t } = useTranslation();
  const { slug } = useWorkspace();
  const id = useId();
  return (
    <>
      {title && (
        <div id={id} className={classes.groupTitle}>
          {t(`nav.${title}`)}
        </div>
      )}
      <ul className={classes.group} aria-labelledby={title ? id : undefined}>
        {items.map(({ key, to, icon: Icon, ...item }) => (
          <li key={key}>
            <Link
              to={to(slug)}
              className={classes.link}
              activeOptions={{ exact: "exact" in item, includeSearch: false }}
            >
              <Icon size={18} stroke={1.7} aria-hidden />
              {t(`nav.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
