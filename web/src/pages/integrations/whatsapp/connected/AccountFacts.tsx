import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Connection } from "../../../../api/types.ts";
import { CopyButton } from "../../../../ui/CopyButton.tsx";
import { Fact } from "../../../../ui/Fact.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { StatusBadge } from "../../../../ui/StatusBadge.tsx";
import classes from "./AccountFacts.module.css";

const dayMs = 86_400_000;

/** Account name, base URL and the key's name and life. */
export function AccountFacts({ connection }: { connection: Connection }) {
  const { t } = useTranslation("integrations");
  return (
    <dl className={classes.facts}>
      <Fact label={t("connected.accountName")}>{connection.accountName ?? "–"}</Fact>
      <Fact label={t("connected.baseUrl")}>
        <Group gap={4} wrap="nowrap">
          <Text size="sm">{connection.baseUrl}</Text>
          {connection.baseUrl && <CopyButton value={connection.baseUrl} label={t("connected.baseUrl")} />}
        </Group>
      </Fact>
      <Fact label={t("connected.keyName")}>{connection.keyName ?? "–"}</Fact>
      <Fact label={t("connected.keyExpires")}>
        <KeyExpiry at={connection.keyExpiresAt} />
      </Fact>
    </dl>
  );
}

function KeyExpiry({ at }: { at: string | null }) {
  const { t } = useTranslation("integrations");
  const format = useFormat();
  if (!at) return <>{t("connected.never")}</>;
  const days = (new Date(at).getTime() - Date.now()) / dayMs;
  return (
    <Group gap="xs" component="span">
      {format.date(at)}
      {days <= 90 && (
        <StatusBadge
          tone={days <= 7 ? "danger" : "warning"}
          label={days <= 0 ? t("connected.expired") : format.relative(at)}
        />
      )}
    </Group>
  );
}
