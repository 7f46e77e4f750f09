import { useTranslation } from "react-i18next";
import type { Json } from "../../../api/types.ts";
import { useAttributeWords } from "../../../components/attribute-label.ts";
import { useFormat } from "../../../ui/format.ts";
import { dayAsLocalDate, type FieldKind, isDayOnly } from "./attribute-value.ts";

/** How a value reads on the page; empty when there is none. */
export function useShowValue(): (kind: FieldKind, value: Json | undefined) => string {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  const { valueLabel } = useAttributeWords();
  return (kind, value) => {
    if (value === null || value === undefined || value === "") return "";
    switch (kind) {
      case "phone":
        return format.phone(String(value));
      case "country":
      case "gender":
      case "language":
        return valueLabel({ name: kind, custom: false }, String(value));
      case "date": {
        const text = String(value);
        return isDayOnly(text) ? format.date(dayAsLocalDate(text)) : format.dateTime(text);
      }
      case "number":
        return typeof value === "number" ? format.number(value) : String(value);
      case "boolean":
        return value === true ? t("yes") : t("no");
      case "list":
        return Array.isArray(value) ? value.map(String).join(", ") : String(value);
      case "json":
        return showObject(value);
      default:
        return String(value);
    }
  };
}

/** "street: Rua Augusta, number: 1200"; what is inside objects and lists stays JSON. */
function showObject(value: Json): string {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${typeof inner === "object" ? JSON.stringify(inner) : String(inner)}`)
    .join(", ");
}
