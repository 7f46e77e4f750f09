import { Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, inWorkspace } from "../../api/client.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import type { NoticeSettings } from "../../components/notices/types.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { useFormat } from "../../ui/format.ts";
import { notifyDone } from "../../ui/notify.ts";

/** How it went lately on one of the two roads. */
export function DeliveryHealth({ health }: { health: NoticeSettings["email"] }) {
  const { t } = useTranslation("notices");
  const format = useFormat();
  if (health.error)
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="status">
        {t("settingsPage.lastError", { error: health.error })}
      </Text>
    );
  if (!health.lastSentAt) return null;
  return (
    <Text size="sm" c="dimmed">
      {t("settingsPage.lastSent", { when: format.relative(health.lastSentAt) })}
    </Text>
  );
}

type Props = {
  channel: "email" | "webhook";
  done: string;
  testBlocked: string | false;
  dirty: boolean;
  saving: boolean;
  onSave: () => void;
};

/** A test on the saved settings, and the button that saves them. */
export function SectionActions({ channel, done, testBlocked, dirty, saving, onSave }: Props) {
  const { t } = useTranslation("notices");
  const { slug } = useWorkspace();
  const test = useMutation({
    mutationFn: () => api.post(inWorkspace(slug, "/notices/settings/test"), { channel }),
    onSuccess: () => notifyDone(done),
  });
  return (
    <>
      <ErrorAlert error={test.error} />
      <Group justify="flex-end" gap="xs">
        <ActionButton
          variant="default"
          loading={test.isPending}
          disabledReason={testBlocked || (dirty && t("settingsPage.saveFirst"))}
          onClick={() => test.mutate()}
        >
          {t("settingsPage.test")}
        </ActionButton>
        <ActionButton
          loading={saving}
          disabledReason={!dirty && t("settingsPage.nothingChanged")}
          onClick={onSave}
        >
          {t("common:save")}
        </ActionButton>
      </Group>
    </>
  );
}
