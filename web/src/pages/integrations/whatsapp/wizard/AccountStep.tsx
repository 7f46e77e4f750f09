import { Button, Group, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { Connection, WhatsAppIntegration } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
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
  const stored = integration.connections.filter((c) => c.provider === "infobip");
  const [withKey, setWithKey] = useState(stored.length === 0);
  const proceed = (connection: Connection) => state.go({ step: "signup", connection: connection.id });
  const back = () => state.go({ step: "start" });

  if (!withKey) {
    return (
      <Section title={t("account.chooseTitle")} description={t("account.chooseDescription")}>
        <Stack gap="xs">
          {stored.map((connection) => (
            <StoredAccount key={connection.id} connection={connection} onConfirmed={proceed} />
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

type StoredProps = { connection: Connection; onConfirmed: (connection: Connection) => void };

/** Every further number asks for the credentials again; the stored ones are tried, so that nobody has to look for them. */
function StoredAccount({ connection, onConfirmed }: StoredProps) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const confirm = useMutation({
    mutationFn: () =>
      api.post<Connection>(inWorkspace(slug, `/integrations/whatsapp/connections/${connection.id}/confirm`)),
    onSuccess: onConfirmed,
  });
  const format = useFormat();
  const expiry =
    connection.keyExpiresAt && t("account.expires", { date: format.date(connection.keyExpiresAt) });
  return (
    <>
      <Group className={classes.option} gap="sm">
        <IconKey size={20} stroke={1.6} aria-hidden />
        <div style={{ flex: "1 1 200px", minWidth: 0 }}>
          <Text size="sm" fw={550}>
            {connection.accountName ?? connection.baseUrl}
          </Text>
          <Text size="sm" c="dimmed">
            {[connection.keyName, expiry].filter(Boolean).join(" · ")}
          </Text>
        </div>
        <Button
          size="xs"
          ml="auto"
          loading={confirm.isPending}
          onClick={() => confirm.mutate()}
          aria-label={t("account.use", { name: connection.accountName })}
        >
          {t("account.useShort")}
        </Button>
      </Group>
      <ErrorAlert error={confirm.error}> {t("account.enterAgain")}</ErrorAlert>
    </>
  );
}
