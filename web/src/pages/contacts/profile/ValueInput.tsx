import { JsonInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCountryOptions } from "../../../components/country-options.ts";
import { useFormat } from "../../../ui/format.ts";
import type { FieldDraft, FieldKind } from "./attribute-value.ts";

type Props = {
  kind: FieldKind;
  label: string;
  draft: FieldDraft;
  error: string;
  autoFocus?: boolean;
  onChange: (draft: FieldDraft) => void;
};

const usualLanguages = ["pt", "pt-BR", "pt-PT", "en", "es", "es-MX", "fr", "de", "it"];

/** The field that fits a kind of value. */
export function ValueInput({ kind, label, draft, error, autoFocus, onChange }: Props) {
  const { t } = useTranslation("contacts");
  const shared = {
    "aria-label": label,
    size: "xs",
    autoFocus,
    error: error || undefined,
    flex: 1,
    miw: 0,
  } as const;
  const text = Array.isArray(draft) ? draft.join(", ") : draft;
  const choice = (data: { value: string; label: string }[]) => (
    <Select
      {...shared}
      searchable
      clearable
      value={text || null}
      data={data}
      onChange={(value) => onChange(value ?? "")}
    />
  );
  const countries = useCountryOptions();
  const format = useFormat();
  switch (kind) {
    case "country":
      return choice(countries);
    case "gender":
      return choice(["F", "M", "O", "N", "P"].map((value) => ({ value, label: t(`gender.${value}`) })));
    case "language": {
      const codes = text && !usualLanguages.includes(text) ? [text, ...usualLanguages] : usualLanguages;
      return choice(codes.map((value) => ({ value, label: `${format.language(value)} (${value})` })));
    }
    case "timeZone":
      return choice(
        Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value.replaceAll("_", " ") })),
      );
    case "boolean":
      return choice([
        { value: "true", label: t("yes") },
        { value: "false", label: t("no") },
      ]);
    case "list":
      return (
        <TagsInput
          {...shared}
          value={Array.isArray(draft) ? draft : []}
          onChange={onChange}
          acceptValueOnBlur
        />
      );
    case "json":
      return <JsonInput {...shared} value={text} onChange={onChange} autosize minRows={3} maxRows={12} />;
    default:
      return (
        <TextInput
          {...shared}
          type={inputTypes[kind] ?? "text"}
          inputMode={kind === "number" ? "decimal" : undefined}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

const inputTypes: Partial<Record<FieldKind, string>> = { phone: "tel", email: "email", date: "date" };
