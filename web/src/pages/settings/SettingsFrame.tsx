import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { paths } from "../../util/paths.ts";
import classes from "./SettingsFrame.module.css";

const pages = [
  { key: "workspace", to: paths.settings },
  { key: "apiKeys", to: paths.apiKeys },
  { key: "notices", to: paths.noticeSettings },
  { key: "audit", to: paths.audit },
] as const;

/** Header and sub-navigation that the settings pages share. */
export function SettingsFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={actions} />
      <Group component="nav" aria-label={t("title")} className={classes.nav} gap={4} mb="lg" wrap="nowrap">
        {pages.map(({ key, to }) => (
          <Link
            key={key}
            to={to(slug)}
            className={classes.link}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {t(`pages.${key}`)}
          </Link>
        ))}
      </Group>
      {children}
    </>
  );
}
