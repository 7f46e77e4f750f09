import { Group, SimpleGrid, Text, ThemeIcon, Title } from "@mantine/core";
import { IconBrandWhatsapp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { whatsappQuery } from "../../api/queries/integrations.ts";
import type { WhatsAppIntegration } from "../../api/types.ts";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { PlainLink } from "../../ui/links.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { paths } from "../../util/paths.ts";
import classes from "./IntegrationsPage.module.css";
import { Matters } from "./whatsapp/glance/Glance.tsx";
import { useMatters } from "./whatsapp/glance/use-matters.ts";

export function IntegrationsPage() {
  const { t } = useTranslation("integrations");
  const workspace = useWorkspace();
  const query = useQuery(whatsappQuery(workspace.slug));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Title order={2} mb="sm">
        {t("partners")}
      </Title>
      {query.data ? (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          <WhatsAppCard integration={query.data} workspace={workspace.slug} />
        </SimpleGrid>
      ) : query.error ? (
        <LoadError error={query.error} onRetry={query.refetch} />
      ) : (
        <CardSkeleton height={150} />
      )}
    </>
  );
}

function WhatsAppCard({ integration, workspace }: { integration: WhatsAppIntegration; workspace: string }) {
  const { t } = useTranslation("integrations");
  const numbers = integration.groups.flatMap((group) => group.subscriptionGroups).length;
  const matters = useMatters(integration);
  return (
    <article className={classes.card}>
      <Group gap="sm" wrap="nowrap" mb="sm">
        <ThemeIcon size={40} radius="md" variant="light" aria-hidden>
          <IconBrandWhatsapp size={24} stroke={1.6} />
        </ThemeIcon>
        <PlainLink to={paths.whatsapp(workspace)} className={classes.link}>
          WhatsApp
        </PlainLink>
      </Group>
      <Text size="sm" c="dimmed" mb="md" flex={1}>
        {t("whatsapp.about")}
      </Text>
      <Group gap="xs">
        {numbers > 0 ? (
          <StatusBadge tone="success" label={t("whatsapp.numbers", { count: numbers })} />
        ) : (
          <StatusBadge tone="neutral" label={t("whatsapp.notConnected")} />
        )}
        {matters.length > 0 && <Matters matters={matters} />}
      </Group>
    </article>
  );
}
