import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError, api, inWorkspace } from "../../../../api/client.ts";
import { whatsappKey } from "../../../../api/queries/integrations.ts";
import type { Connection } from "../../../../api/types.ts";
import { ErrorAlert } from "../../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../../shell/use-workspace.ts";

type Props = {
  onSaved: (connection: Connection) => void;
  onBack?: () => void;
  /** Replacing a token: this connection's, whose app secret is known. */
  replacing?: Connection;
};

/** Which field a refusal is about, so that it is marked there too. */
const fieldOf: Record<string, "appSecret" | "appId" | "wabaId"> = {
  meta_app_refused: "appSecret",
  meta_token_other_app: "appId",
  waba_not_found: "wabaId",
};

const isId = (text: string) => text.trim() === "" || /^\d{1,20}$/.test(text.trim());

/** Access token and app secret. The server tries them; every refusal comes back by name. */
export function TokenForm({ onSaved, onBack, replacing }: Props) {
  const { t } = useTranslation("native");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { accessToken: "", appSecret: "", appId: "", wabaId: "" },
    validate: {
      accessToken: (value) => (value.trim() ? null : t("token.needed")),
      appSecret: (value) => (value.trim() || replacing ? null : t("token.secretNeeded")),
      appId: (value) => (isId(value) ? null : t("token.idDigits")),
      wabaId: (value) => (isId(value) ? null : t("token.idDigits")),
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => {
      const given = Object.entries(values).map(([name, value]) => [name, value.trim()]);
      const body = Object.fromEntries(given.filter(([, value]) => value !== ""));
      const base = "/integrations/whatsapp/native/connections";
      return replacing
        ? api.put<Connection>(inWorkspace(slug, `${base}/${replacing.id}/token`), body)
        : api.post<Connection>(inWorkspace(slug, base), body);
    },
    onSuccess: async (connection) => {
      await queries.invalidateQueries({ queryKey: whatsappKey(slug) });
      onSaved(connection);
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) return;
      form.setFieldError(fieldOf[error.code] ?? "accessToken", t("integrations:credentials.seeBelow"));
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="sm">
        <PasswordInput
          label={t("token.accessToken")}
          description={t("token.accessTokenHelp")}
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore
          visibilityToggleButtonProps={{ "aria-label": t("token.show") }}
          {...form.getInputProps("accessToken")}
        />
        <PasswordInput
          label={t("token.appSecret")}
          description={replacing ? t("token.appSecretKept") : t("token.appSecretHelp")}
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore
          visibilityToggleButtonProps={{ "aria-label": t("token.showSecret") }}
          {...form.getInputProps("appSecret")}
        />
        {!replacing && (
          <details>
            <summary>
              <Text span size="sm" fw={550}>
                {t("token.more")}
              </Text>
            </summary>
            <Stack gap="sm" mt="sm">
              <TextInput
                label={t("token.appId")}
                description={t("token.appIdHelp")}
                inputMode="numeric"
                {...form.getInputProps("appId")}
              />
              <TextInput
                label={t("token.wabaId")}
                description={t("token.wabaIdHelp")}
                inputMode="numeric"
                {...form.getInputProps("wabaId")}
              />
            </Stack>
          </details>
        )}
        <ErrorAlert error={save.error} />
        <Group justify={onBack ? "space-between" : "flex-end"} mt="xs">
          {onBack && (
            <Button variant="default" onClick={onBack}>
              {t("common:back")}
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            {replacing ? t("token.replace") : t("token.connect")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
