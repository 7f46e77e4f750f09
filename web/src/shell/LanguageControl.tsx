import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { setLanguage } from "../i18n/i18n.ts";
import { type Language, languages } from "../i18n/languages.ts";

/** Language switch of the user menu and the log-in page; each language is listed under its own name. */
export function LanguageControl() {
  const { t, i18n } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      mx={4}
      mt="xs"
      aria-label={t("language")}
      value={i18n.language}
      onChange={(event) => void setLanguage(event.currentTarget.value as Language)}
      data={languages.map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}
