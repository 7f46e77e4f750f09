import { Button, Group, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { apiKeyPermissionsQuery } from "../../api/queries/settings.ts";
import type { NewApiKey } from "../../api/types.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { badRange } from "./ip-range.ts";
import { PermissionPicker } from "./PermissionPicker.tsx";

type Props = {
  initial: NewApiKey;
  submitLabel: string;
  error: unknown;
  loading: boolean;
  onSubmit: (values: NewApiKey) => void;
  onCancel: () => void;
};

/** Name, permissions and addresses of a key, for a new one and for one in use. */
export function ApiKeyForm({ initial, submitLabel, error, loading, onSubmit, onCancel }: Props) {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  const permissions = useQuery(apiKeyPermissionsQuery(slug));
  const form = useForm<NewApiKey>({
    initialValues: initial,
    validate: {
      name: (value) => (value.trim() ? null : t("apiKeys.nameNeeded")),
      permissions: (value) => (value.length > 0 ? null : t("apiKeys.permissionsNeeded")),
      allowedIps: (value) => {
        const entry = value.find(badRange);
        return entry === undefined ? null : t("apiKeys.badIp", { entry });
      },
    },
  });
  if (permissions.error) return <LoadError error={permissions.error} onRetry={permissions.refetch} compact />;
  if (!permissions.data) return <CardSkeleton height={280} />;
  return (
    <form onSubmit={form.onSubmit((values) => onSubmit({ ...values, name: values.name.trim() }))} noValidate>
      <Stack gap="md">
        <TextInput
          label={t("apiKeys.name")}
          description={t("apiKeys.nameHelp")}
          maxLength={100}
          data-autofocus
          {...form.getInputProps("name")}
        />
        <PermissionPicker
          all={permissions.data}
          value={form.values.permissions}
          error={form.errors.permissions}
          onChange={(names) => form.setFieldValue("permissions", names)}
        />
        <TagsInput
          label={t("apiKeys.ips")}
          description={t("apiKeys.ipsHelp")}
          clearable
          clearButtonProps={{ "aria-label": t("apiKeys.clearIps") }}
          splitChars={[",", " ", ";"]}
          acceptValueOnBlur
          {...form.getInputProps("allowedIps")}
        />
        <ErrorAlert error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={loading}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
