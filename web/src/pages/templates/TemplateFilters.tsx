import { Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SubscriptionGroupListItem, Template } from "../../api/types.ts";
import { numberLabel } from "../../components/number-label.ts";
import { useFormat } from "../../ui/format.ts";
import { SearchInput } from "../../ui/SearchInput.tsx";
import type { useTemplateFilters } from "./use-template-filters.ts";

const statuses = ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "DELETED"];
const categories = ["MARKETING", "UTILITY", "AUTHENTICATION"];

type Props = {
  filters: ReturnType<typeof useTemplateFilters>;
  templates: Template[];
  numbers: SubscriptionGroupListItem[];
};

export function TemplateFilters({ filters, templates, numbers }: Props) {
  const { t } = useTranslation("templates");
  const format = useFormat();
  const { search, setSearch } = filters;
  const languages = [...new Set([...templates.map((template) => template.language), search.language ?? ""])];
  const selects = [
    { key: "status", data: statuses.map((value) => ({ value, label: t(`statuses.${value}`) })) },
    { key: "category", data: categories.map((value) => ({ value, label: t(`categories.${value}`) })) },
    {
      key: "language",
      data: languages.filter(Boolean).map((value) => ({ value, label: format.language(value) })),
    },
    ...(numbers.length > 1
      ? [{ key: "number", data: numbers.map((number) => ({ value: number.id, label: numberLabel(number) })) }]
      : []),
  ];
  return (
    <Group gap="xs" mb="sm">
      <SearchInput label={t("search")} />
      {selects.map(({ key, data }) => (
        <Select
          key={key}
          aria-label={t(`filters.${key}`)}
          placeholder={t(`filters.${key}`)}
          data={data}
          value={search[key] ?? null}
          onChange={(value) => setSearch({ [key]: value ?? undefined })}
          clearable
          flex="1 1 150px"
          maw={key === "number" ? 260 : 190}
        />
      ))}
    </Group>
  );
}
