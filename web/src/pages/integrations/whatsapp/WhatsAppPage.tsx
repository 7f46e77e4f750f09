import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { whatsappQuery } from "../../../api/queries/integrations.ts";
import type { WhatsAppIntegration } from "../../../api/types.ts";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { PageSkeleton } from "../../../ui/Skeletons.tsx";
import { paths } from "../../../util/paths.ts";
import { useUrlState } from "../../../util/search.ts";
import { ByoTab } from "./ByoTab.tsx";
import { Glance } from "./glance/Glance.tsx";
import { NativeTab } from "./NativeTab.tsx";
import classes from "./WhatsAppPage.module.css";
import { WebhookTab } from "./webhook/WebhookTab.tsx";

const tabs = ["native", "byo", "webhook"] as const;

/** Without a wish in the address: the way that is in use, else the one most companies take. */
function tabOf(integration: WhatsAppIntegration | undefined): (typeof tabs)[number] {
  const used = new Set(integration?.groups.map(({ provider }) => provider));
  if (used.has("infobip") || used.size === 0) return "byo";
  return used.has("meta") ? "native" : "webhook";
}

/** Integrations → Technology partners → WhatsApp: the ways in, as tabs that the address remembers. */
export function WhatsAppPage() {
  const { t } = useTranslation("integrations");
  const workspace = useWorkspace();
  const [search, setSearch] = useUrlState();
  const query = useQuery(whatsappQuery(workspace.slug));
  const tab = tabs.find((one) => one === search.tab) ?? tabOf(query.data);
  // While a number is being connected there is one question at a time.
  const busy = search.step !== undefined || search.native !== undefined;
  return (
    <>
      <PageHeader
        title="WhatsApp"
        description={t("whatsapp.about")}
        back={{ to: paths.integrations(workspace.slug), label: t("backToPartners") }}
      />
      {query.data && !busy && <Glance integration={query.data} />}
      <Tabs value={tab} onChange={(value) => setSearch({ tab: value ?? undefined })} keepMounted={false}>
        <Tabs.List mb="lg" className={classes.tabs} aria-label={t("tabs.label")}>
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
