import { Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type FormLanguage, formPreviewQuery, type OptInFormInput } from "../../api/queries/opt-ins.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useNumbers } from "./NumberSelect.tsx";
import classes from "./opt-ins.module.css";

/** The real page, as the server builds it, without its script: what visitors will see, in light or dark, in each language. */
export function FormPreview({ input }: { input: OptInFormInput }) {
  const { t } = useTranslation("optins");
  const { slug } = useWorkspace();
  const languages = Object.keys(input.settings.texts) as FormLanguage[];
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const [chosen, setChosen] = useState<FormLanguage>(input.settings.defaultLanguage);
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? "en");
  const number = useNumbers().find(({ id }) => id === input.subscriptionGroupId);
  const [shown] = useDebouncedValue(input, 400);
  const query = useQuery(
    formPreviewQuery(slug, {
      way: shown.way,
      settings: { ...shown.settings, theme },
      language,
      phone: number?.phone ?? "+5511999999999",
      displayName: number?.displayName ?? "…",
    }),
  );
  return (
    <Stack gap="xs" component="section" aria-label={t("forms.preview")}>
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={t("forms.theme")}
          value={theme}
          onChange={(value) => setTheme(value as "light" | "dark")}
          data={(["light", "dark"] as const).map((value) => ({ value, label: t(`forms.themes.${value}`) }))}
        />
        {languages.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t("forms.language")}
            value={language}
            onChange={(value) => setChosen(value as FormLanguage)}
            data={languages.map((value) => ({ value, label: value.toUpperCase() }))}
          />
        )}
      </Group>
      <iframe
        className={classes.frame}
        title={t("forms.preview")}
        sandbox="allow-same-origin"
        srcDoc={query.data?.html ?? ""}
      />
      <Text size="xs" c="dimmed">
        {query.isError ? t("forms.previewFailed") : t("forms.previewHelp")}
      </Text>
    </Stack>
  );
}
