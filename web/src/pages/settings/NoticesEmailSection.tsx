import { Alert, Select, Stack, Switch, TagsInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries/common.ts";
import { Section } from "../../ui/Section.tsx";
import { DeliveryHealth, SectionActions } from "./NoticesParts.tsx";
import type { NoticeSectionProps } from "./notices-form.ts";

const languages = [
  { value: "en", label: "English" },
  { value: "pt-BR", label: "Português (Brasil)" },
  { value: "es", label: "Español" },
];

export function EmailSection({ form, settings, saving, onSave }: NoticeSectionProps) {
  const { t } = useTranslation("notices");
  const { data: me } = useSuspenseQuery(meQuery);
  const noMail = !settings.mailConfigured && t("settingsPage.noMail");
  return (
    <Section title={t("settingsPage.email")} description={t("settingsPage.emailAbout")}>
      <Stack gap="md">
        {noMail && (
          <Alert role="note" color="blue" icon={<IconInfoCircle aria-hidden />}>
            {noMail}
          </Alert>
        )}
        <Switch
          label={t("settingsPage.emailEnabled")}
          {...form.getInputProps("emailEnabled", { type: "checkbox" })}
        />
        <TagsInput
          label={t("settingsPage.emails")}
          description={t("settingsPage.emailsHelp")}
          maxTags={20}
          acceptValueOnBlur
          splitChars={[",", " ", ";"]}
          {...form.getInputProps("emails")}
        />
        <Select
          label={t("settingsPage.language")}
          description={t("settingsPage.languageHelp")}
          data={languages}
          allowDeselect={false}
          {...form.getInputProps("language")}
        />
        <DeliveryHealth health={settings.email} />
        <SectionActions
          channel="email"
          done={t("settingsPage.testedEmail", { email: me.user.email })}
          testBlocked={noMail}
          dirty={form.isDirty()}
          saving={saving}
          onSave={onSave}
        />
      </Stack>
    </Section>
  );
}
