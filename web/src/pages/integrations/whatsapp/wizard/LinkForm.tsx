import { Alert, Button, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, api, inWorkspace } from "../../../../api/client.ts";
import { sendersQuery } from "../../../../api/queries/integrations.ts";
import type { AccountSender, Connection, Signup } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { LoadError } from "../../../../components/LoadError.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import { ActionButton } from "../../../../ui/ActionButton.tsx";
import { EmptyState } from "../../../../ui/EmptyState.tsx";
import { useFormat } from "../../../../ui/format.ts";
import { RowsSkeleton } from "../../../../ui/Skeletons.tsx";
import type { WizardState } from "./use-wizard-state.ts";
import classes from "./Wizard.module.css";

const choosable = new Set(["linkable", "archived_here"]);

/** The second way in: a number that the Infobip account has already. No Meta app is needed. */
export function LinkForm({ connection, state }: { connection: Connection; state: WizardState }) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const query = useQuery(sendersQuery(slug, connection.id));
  const [phone, setPhone] = useState("");
  const [wabaId, setWabaId] = useState("");
  const link = useMutation({
    mutationFn: () =>
      api.post<Signup>(inWorkspace(slug, `/integrations/whatsapp/connections/${connection.id}/links`), {
        phone,
        displayName: query.data?.items.find((sender) => sender.phone === phone)?.displayName ?? undefined,
        ...(wabaId.trim() ? { wabaId: wabaId.trim() } : {}),
      }),
    onSuccess: (signup) => state.go({ step: "handover", connection: connection.id, signup: signup.id }),
  });
  if (query.error) return <LoadError error={query.error} onRetry={query.refetch} />;
  if (!query.data) return <RowsSkeleton />;
  const { items, listed } = query.data;
  const asksWaba =
    !listed ||
    (link.error instanceof ApiError && ["waba_id_needed", "waba_id_differs"].includes(link.error.code));
  const switchOff = t("link.switchOff", { returnObjects: true }) as string[];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        link.mutate();
      }}
    >
      <Stack gap="md" mt="md">
        {listed ? (
          <SenderList senders={items} value={phone} onChange={setPhone} />
        ) : (
          <TextInput
            label={t("link.phone")}
            description={t("link.phoneHelp")}
            placeholder="+55 11 93000-1234"
            inputMode="tel"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
        )}
        {asksWaba && (
          <TextInput
            label={t("link.waba")}
            description={t("link.wabaHelp")}
            inputMode="numeric"
            value={wabaId}
            onChange={(event) => setWabaId(event.currentTarget.value)}
          />
        )}
        <Alert
          role="note"
          color="yellow"
          icon={<IconAlertTriangle aria-hidden />}
          title={t("link.ownsTitle")}
        >
          <Text size="sm">{t("link.owns")}</Text>
          <ul className={classes.list}>
            {switchOff.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
        <ErrorAlert error={link.error} />
        <Group justify="space-between">
          <Button variant="default" onClick={() => state.go({ step: "account" })}>
            {t("common:back")}
          </Button>
          <ActionButton
            type="submit"
            loading={link.isPending}
            disabledReason={!phone.trim() && t("link.chooseFirst")}
          >
            {t("link.submit")}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  );
}

type ListProps = { senders: AccountSender[]; value: string; onChange: (phone: string) => void };

function SenderList({ senders, value, onChange }: ListProps) {
  const { t } = useTranslation("integrations");
  const format = useFormat();
  if (senders.length === 0) return <EmptyState compact title={t("link.none")} />;
  return (
    <Radio.Group label={t("link.choose")} value={value} onChange={onChange} name="sender">
      <Stack gap="xs" mt="xs">
        {senders.map((sender) => {
          const free = choosable.has(sender.state);
          const name = [sender.displayName, format.phone(sender.phone)].filter(Boolean).join(" · ");
          return (
            <Radio.Card
              key={sender.phone}
              value={sender.phone}
              className={classes.option}
              disabled={!free}
              aria-label={name}
            >
              <Group wrap="nowrap" gap="sm">
                <Radio.Indicator disabled={!free} />
                <div style={{ minWidth: 0 }}>
                  <Text size="sm" fw={550} c={free ? undefined : "dimmed"}>
                    {name}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {t(`link.states.${sender.state}`)}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          );
        })}
      </Stack>
    </Radio.Group>
  );
}
