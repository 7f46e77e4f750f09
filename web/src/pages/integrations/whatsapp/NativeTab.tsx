import { Group, Stack, Text } from "@mantine/core";
import { IconBrandWhatsapp, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { WhatsAppIntegration } from "../../../api/types.ts";
import { SyncTemplatesButton } from "../../../components/SyncTemplatesButton.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ForbiddenState } from "../../../ui/ForbiddenState.tsx";
import { Section } from "../../../ui/Section.tsx";
import { Comparison } from "./native/Comparison.tsx";
import { NativeConnection } from "./native/NativeConnection.tsx";
import { NativeWizard } from "./native/NativeWizard.tsx";
import { useNativeState } from "./native/use-native-state.ts";

/** The wizard while a number is being connected; else what is connected natively, and how that differs from BYO. */
export function NativeTab({ integration }: { integration: WhatsAppIntegration }) {
  const { t } = useTranslation("native");
  const workspace = useWorkspace();
  const state = useNativeState();
  const connections = integration.connections.filter(({ provider }) => provider === "meta");
  if (state.step) {
    if (!workspace.can("manage")) return <ForbiddenState />;
    return <NativeWizard integration={integration} state={state} />;
  }
  const connect = (
    <ActionButton
      leftSection={<IconPlus size={16} aria-hidden />}
      disabledReason={!workspace.can("manage") && t("common:readOnly")}
      onClick={() => state.go("start")}
    >
      {t("connect")}
    </ActionButton>
  );
  return (
    <Stack gap="md">
      {connections.length === 0 ? (
        <Section title={t("integrations:native.groupsTitle")} description={t("integrations:native.about")}>
          <EmptyState compact icon={IconBrandWhatsapp} title={t("none.title")} action={connect}>
            {t("none.message")}
          </EmptyState>
        </Section>
      ) : (
        <>
          <Group justify="flex-end" gap="xs">
            <SyncTemplatesButton />
            {connect}
          </Group>
          {connections.map((connection) => (
            <NativeConnection
              key={connection.id}
              connection={connection}
              groups={integration.groups.filter((group) => group.connectionId === connection.id)}
              state={state}
            />
          ))}
        </>
      )}
      <Section title={t("integrations:native.compareTitle")}>
        <Comparison />
        <Text size="sm" c="dimmed" mt="sm">
          {t("integrations:native.move")}
        </Text>
      </Section>
    </Stack>
  );
}
