import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../../../api/client.ts";
import { whatsappKey } from "../../../../api/queries/integrations.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";
import type { ConnectedReceiver, NewReceiver } from "./receiver.ts";

/** Address, number and name of a receiver. */
export function ReceiverForm({ onConnected }: { onConnected: (receiver: ConnectedReceiver) => void }) {
  const { t } = useTranslation("receiver");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const form = useForm<NewReceiver>({
    initialValues: { url: "", phone: "", displayName: "" },
    validate: {
      url: (value) => (/^https?:\/\/\S+$/i.test(value.trim()) ? null : t("form.urlNeeded")),
      phone: (value) => (value.replace(/\D/g, "").length >= 8 ? null : t("form.phoneNeeded")),
      displayName: (value) => (value.trim() ? null : t("form.nameNeeded")),
    },
  });
  const connect = useMutation({
    mutationFn: (values: NewReceiver) =>
      api.post<ConnectedReceiver>(inWorkspace(slug, "/integrations/whatsapp/webhook/connections"), {
        url: values.url.trim(),
        phone: values.phone.trim(),
        displayName: values.displayName.trim(),
      }),
    onSuccess: async (receiver) => {
      onConnected(receiver);
      form.reset();
      await queries.invalidateQueries({ queryKey: whatsappKey(slug) });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => connect.mutate(values))} noValidate>
      <Stack gap="sm" maw={560}>
        <TextInput
          label={t("form.url")}
          description={t("form.urlHelp")}
          placeholder="https://receiver.example/ponte"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps("url")}
        />
        <TextInput
          label={t("form.phone")}
          description={t("form.phoneHelp")}
          placeholder="+55 11 3000-1000"
          inputMode="tel"
          autoComplete="off"
          {...form.getInputProps("phone")}
        />
        <TextInput
          label={t("form.name")}
          description={t("form.nameHelp")}
          maxLength={100}
          autoComplete="off"
          {...form.getInputProps("displayName")}
        />
        <ErrorAlert error={connect.error} />
        <Group justify="flex-end" mt="xs">
          <Button type="submit" loading={connect.isPending}>
            {t("form.connect")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
