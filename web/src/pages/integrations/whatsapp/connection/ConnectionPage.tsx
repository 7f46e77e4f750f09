import { Alert, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlayerPause } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { whatsappQuery } from "../../../../api/queries/integrations.ts";
import type { Connection, WhatsAppBusinessGroup } from "../../../../api/types.ts";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useProviderText } from "../../../../components/notices/use-provider-text.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { EmptyState } from "../../../../ui/EmptyState.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { PageHeader } from "../../../../ui/PageHeader.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { CardSkeleton, PageSkeleton } from "../../../../ui/Skeletons.tsx";
import { StatusBadge } from "../../../../ui/StatusBadge.tsx";
import { paths } from "../../../../util/paths.ts";
import { NumbersTable } from "../connected/NumbersTable.tsx";
import { ReplaceKeyModal } from "../connected/ReplaceKeyModal.tsx";
import { ReplaceTokenModal } from "../native/ReplaceTokenModal.tsx";
import { BalanceCard } from "./BalanceCard.tsx";
import { CostsCard } from "./CostsCard.tsx";
import classes from "./connection.module.css";
import { DoctorCard } from "./DoctorCard.tsx";
import { FactsCard } from "./FactsCard.tsx";
import { HistoryCard } from "./HistoryCard.tsx";
import { healthQuery } from "./queries.ts";
import type { ConnectionHealth } from "./types.ts";
import { WebhooksCard } from "./WebhooksCard.tsx";

/** One connection: what it is, whether it works, what it costs. */
export function ConnectionPage() {
  const { t } = useTranslation("doctor");
  const { slug } = useWorkspace();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const whatsapp = useQuery(whatsappQuery(slug));
  const health = useQuery(healthQuery(slug, id));
  const connection = whatsapp.data?.connections.find((one) => one.id === id);
  const back = { to: paths.whatsapp(slug), label: t("back") };
  if (whatsapp.error) return <LoadError error={whatsapp.error} onRetry={whatsapp.refetch} />;
  if (!whatsapp.data) return <PageSkeleton />;
  if (!connection)
    return (
      <>
        <PageHeader title={t("notFound.title")} back={back} />
        <EmptyState title={t("notFound.title")}>{t("notFound.message")}</EmptyState>
      </>
    );
  const groups = whatsapp.data.groups.filter((group) => group.connectionId === id);
  return (
    <Loaded connection={connection} groups={groups} health={health.data} back={back}>
      {health.error && !health.data && <LoadError error={health.error} onRetry={health.refetch} />}
    </Loaded>
  );
}

type Props = {
  connection: Connection;
  groups: WhatsAppBusinessGroup[];
  health: ConnectionHealth | undefined;
  back: { to: string; label: string };
  children: React.ReactNode;
};

function Loaded({ connection, groups, health, back, children }: Props) {
  const { t } = useTranslation("doctor");
  const workspace = useWorkspace();
  const [replacing, replaceModal] = useDisclosure(false);
  const state = health?.state ?? connection.state;
  const name = connection.accountName ?? connection.keyName ?? connection.baseUrl ?? connection.provider;
  const isNative = connection.provider === "meta";
  const hasKey = isNative || connection.provider === "infobip";
  const canReplace = hasKey && workspace.can("manage");
  const ReplaceModal = isNative ? ReplaceTokenModal : ReplaceKeyModal;
  const numbers = groups.flatMap((group) => group.subscriptionGroups);
  return (
    <>
      <PageHeader
        title={name}
        badge={<StatusBadge tone={state === "failing" ? "danger" : "success"} label={t(`states.${state}`)} />}
        description={t("about")}
        back={back}
        actions={
          hasKey && (
            <ActionButton
              variant="default"
              leftSection={<IconKey size={16} aria-hidden />}
              disabledReason={!workspace.can("manage") && t("common:readOnly")}
              onClick={replaceModal.open}
            >
              {t(isNative ? "native:connected.replaceToken" : "replaceKey")}
            </ActionButton>
          )
        }
      />
      <Stack gap="md">
        {health && state === "failing" && <Paused health={health} />}
        {children}
        <div className={classes.columns}>
          <Stack gap="md" miw={0}>
            <DoctorCard connectionId={connection.id} onReplaceKey={canReplace ? replaceModal.open : null} />
            <CostsCard connectionId={connection.id} />
          </Stack>
          <Stack gap="md" miw={0}>
            <FactsCard connection={connection} health={health} />
            {health ? <BalanceCard health={health} /> : <CardSkeleton height={160} />}
            {health && <WebhooksCard health={health} />}
            {health && <HistoryCard health={health} />}
          </Stack>
        </div>
        <Section title={t("numbers.title")}>
          <NumbersTable numbers={numbers} label={t("numbers.title")} />
        </Section>
      </Stack>
      {canReplace && <ReplaceModal connection={connection} opened={replacing} onClose={replaceModal.close} />}
    </>
  );
}

function Paused({ health }: { health: ConnectionHealth }) {
  const { t } = useTranslation("doctor");
  const format = useFormat();
  const said = useProviderText()(health.stateReason, health.stateText);
  return (
    <Alert role="alert" color="red" icon={<IconPlayerPause aria-hidden />} title={t("paused.title")}>
      {said && <Text size="sm">{said}</Text>}
      <Text size="sm">
        {health.failingSince && t("paused.since", { when: format.dateTime(health.failingSince) })}{" "}
        {health.waiting.count > 0 && t("paused.waiting", { count: health.waiting.count })}
      </Text>
    </Alert>
  );
}
