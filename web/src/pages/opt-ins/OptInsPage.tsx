import { Tabs } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ButtonLink } from "../../ui/links.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { paths } from "../../util/paths.ts";
import { useUrlState } from "../../util/search.ts";
import { FormsTab } from "./FormsTab.tsx";
import { LinksTab } from "./LinksTab.tsx";
import { WordsTab } from "./WordsTab.tsx";

const tabs = ["links", "forms", "words"] as const;

/** How people come to agree (links, forms) and how they leave (words). */
export function OptInsPage() {
  const { t } = useTranslation("optins");
  const { slug, can } = useWorkspace();
  const [search, setSearch] = useUrlState();
  const tab = tabs.find((one) => one === search.tab) ?? "links";
  const action =
    can("write") && tab !== "words" ? (
      <ButtonLink
        to={tab === "links" ? paths.newOptInLink(slug) : paths.newOptInForm(slug)}
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        {t(tab === "links" ? "links.new" : "forms.new")}
      </ButtonLink>
    ) : undefined;
  return (
    <>
      <PageHeader title={t("title")} description={t("subtitle")} actions={action} />
      <Tabs value={tab} onChange={(value) => setSearch({ tab: value ?? undefined })} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="links">
          <LinksTab />
        </Tabs.Panel>
        <Tabs.Panel value="forms">
          <FormsTab />
        </Tabs.Panel>
        <Tabs.Panel value="words">
          <WordsTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
