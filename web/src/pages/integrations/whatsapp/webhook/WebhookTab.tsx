import { Alert, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { Section } from "../../../../ui/Section.tsx";
import { ReceiverCard } from "./ReceiverCard.tsx";
import { ReceiverForm } from "./ReceiverForm.tsx";
import { ReceiverSecrets } from "./ReceiverSecrets.tsx";
import type { ConnectedReceiver } from "./receiver.ts";

/** Receivers of the operator's that messages are posted to, and connecting another. */
export function WebhookTab({ integration }: { integration: WhatsAppIntegration }) {
  const { t } = useTranslation("receiver");
  const workspace = useWorkspace();
  const [connected, setConnected] = useState<ConnectedReceiver | null>(null);
  const receivers = integration.connections.filter(
    (connection) => connection.provider === "webhook" && connection.state !== "disconnected",
  );
  return (
    <Stack gap="md">
      {connected && <ReceiverSecrets receiver={connected} onDone={() => setConnected(null)} />}
      {receivers.map((connection) => (
        <ReceiverCard
          key={connection.id}
          connection={connection}
          groups={integration.groups.filter((group) => group.connectionId === connection.id)}
        />
      ))}
      <Section title={receivers.length > 0 ? t("another") : t("title")} description={t("about")}>
        {workspace.can("manage") ? (
          <ReceiverForm onConnected={setConnected} />
        ) : (
          <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />}>
            <Text size="sm">{t("forbidden")}</Text>
          </Alert>
        )}
      </Section>
    </Stack>
  );
}
