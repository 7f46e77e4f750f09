import { Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../../api/client.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { notifyDone } from "../../../../ui/notify.ts";
import { RelativeTime } from "../../../../ui/RelativeTime.tsx";
import { Section } from "../../../../ui/Section.tsx";
import { connectionPath, healthKey } from "./queries.ts";
import { Sparkline } from "./Sparkline.tsx";
import type { ConnectionHealth } from "./types.ts";

/** What is left in the account, how it went, and below what people are told. */
export function BalanceCard({ health }: { health: ConnectionHealth }) {
  const { t } = useTranslation("doctor");
  const format = useFormat();
  const { balance, balanceHistory } = health;
  const values = balanceHistory.map(({ amount }) => Number(amount));
  return (
    <Section title={t("balance.title")}>
      <Stack gap="sm">
        {balance ? (
          <div>
            <Text fz={24} fw={650} lh={1.2} style={{ fontVariantNumeric: "tabular-nums" }}>
              {format.money(balance.amount, balance.currency)}
            </Text>
            <Text size="xs" c="dimmed">
              {t("balance.left")} · <RelativeTime at={balance.at} />
            </Text>
          </div>
        ) : (
          <Text size="sm" c="dimmed">
            {t("balance.untold")}
          </Text>
        )}
        {balance && values.length > 2 && (
          <Sparkline
            values={values}
            label={t("balance.history", {
              from: format.money(values[0] ?? 0, balance.currency),
              to: format.money(values.at(-1) ?? 0, balance.currency),
            })}
          />
        )}
        {balance && <AlertForm key={health.balanceAlert} health={health} currency={balance.currency} />}
      </Stack>
    </Section>
  );
}

function AlertForm({ health, currency }: { health: ConnectionHealth; currency: string }) {
  const { t } = useTranslation("doctor");
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const stored = health.balanceAlert === null ? "" : String(Number(health.balanceAlert));
  const [text, setText] = useState(stored);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (balanceAlert: string | null) =>
      api.patch(connectionPath(workspace.slug, health.id), { balanceAlert }),
    onSuccess: async () => {
      notifyDone(t("balance.saved"));
      await queries.invalidateQueries({ queryKey: healthKey(workspace.slug, health.id) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A comma is how most of the world writes it.
    const amount = text.trim().replace(",", ".");
    const valid = amount === "" || (/^\d{1,11}(\.\d{1,4})?$/.test(amount) && Number(amount) > 0);
    setWrong(valid ? null : t("balance.invalid"));
    if (valid) save.mutate(amount || null);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          label={t("balance.alert")}
          description={t("balance.alertHelp")}
          inputMode="decimal"
          rightSection={<Text size="xs">{currency}</Text>}
          rightSectionWidth={48}
          readOnly={!workspace.can("manage")}
          value={text}
          error={wrong}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ActionButton
          type="submit"
          variant="default"
          mt={44}
          loading={save.isPending}
          disabledReason={
            workspace.can("manage") ? text === stored && t("common:saved") : t("common:readOnly")
          }
        >
          {t("common:save")}
        </ActionButton>
      </Group>
      <ErrorAlert error={save.error} />
    </form>
  );
}
