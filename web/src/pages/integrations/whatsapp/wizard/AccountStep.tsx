import { Button, Group, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Connection, WhatsAppIntegration } from "../../../../api/types.ts";
import { useFormat } from "../../../../ui/format.ts";
import { Section } from "../../../../ui/Section.tsx";
import { CredentialsForm } from "./CredentialsForm.tsx";
import { CredentialsHelp } from "./CredentialsHelp.tsx";
import type { WizardState } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

/** The Infobip account that pays for the messages: one that is connected already, or a key for another. */
export function AccountStep({
  integration,
  state,
}: {
  integration: WhatsAppIntegration;
  state: WizardState;
}) {
  const { t } = useTranslation("integrations");
  const stored = integration.connections.filter((c) => c.provider === "infobip" && c.state === "ready");
  const [withKey, setWithKey] = useState(stored.length === 0);
  const proceed = (connection: Connection) => state.go({ step: "signup", connection: connection.id });
  const back = () => state.go({ step: "start" });

  if (!withKey) {
    return (
      <Section title={t("account.chooseTitle")} description={t("account.chooseDescription")}>
        <Stack gap="xs">
          {stored.map((connection) => (
            <StoredAccount key={connection.id} connection={connection} onChoose={() => proceed(connection)} />
          ))}
        </Stack>
        <Group justify="space-between" mt="lg">
          <Button variant="default" onClick={back}>
            {t("common:back")}
          </Button>
          <Button variant="default" onClick={() => setWithKey(true)}>
            {t("account.another")}
          </Button>
        </Group>
      </Section>
    );
  }
  return (
    <Stack gap="md">
      <Section title={t("account.title")} description={t("account.description")}>
        <CredentialsForm onConnected={proceed} onBack={back} />
      </Section>
      <CredentialsHelp portalUrl={integration.hints.infobipPortalUrl} />
    </Stack>
  );
}

function StoredAccount({ connection, onChoose }: { connection: Connection; onChoose: () => void }) {
  const { t } = useTranslation("integrations");
  const format = useFormat();
  const expiry =
    connection.keyExpiresAt && t("account.expires", { date: format.date(connection.keyExpiresAt) });
  return (
    <Group className={classes.option} gap="sm" wrap="nowrap">
      <IconKey size={20} stroke={1.6} aria-hidden />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={550}>
          {connection.accountName ?? connection.baseUrl}
        </Text>
        <Text size="sm" c="dimmed">
          {[connection.keyName, expiry].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <Button size="xs" onClick={onChoose} aria-label={t("account.use", { name: connection.accountName })}>
        {t("account.useShort")}
      </Button>
    </Group>
  );
}
