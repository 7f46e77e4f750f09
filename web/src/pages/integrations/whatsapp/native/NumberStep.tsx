import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { EmptyState } from "../../../../ui/EmptyState.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { Section } from "../../../../ui/Section.tsx";
import { CardSkeleton } from "../../../../ui/Skeletons.tsx";
import classes from "../wizard/Wizard.module.css";
import { NumberForm } from "./NumberForm.tsx";
import { sendersQuery } from "./queries.ts";
import type { AccountSender, NativeSignup } from "./types.ts";
import type { NativeState } from "./use-native-state.ts";

export type NumberChoice = { phone: string; wabaId: string; phoneNumberId: string };

/** The numbers that the access token reaches; one is linked at a time. */
export function NumberStep({ connectionId, state }: { connectionId: string; state: NativeState }) {
  const { t } = useTranslation("native");
  const { slug } = useWorkspace();
  const query = useQuery(sendersQuery(slug, connectionId));
  const link = useMutation({
    mutationFn: (choice: NumberChoice) =>
      api.post<NativeSignup>(
        inWorkspace(slug, `/integrations/whatsapp/connections/${connectionId}/links`),
        choice,
      ),
    onSuccess: (signup) => state.go("handover", { connection: connectionId, signup: signup.id }),
  });
  if (!query.data) {
    if (query.error) return <LoadError error={query.error} onRetry={query.refetch} />;
    return <CardSkeleton height={240} />;
  }
  const { items, listed } = query.data;
  return (
    <Section
      title={t("number.title")}
      description={listed ? t("number.description") : t("number.typed")}
      actions={
        listed && (
          <Button variant="default" size="xs" loading={query.isFetching} onClick={() => query.refetch()}>
            {t("number.refresh")}
          </Button>
        )
      }
    >
      <Stack gap="xs">
        {listed && items.length === 0 && (
          <EmptyState compact icon={IconPhone} title={t("number.none.title")}>
            {t("number.none.message")}
          </EmptyState>
        )}
        {items.map((sender) => (
          <SenderRow
            key={`${sender.wabaId}-${sender.phone}`}
            sender={sender}
            busy={link.isPending}
            onChoose={(choice) => link.mutate(choice)}
          />
        ))}
        {!listed && <NumberForm busy={link.isPending} onChoose={(choice) => link.mutate(choice)} />}
        <ErrorAlert error={link.error} />
      </Stack>
    </Section>
  );
}

type RowProps = { sender: AccountSender; busy: boolean; onChoose: (choice: NumberChoice) => void };

function SenderRow({ sender, busy, onChoose }: RowProps) {
  const { t, i18n } = useTranslation("native");
  const format = useFormat();
  const { phone, wabaId, phoneNumberId, displayName, status, state } = sender;
  const free = state === "linkable" || state === "archived_here";
  const statusKey = `integrations:numbers.statuses.${status}`;
  const facts = [
    format.phone(phone),
    i18n.exists(statusKey) ? t(statusKey) : status,
    wabaId && t("number.waba", { wabaId }),
  ];
  const choose = () => {
    if (wabaId && phoneNumberId) onChoose({ phone, wabaId, phoneNumberId });
  };
  return (
    <Group className={classes.option} gap="sm" wrap="nowrap">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={550}>
          {displayName ?? format.phone(phone)}
        </Text>
        <Text size="sm" c="dimmed">
          {facts.filter(Boolean).join(" · ")}
        </Text>
      </div>
      <ActionButton
        size="xs"
        disabledReason={!free && t(`number.states.${state}`)}
        loading={busy}
        onClick={choose}
        aria-label={t("number.chooseNamed", { phone: format.phone(phone) })}
      >
        {t("number.choose")}
      </ActionButton>
    </Group>
  );
}
