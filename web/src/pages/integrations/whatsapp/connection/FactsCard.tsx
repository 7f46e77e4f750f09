import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Connection } from "../../../../api/types.ts";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import { Fact } from "../../../../ui/Fact.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { RelativeTime } from "../../../../ui/RelativeTime.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { StatusBadge } from "../../../../ui/StatusBadge.tsx";
import classes from "./connection.module.css";
import type { ConnectionHealth } from "./types.ts";

type Props = { connection: Connection; health: ConnectionHealth | undefined };

/** Whose account it is, and what its key may do and until when. */
export function FactsCard({ connection, health }: Props) {
  const { t } = useTranslation("doctor");
  const ips = connection.allowedIps ?? [];
  return (
    <Section title={t("facts.title")}>
      <dl className={classes.facts}>
        <Fact label={t("facts.account")}>
          {connection.accountName ?? t("facts.unknown")}
          {health?.accountId && (
            <Text size="xs" c="dimmed">
              {health.accountId}
            </Text>
          )}
        </Fact>
        <Fact label={t("facts.baseUrl")}>
          <Group gap={4} wrap="nowrap">
            <span>{connection.baseUrl}</span>
            {connection.baseUrl && <CopyButton value={connection.baseUrl} label={t("facts.baseUrl")} />}
          </Group>
        </Fact>
        <Fact label={t("facts.key")}>{connection.keyName ?? t("facts.unknown")}</Fact>
        <Fact label={t("facts.ends")}>
          <KeyEnd at={connection.keyExpiresAt} days={health?.keyDaysLeft ?? null} />
        </Fact>
        <Fact label={t("facts.ips")}>{ips.length > 0 ? ips.join(", ") : t("facts.anyIp")}</Fact>
        <Fact label={t("facts.scopes")}>
          <ul className={classes.scopes}>
            {connection.scopes.map(({ name, granted }) => (
              <li key={name}>
                <StatusBadge
                  tone={granted ? "success" : "danger"}
                  label={granted ? name : `${name}: ${t("facts.missing")}`}
                />
              </li>
            ))}
          </ul>
        </Fact>
        <Fact label={t("facts.checked")}>
          <RelativeTime at={health?.checkedAt} />
        </Fact>
      </dl>
    </Section>
  );
}

function KeyEnd({ at, days }: { at: string | null; days: number | null }) {
  const { t } = useTranslation("doctor");
  const format = useFormat();
  if (!at) return <>{t("facts.never")}</>;
  const tone = days === null || days > 90 ? "neutral" : days <= 7 ? "danger" : "warning";
  return (
    <Group gap="xs" component="span">
      {format.date(at)}
      {days !== null && (
        <StatusBadge tone={tone} label={days <= 0 ? t("facts.over") : t("facts.daysLeft", { count: days })} />
      )}
    </Group>
  );
}
