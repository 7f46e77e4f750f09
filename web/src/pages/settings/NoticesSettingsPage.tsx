import { Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { LoadError } from "../../components/LoadError.tsx";
import { noticeSettingsQuery } from "../../components/notices/queries.ts";
import type { NoticeSettings } from "../../components/notices/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ForbiddenState } from "../../ui/ForbiddenState.tsx";
import { notifyDone } from "../../ui/notify.ts";
import { CardSkeleton } from "../../ui/Skeletons.tsx";
import { EmailSection } from "./NoticesEmailSection.tsx";
import { WebhookSection } from "./NoticesWebhookSection.tsx";
import { type NoticeForm, toChange, toForm } from "./notices-form.ts";
import { SettingsFrame } from "./SettingsFrame.tsx";

/** Who is told of notices besides the dashboard. */
export function NoticesSettingsPage() {
  const workspace = useWorkspace();
  const allowed = workspace.can("manage");
  const query = useQuery({ ...noticeSettingsQuery(workspace.slug), enabled: allowed });
  return (
    <SettingsFrame>
      {!allowed ? (
        <ForbiddenState />
      ) : query.data ? (
        <SettingsForm settings={query.data} />
      ) : query.error ? (
        <LoadError error={query.error} onRetry={query.refetch} />
      ) : (
        <CardSkeleton height={320} />
      )}
    </SettingsFrame>
  );
}

function SettingsForm({ settings }: { settings: NoticeSettings }) {
  const { t } = useTranslation("notices");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<NoticeForm>({
    initialValues: toForm(settings),
    validate: {
      emails: (emails) => {
        const wrong = emails.find((email) => !/^\S+@\S+\.\S+$/.test(email));
        return wrong ? t("settingsPage.emailInvalid", { email: wrong }) : null;
      },
      webhookUrl: (url) =>
        url.trim() && !/^https?:\/\/\S+$/.test(url.trim()) ? t("settingsPage.webhookInvalid") : null,
    },
  });
  const save = useMutation({
    mutationFn: ({ values, renewSecret }: { values: NoticeForm; renewSecret: boolean }) =>
      api.put<NoticeSettings>(inWorkspace(slug, "/notices/settings"), toChange(values, renewSecret)),
    onSuccess: (saved) => {
      form.setInitialValues(toForm(saved));
      form.setValues(toForm(saved));
      setSecret(saved.webhookSecret);
      queries.setQueryData(noticeSettingsQuery(slug).queryKey, { ...saved, webhookSecret: null });
      notifyDone(t("common:saved"));
    },
  });
  const submit = (renewSecret: boolean) => form.onSubmit((values) => save.mutate({ values, renewSecret }))();
  const parts = { form, settings, saving: save.isPending, onSave: () => submit(false) };
  return (
    <Stack gap="md" maw={720}>
      <ErrorAlert error={save.error} />
      <EmailSection {...parts} />
      <WebhookSection {...parts} secret={secret} onRenewSecret={() => submit(true)} />
    </Stack>
  );
}
