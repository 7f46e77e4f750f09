import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { whatsappQuery } from "../../../api/queries/integrations.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { paths } from "../../../util/paths.ts";
import { useUrlState } from "../../../util/search.ts";
import { ByoTab } from "./ByoTab.tsx";
import { NativeTab } from "./NativeTab.tsx";
import { WebhookTab } from "./webhook/WebhookTab.tsx";

/** Integrations → Technology partners → WhatsApp: the ways in, as tabs that the address remembers. */
export function WhatsAppPage() {
  const { t } = useTranslation("integrations");
  const workspace = useWorkspace();
  const [search, setSearch] = useUrlState();
  const query = useQuery(whatsappQuery(workspace.slug));
  const tab = search.tab === "native" || search.tab === "webhook" ? search.tab : "byo";
  return (
    <>
      <PageHeader
        title="WhatsApp"
        description={t("whatsapp.about")}
        back={{ to: paths.integrations(workspace.slug), label: t("backToPartners") }}
      />
      <Tabs value={tab} onChange={(value) => setSearch({ tab: value ?? undefined })} keepMounted={false}>
        <Tabs.List mb="lg" aria-label={t("tabs.label")}>
          <Tabs.Tab value="native">{t("tabs.native")}</Tabs.Tab>
          <Tabs.Tab value="byo">{t("tabs.byo")}</Tabs.Tab>
          <Tabs.Tab value="webhook">{t("receiver:tab")}</Tabs.Tab>
        </Tabs.List>
        {query.data ? (
          <>
            <Tabs.Panel value="native">
              <NativeTab integration={query.data} />
            </Tabs.Panel>
            <Tabs.Panel value="byo">
              <ByoTab integration={query.data} />
            </Tabs.Panel>
            <Tabs.Panel value="webhook">
              <WebhookTab integration={query.data} />
            </Tabs.Panel>
          </>
        ) : query.error ? (
          <LoadError error={query.error} onRetry={query.refetch} />
        ) : (
          <PageSkeleton />
        )}
      </Tabs>
    </>
  );
}
