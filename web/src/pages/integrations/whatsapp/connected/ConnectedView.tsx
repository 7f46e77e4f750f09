import { Group, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../../api/types.ts";
import { SyncTemplatesButton } from "../../../../components/SyncTemplatesButton.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { useUrlState } from "../../../../util/search.ts";
import { AccountCard } from "./AccountCard.tsx";
import { ArchivedNumbers } from "./ArchivedNumbers.tsx";

/** What is connected: each Infobip account with its WhatsApp Business groups and their numbers. */
export function ConnectedView({ integration }: { integration: WhatsAppIntegration }) {
  const { t } = useTranslation("integrations");
  const workspace = useWorkspace();
  const [, setSearch] = useUrlState();
  const accounts = integration.connections.filter((c) => c.provider === "infobip");
  const readOnly = t("common:readOnly");
  return (
    <Stack gap="md">
      <Group justify="flex-end" gap="xs">
        <SyncTemplatesButton />
        <ActionButton
          leftSection={<IconPlus size={16} aria-hidden />}
          disabledReason={!workspace.can("manage") && readOnly}
          onClick={() => setSearch({ step: "start" })}
        >
          {t("connected.addNumber")}
        </ActionButton>
      </Group>
      {accounts.map((connection) => (
        <AccountCard
          key={connection.id}
          connection={connection}
          groups={integration.groups.filter((group) => group.connectionId === connection.id)}
        />
      ))}
      <ArchivedNumbers numbers={integration.archived.filter((number) => number.provider === "infobip")} />
    </Stack>
  );
}
