import { ColorInput, NumberInput, Select, SimpleGrid, Stack, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../ui/Section.tsx";
import type { SectionProps } from "./FormEditor.tsx";

/** Where it may stand, how it looks, what happens after. */
export function FormLook({ input, onSettings, error, readOnly }: SectionProps) {
  const { t } = useTranslation("optins");
  const { settings } = input;
  const wrongOrigin = settings.origins.map((_, index) => error(`origins.${index}`)).find(Boolean);
  return (
    <Section title={t("forms.where")}>
      <Stack gap="md">
        <TagsInput
          label={t("forms.origins")}
          description={t("forms.originsHelp")}
          placeholder="https://"
          value={settings.origins}
          onChange={(origins) => onSettings({ origins })}
          acceptValueOnBlur
          readOnly={readOnly}
          error={wrongOrigin}
        />
        <TextInput
          label={t("forms.redirectUrl")}
          description={t("forms.redirectHelp")}
          placeholder="https://"
          value={settings.redirectUrl}
          onChange={(event) => onSettings({ redirectUrl: event.currentTarget.value })}
          readOnly={readOnly}
          error={error("redirectUrl")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <ColorInput
            label={t("forms.accent")}
            value={settings.accent}
            onChange={(accent) => onSettings({ accent })}
            format="hex"
            eyeDropperButtonProps={{ "aria-label": t("forms.pickColour") }}
            readOnly={readOnly}
            error={error("accent")}
          />
          <Select
            label={t("forms.theme")}
            data={(["auto", "light", "dark"] as const).map((value) => ({
              value,
              label: t(`forms.themes.${value}`),
            }))}
            value={settings.theme}
            onChange={(theme) => theme && onSettings({ theme: theme as "auto" })}
            allowDeselect={false}
            readOnly={readOnly}
          />
        </SimpleGrid>
        <NumberInput
          label={t("forms.expiryDays")}
          description={t("forms.expiryHelp")}
          min={1}
          max={30}
          clampBehavior="strict"
          allowDecimal={false}
          value={settings.expiryDays}
          onChange={(days) => typeof days === "number" && onSettings({ expiryDays: days })}
          readOnly={readOnly}
        />
      </Stack>
    </Section>
  );
}
