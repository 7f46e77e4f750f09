import { ActionIcon, Alert, Anchor, Group, Menu, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle, IconDots, IconKey, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Connection, WhatsAppBusinessGroup } from "../../../../api/types.ts";
import { useProviderText } from "../../../../components/notices/use-provider-text.ts";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ButtonLink } from "../../../../ui/links.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { StatusBadge } from "../../../../ui/StatusBadge.tsx";
import { paths } from "../../../../util/paths.ts";
import { AccountFacts } from "./AccountFacts.tsx";
import { DisconnectModal } from "./DisconnectModal.tsx";
import { NumbersTable } from "./NumbersTable.tsx";
import { ReplaceKeyModal } from "./ReplaceKeyModal.tsx";

type Props = { connection: Connection; groups: WhatsAppBusinessGroup[] };

/** One Infobip account: its key, and the WhatsApp Business groups that send through it. */
export function AccountCard({ connection, groups }: Props) {
  const { t } = useTranslation("integrations");
  const providerText = useProviderText();
  const workspace = useWorkspace();
  const [replacing, replaceModal] = useDisclosure(false);
  const [leaving, leaveModal] = useDisclosure(false);
  const name = connection.accountName ?? connection.baseUrl ?? "Infobip";
  const failing = connection.state === "failing";
  return (
    <Section
      title={name}
      description={t("connected.account")}
      actions={
        <>
          <StatusBadge
            tone={failing ? "danger" : "success"}
            label={t(`connected.states.${connection.state}`)}
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
                <ActionIcon variant="subtle" color="gray" aria-label={t("connected.menu", { name })}>
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={replaceModal.open}>
                  {t("connected.replaceKey")}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconPlugConnectedX size={16} aria-hidden />}
                  onClick={leaveModal.open}
                >
                  {t("connected.disconnect")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <Stack gap="lg">
        {failing && (
          <Alert
            role="alert"
            color="red"
            icon={<IconAlertTriangle aria-hidden />}
            title={t("connected.failing.title")}
          >
            {providerText(connection.stateReason, null)} {t("connected.failing.message")}{" "}
            {workspace.can("manage") && (
              <Anchor component="button" size="sm" fw={550} onClick={replaceModal.open}>
                {t("connected.replaceKey")}
              </Anchor>
            )}
          </Alert>
        )}
        <AccountFacts connection={connection} />
        {groups.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("connected.noGroups")}
          </Text>
        )}
        {groups.map((group) => (
          <BusinessGroup key={group.id} group={group} />
        ))}
      </Stack>
      <ReplaceKeyModal connection={connection} opened={replacing} onClose={replaceModal.close} />
      {leaving && <DisconnectModal connection={connection} onClose={leaveModal.close} />}
    </Section>
  );
}

/** A WhatsApp Business group; with an account name and base URL it is BYO, without it is native. */
export function BusinessGroup({ group }: { group: WhatsAppBusinessGroup }) {
  const { t } = useTranslation("integrations");
  return (
    <div>
      <Group gap="xs" mb="xs">
        <Text fw={600} size="sm" component="h3" m={0}>
          {group.name ?? group.wabaId}
        </Text>
        <Text size="xs" c="dimmed">
          {t("connected.group", { wabaId: group.wabaId })}
        </Text>
      </Group>
      <NumbersTable
        numbers={group.subscriptionGroups}
        label={t("connected.numbersOf", { name: group.name ?? group.wabaId })}
      />
    </div>
  );
}
