import { Alert, Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "../../ui/ConfirmModal.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Section } from "../../ui/Section.tsx";
import { DeliveryHealth, SectionActions } from "./NoticesParts.tsx";
import type { NoticeSectionProps } from "./notices-form.ts";

type Props = NoticeSectionProps & { secret: string | null; onRenewSecret: () => void };

export function WebhookSection({ form, settings, saving, onSave, secret, onRenewSecret }: Props) {
  const { t } = useTranslation("notices");
  const [asking, ask] = useDisclosure(false);
  return (
    <Section title={t("settingsPage.webhook")} description={t("settingsPage.webhookAbout")}>
      <Stack gap="md">
        <TextInput
          label={t("settingsPage.webhookUrl")}
          description={t("settingsPage.webhookUrlHelp")}
          placeholder="https://example.com/ponte"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps("webhookUrl")}
        />
        {secret ? (
          <Alert role="status" color="yellow" icon={<IconKey aria-hidden />} title={t("settingsPage.secret")}>
            <Text size="sm" mb={6}>
              {t("settingsPage.secretOnce")}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Code style={{ overflowWrap: "anywhere" }}>{secret}</Code>
              <CopyButton value={secret} label={t("settingsPage.secret")} />
            </Group>
          </Alert>
        ) : (
          settings.webhookUrl && (
            <Group>
              <Button variant="default" size="compact-sm" onClick={ask.open}>
                {t("settingsPage.renewSecret")}
              </Button>
            </Group>
          )
        )}
        <DeliveryHealth health={settings.webhook} />
        <SectionActions
          channel="webhook"
          done={t("settingsPage.testedWebhook")}
          testBlocked={!settings.webhookUrl && t("settingsPage.noWebhook")}
          dirty={form.isDirty()}
          saving={saving}
          onSave={onSave}
        />
      </Stack>
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        onConfirm={() => {
          ask.close();
          onRenewSecret();
        }}
        title={t("settingsPage.renewSecret")}
        confirmLabel={t("settingsPage.renewSecret")}
      >
        {t("settingsPage.renewConfirm")}
      </ConfirmModal>
    </Section>
  );
}
