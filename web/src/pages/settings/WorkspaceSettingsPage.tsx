import { Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import { meQuery } from "../../api/queries/common.ts";
import { settingsQuery } from "../../api/queries/settings.ts";
import type { WorkspaceSettings } from "../../api/types.ts";
import { useCountryOptions } from "../../components/country-options.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { LoadError } from "../../components/LoadError.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { notifyDone } from "../../ui/notify.ts";
import { Section } from "../../ui/Section.tsx";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { SettingsFrame } from "./SettingsFrame.tsx";

export function WorkspaceSettingsPage() {
  const { slug } = useWorkspace();
  const query = useQuery(settingsQuery(slug));
  return (
    <SettingsFrame>
      {query.data ? (
        <SettingsForm settings={query.data} />
      ) : query.error ? (
        <LoadError error={query.error} onRetry={query.refetch} />
      ) : (
        <CardSkeleton height={320} />
      )}
    </SettingsFrame>
  );
}

function SettingsForm({ settings }: { settings: WorkspaceSettings }) {
  const { t } = useTranslation("settings");
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const countries = useCountryOptions();
  const timeZones = useMemo(
    () => [...new Set(["UTC", settings.timeZone, ...Intl.supportedValuesOf("timeZone")])],
    [settings],
  );
  const form = useForm<WorkspaceSettings>({
    initialValues: settings,
    validate: { name: (value) => (value.trim() ? null : t("workspace.nameNeeded")) },
  });
  const save = useMutation({
    mutationFn: (values: WorkspaceSettings) =>
      api.patch<WorkspaceSettings>(inWorkspace(workspace.slug, "/settings"), {
        ...values,
        name: values.name.trim(),
      }),
    onSuccess: async (saved) => {
      form.setInitialValues(saved);
      form.setValues(saved);
      notifyDone(t("common:saved"));
      queries.setQueryData(settingsQuery(workspace.slug).queryKey, saved);
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const readOnly = !workspace.can("manage");
  const why = readOnly ? t("common:readOnly") : !form.isDirty() && t("workspace.nothingChanged");
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate style={{ maxWidth: 640 }}>
      <Section title={t("pages.workspace")}>
        <Stack gap="md">
          <TextInput
            label={t("workspace.name")}
            description={t("workspace.nameHelp")}
            readOnly={readOnly}
            maxLength={200}
            {...form.getInputProps("name")}
          />
          <Select
            label={t("workspace.timeZone")}
            description={t("workspace.timeZoneHelp")}
            data={timeZones}
            searchable
            allowDeselect={false}
            readOnly={readOnly}
            nothingFoundMessage={t("common:noMatches.title")}
            {...form.getInputProps("timeZone")}
          />
          <Select
            label={t("workspace.defaultCountry")}
            description={t("workspace.defaultCountryHelp")}
            data={countries}
            searchable
            allowDeselect={false}
            readOnly={readOnly}
            nothingFoundMessage={t("common:noMatches.title")}
            {...form.getInputProps("defaultCountry")}
          />
          <Select
            label={t("workspace.unconfirmedSends")}
            description={t("workspace.unconfirmedSendsHelp")}
            data={(["fail", "resend"] as const).map((value) => ({
              value,
              label: t(`workspace.unconfirmedSendsChoice.${value}`),
            }))}
            allowDeselect={false}
            readOnly={readOnly}
            {...form.getInputProps("unconfirmedSends")}
          />
          <ErrorAlert error={save.error} />
          <Group justify="flex-end">
            <ActionButton type="submit" loading={save.isPending} disabledReason={why}>
              {t("common:save")}
            </ActionButton>
          </Group>
        </Stack>
      </Section>
    </form>
  );
}
