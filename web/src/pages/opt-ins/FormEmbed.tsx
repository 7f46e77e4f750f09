import { Code, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OptInForm } from "../../api/queries/opt-ins.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Section } from "../../ui/Section.tsx";
import classes from "./opt-ins.module.css";

/** How the form gets onto a site: a script tag, or its own address. */
export function FormEmbed({ form }: { form: OptInForm }) {
  const { t } = useTranslation("optins");
  const snippet = `<script src="${form.url}.js" async></script>`;
  return (
    <Section title={t("forms.embed")} description={t("forms.embedHelp")}>
      <Stack gap="sm">
        <Code block className={classes.code}>
          {snippet}
        </Code>
        <Group gap="xs">
          <CopyButton value={snippet} label={t("forms.snippet")} withText />
          <CopyButton value={form.url} label={t("forms.address")} withText />
        </Group>
        {form.settings.origins.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("forms.noOrigins")}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {t("forms.consentVersion", { version: form.consentVersion })}
        </Text>
      </Stack>
    </Section>
  );
}
