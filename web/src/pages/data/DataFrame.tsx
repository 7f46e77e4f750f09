import { Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { paths } from "../../util/paths.ts";

/** Title and tabs of both registries. */
export function DataFrame({ tab, children }: { tab: "attributes" | "events"; children: ReactNode }) {
  const { t } = useTranslation("data");
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const addresses = { attributes: paths.data(slug), events: paths.dataEvents(slug) };
  return (
    <>
      <PageHeader title={t("title")} description={t("subtitle")} />
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ to: addresses[next === "events" ? "events" : "attributes"] })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="attributes">{t("tab.attributes")}</Tabs.Tab>
          <Tabs.Tab value="events">{t("tab.events")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={tab}>{children}</Tabs.Panel>
      </Tabs>
    </>
  );
}
