import { Button, Checkbox, Group, Modal, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import { apiKeyPermissionsQuery } from "../../api/queries/settings.ts";
import type { CreatedApiKey, NewApiKey } from "../../api/types.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { CreatedKey } from "./CreatedKey.tsx";

/** A new key: what it may do first, then the key itself, this once. */
export function NewApiKeyModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (values: NewApiKey) => api.post<CreatedApiKey>(inWorkspace(slug, "/api-keys"), values),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["api-keys", slug] });
      await queries.invalidateQueries({ queryKey: ["home", slug] });
    },
  });
  const created = create.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={created ? t("apiKeys.created.title") : t("apiKeys.create")}
      size="lg"
      // A click beside the window would lose a key that is shown only once.
      closeOnClickOutside={!created}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {created ? (
        <CreatedKey created={created} onClose={onClose} />
      ) : (
        <NewKeyForm
          error={create.error}
          loading={create.isPending}
          onSubmit={(values) => create.mutate(values)}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}

type FormProps = {
  error: unknown;
  loading: boolean;
  onSubmit: (values: NewApiKey) => void;
  onCancel: () => void;
};

function NewKeyForm({ error, loading, onSubmit, onCancel }: FormProps) {
  const { t } = useTranslation("settings");
  const { slug } = useWorkspace();
  const permissions = useQuery(apiKeyPermissionsQuery(slug));
  const form = useForm<NewApiKey>({
    initialValues: { name: "", permissions: [], allowedIps: [] },
    validate: {
      name: (value) => (value.trim() ? null : t("apiKeys.nameNeeded")),
      permissions: (value) => (value.length > 0 ? null : t("apiKeys.permissionsNeeded")),
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
        <Checkbox.Group label={t("apiKeys.permissions")} {...form.getInputProps("permissions")}>
          <Stack gap="xs" mt="xs">
            {permissions.data.map((name) => (
              <Checkbox
                key={name}
                value={name}
                label={name}
                description={t([
                  `apiKeys.about_permission.${name.replaceAll(".", "_")}`,
                  "apiKeys.about_permission.other",
                ])}
              />
            ))}
          </Stack>
        </Checkbox.Group>
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
            {t("apiKeys.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
