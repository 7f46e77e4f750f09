import { useTranslation } from "react-i18next";
import { useFormat } from "../ui/format.ts";

/** How attributes and their values read: standard ones in the reader's language, custom ones by the name they came with. */
export function useAttributeWords() {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const attributeLabel = (name: string, custom: boolean): string =>
    custom ? name : t(`field.${name}`, { defaultValue: name });

  const valueLabel = (attribute: { name: string; custom: boolean }, value: string): string => {
    if (attribute.custom) return value;
    switch (attribute.name) {
      case "country":
        return format.country(value);
      case "language":
        return format.language(value);
      case "gender":
        return t(`gender.${value}`, { defaultValue: value });
      default:
        return value;
    }
  };
  return { attributeLabel, valueLabel };
}
