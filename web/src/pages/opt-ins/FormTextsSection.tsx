import { Button, Group, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormLanguage, FormTexts } from "../../api/queries/opt-ins.ts";
import { useFormat } from "../../ui/format.ts";
import { Section } from "../../ui/Section.tsx";
import type { SectionProps } from "./FormEditor.tsx";

const offered: FormLanguage[] = ["pt", "en", "es"];
const empty: FormTexts = { title: "", intro: "", consent: "", message: "", done: "", thankYou: "" };
const long = { intro: 600, consent: 1000, message: 300, done: 300, thankYou: 1000 } as const;

/** The company's own words, in each language of its site. */
export function FormTextsSection({ input, onSettings, error, readOnly }: SectionProps) {
  const { t } = useTranslation("optins");
  const format = useFormat();
  const { texts, defaultLanguage } = input.settings;
  const languages = Object.keys(texts) as FormLanguage[];
  const [chosen, setChosen] = useState<FormLanguage>(defaultLanguage);
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? defaultLanguage);
  const shown = texts[language] ?? empty;
  const write = (change: Partial<FormTexts>) =>
    onSettings({ texts: { ...texts, [language]: { ...shown, ...change } } });
  const remove = () => {
    const { [language]: _gone, ...rest } = texts;
    onSettings({ texts: rest });
  };
  const missing = offered.filter((one) => !languages.includes(one));
  return (
    <Section title={t("forms.texts")} description={t("forms.textsHelp")}>
      <Stack gap="md">
        <Group gap="xs">
          <SegmentedControl
            aria-label={t("forms.language")}
            value={language}
            onChange={(value) => setChosen(value as FormLanguage)}
            data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
          />
          {!readOnly &&
            missing.map((one) => (
              <Button
                key={one}
                size="xs"
                variant="default"
                onClick={() => {
                  onSettings({ texts: { ...texts, [one]: { ...empty } } });
                  setChosen(one);
                }}
              >
                {t("forms.addLanguage", { language: format.languageInText(one) })}
              </Button>
            ))}
          {!readOnly && language !== defaultLanguage && (
            <Button size="xs" variant="subtle" color="red" onClick={remove}>
              {t("forms.removeLanguage")}
            </Button>
          )}
        </Group>
        <TextInput
          label={t("forms.text.title")}
          maxLength={120}
          readOnly={readOnly}
          value={shown.title}
          onChange={(event) => write({ title: event.currentTarget.value })}
          error={error(`texts.${language}.title`)}
        />
        {(["intro", "consent", "message", "done", "thankYou"] as const)
          .filter((key) => key !== "message" || input.way === "person_writes")
          .map((key) => (
            <Textarea
              key={key}
              label={t(`forms.text.${key}`)}
              description={t(`forms.textHelp.${key}`)}
              autosize
              minRows={key === "consent" ? 3 : 2}
              maxLength={long[key]}
              readOnly={readOnly}
              value={shown[key]}
              onChange={(event) => write({ [key]: event.currentTarget.value })}
              error={error(`texts.${language}.${key}`)}
            />
          ))}
      </Stack>
    </Section>
  );
}
