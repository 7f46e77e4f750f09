import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError, api, inWorkspace } from "../../../../api/client.ts";
import { whatsappKey } from "../../../../api/queries/integrations.ts";
import type { Connection } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";

type Props = {
  onConnected: (connection: Connection) => void;
  onBack?: () => void;
  /** The connection whose key it replaces: only a key of the same account will do. */
  replaces?: Connection;
  submitLabel?: string;
};

/** Which field a refusal is about, so that it is marked there too. */
const aboutBaseUrl = new Set(["infobip_host_not_allowed", "infobip_unreachable"]);

/** "abc.api.infobip.com/" → "https://abc.api.infobip.com": people paste it with and without. */
function tidyUrl(text: string): string {
  const trimmed = text.trim().replace(/\/+$/, "");
  return trimmed === "" || /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
}

/** API key and base URL of an Infobip account. The server tries the key; every refusal comes back by name. */
export function CredentialsForm({ onConnected, onBack, replaces, submitLabel }: Props) {
  const { t } = useTranslation("integrations");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { apiKey: "", baseUrl: replaces?.baseUrl ?? "" },
    validate: {
      apiKey: (value) => (value.trim() ? null : t("credentials.apiKeyNeeded")),
      baseUrl: (value) => (URL.canParse(tidyUrl(value)) ? null : t("credentials.baseUrlNeeded")),
    },
  });
  const connect = useMutation({
    mutationFn: (values: typeof form.values) => {
      const key = { apiKey: values.apiKey.trim(), baseUrl: tidyUrl(values.baseUrl) };
      const path = inWorkspace(slug, "/integrations/whatsapp/connections");
      return replaces
        ? api.put<Connection>(`${path}/${replaces.id}/key`, key)
        : api.post<Connection>(path, { provider: "infobip", ...key });
    },
    onSuccess: async (connection) => {
      await queries.invalidateQueries({ queryKey: whatsappKey(slug) });
      onConnected(connection);
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) return;
      form.setFieldError(aboutBaseUrl.has(error.code) ? "baseUrl" : "apiKey", t("credentials.seeBelow"));
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => connect.mutate(values))} noValidate>
      <Stack gap="sm">
        <PasswordInput
          label={t("credentials.apiKey")}
          description={t("credentials.apiKeyHelp")}
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore
          visibilityToggleButtonProps={{ "aria-label": t("credentials.showKey") }}
          {...form.getInputProps("apiKey")}
        />
        <TextInput
          label={t("credentials.baseUrl")}
          description={t("credentials.baseUrlHelp")}
          placeholder="https://xxxxx.api.infobip.com"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps("baseUrl")}
        />
        <ErrorAlert error={connect.error} />
        <Group justify={onBack ? "space-between" : "flex-end"} mt="xs">
          {onBack && (
            <Button variant="default" onClick={onBack}>
              {t("common:back")}
            </Button>
          )}
          <Button type="submit" loading={connect.isPending}>
            {submitLabel ?? t("credentials.connect")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
