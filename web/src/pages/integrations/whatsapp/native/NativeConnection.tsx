import { ActionIcon, Alert, Anchor, Menu, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle, IconDots, IconKey, IconPlugConnectedX, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Connection, WhatsAppBusinessGroup } from "../../../../api/types.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { useFormat } from "../../../../ui/format.ts";
import { ButtonLink } from "../../../../ui/links.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { StatusBadge } from "../../../../ui/StatusBadge.tsx";
import { paths } from "../../../../util/paths.ts";
import { BusinessGroup } from "../connected/AccountCard.tsx";
import { DisconnectModal } from "../connected/DisconnectModal.tsx";
import { ReplaceTokenModal } from "./ReplaceTokenModal.tsx";
import type { NativeState } from "./use-native-state.ts";

type Props = { connection: Connection; groups: WhatsAppBusinessGroup[]; state: NativeState };

/** One native connection: its WhatsApp Business groups, and its token when something is to be done about it. */
export function NativeConnection({ connection, groups, state }: Props) {
  const { t } = useTranslation("native");
  const format = useFormat();
  const workspace = useWorkspace();
  const [replacing, replaceModal] = useDisclosure(false);
  const [leaving, leaveModal] = useDisclosure(false);
  const failing = connection.state === "failing";
  const name = connection.keyName ?? t("connected.title");
  return (
    <Section
      title={t("connected.title")}
      description={
        connection.keyExpiresAt
          ? t("connected.expires", { date: format.date(connection.keyExpiresAt) })
          : t("connected.noExpiry")
      }
      actions={
        <>
          <StatusBadge
            tone={failing ? "danger" : "success"}
            label={t(`integrations:connected.states.${connection.state}`)}
          />
          <ButtonLink
            to={paths.connection(workspace.slug, connection.id)}
            variant="default"
            size="compact-sm"
          >
            {t("doctor:open")}
          </ButtonLink>
          {workspace.can("manage") && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" aria-label={t("connected.menu")}>
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconPlus size={16} aria-hidden />}
                  onClick={() => state.go("number", { connection: connection.id })}
                >
                  {t("connected.addNumber")}
                </Menu.Item>
                <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={replaceModal.open}>
                  {t("connected.replaceToken")}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconPlugConnectedX size={16} aria-hidden />}
                  onClick={leaveModal.open}
                >
                  {t("integrations:connected.disconnect")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <Stack gap="lg">
        {failing && <Failing connection={connection} onReplace={replaceModal.open} />}
        {groups.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("connected.noGroups")}
          </Text>
        )}
        {groups.map((group) => (
          <BusinessGroup key={group.id} group={group} />
        ))}
      </Stack>
      <ReplaceTokenModal connection={connection} opened={replacing} onClose={replaceModal.close} />
      {leaving && (
        <DisconnectModal connection={{ ...connection, accountName: name }} onClose={leaveModal.close} />
      )}
    </Section>
  );
}

function Failing({ connection, onReplace }: { connection: Connection; onReplace: () => void }) {
  const { t, i18n } = useTranslation("native");
  const workspace = useWorkspace();
  const reason = i18n.getResource(
    i18n.language,
    "reasons",
    (connection.stateReason ?? "").replaceAll(":", "_"),
  ) as { title: string; advice: string } | undefined;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={reason?.title ?? t("connected.failing.title")}
    >
      {t("connected.failing.message")}{" "}
      {workspace.can("manage") && (
        <Anchor component="button" size="sm" fw={550} onClick={onReplace}>
          {t("connected.replaceToken")}
        </Anchor>
      )}
    </Alert>
  );
}
