import { Alert, Button, Code, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Connection, WhatsAppBusinessGroup } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { Section } from "../../../../ui/Section.tsx";
import { StatusBadge } from "../../../../ui/StatusBadge.tsx";
import { DisconnectModal } from "../connected/DisconnectModal.tsx";
import { NumbersTable } from "../connected/NumbersTable.tsx";

type Props = { connection: Connection; groups: WhatsAppBusinessGroup[] };

/** One receiver: where it is, whether it takes messages, the number it speaks for. */
export function ReceiverCard({ connection, groups }: Props) {
  const { t } = useTranslation("receiver");
  const workspace = useWorkspace();
  const [leaving, leaveModal] = useDisclosure(false);
  const failing = connection.state === "failing";
  const name = groups[0]?.name ?? connection.accountName ?? t("title");
  const numbers = groups.flatMap((group) => group.subscriptionGroups);
  return (
    <Section
      title={name}
      description={
        <Code style={{ overflowWrap: "anywhere" }}>{connection.baseUrl ?? connection.accountName}</Code>
      }
      actions={
        <>
          <StatusBadge
            tone={failing ? "danger" : "success"}
            label={t(failing ? "state.failing" : "state.ready")}
          />
          {workspace.can("manage") && (
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              leftSection={<IconPlugConnectedX size={16} aria-hidden />}
              onClick={leaveModal.open}
            >
              {t("disconnect")}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="md">
        {failing && <Failing reason={connection.stateReason} />}
        {numbers.length > 0 ? (
          <NumbersTable numbers={numbers} label={t("numbersOf", { name })} />
        ) : (
          <Text size="sm" c="dimmed">
            {t("noNumbers")}
          </Text>
        )}
      </Stack>
      {leaving && <DisconnectModal connection={connection} onClose={leaveModal.close} />}
    </Section>
  );
}

function Failing({ reason }: { reason: string | null }) {
  const { t, i18n } = useTranslation("receiver");
  const key = `failing.reasons.${reason?.replace("webhook:", "")}`;
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={t("failing.title")}>
      <Text size="sm">
        {i18n.exists(`receiver:${key}`) && `${t(key)} `}
        {t("failing.message")}
      </Text>
    </Alert>
  );
}
