import { Group, Select, type SelectProps, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Template } from "../../api/types.ts";
import { useFormat } from "../../ui/format.ts";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { selectDropdown } from "./select-dropdown.ts";
import { isApproved, templateTone } from "./template-status.ts";

type Props = {
  id: string;
  templates: Template[] | undefined;
  value: string | null;
  onChange: (template: Template) => void;
  error?: string | undefined;
  loading?: boolean;
  readOnly?: boolean;
};

/** A template by name, language, category and status. Those WhatsApp has not approved are seen, with the reason, not chosen. */
export function TemplatePicker({ id, templates = [], value, onChange, error, loading, readOnly }: Props) {
  const { t } = useTranslation("campaigns");
  const byId = new Map(templates.map((template) => [template.id, template]));
  const options = [...templates]
    .sort((a, b) => Number(isApproved(b)) - Number(isApproved(a)) || a.name.localeCompare(b.name))
    .map((template) => ({
      value: template.id,
      label: `${template.name} · ${template.language}`,
      disabled: !isApproved(template),
    }));
  const renderOption: SelectProps["renderOption"] = ({ option }) => {
    const template = byId.get(option.value);
    return template ? <TemplateOption template={template} /> : option.label;
  };
  return (
    <Select
      id={id}
      label={t("composer.template")}
      placeholder={loading ? t("composer.templatesLoading") : t("composer.templatePlaceholder")}
      data={options}
      value={value && byId.has(value) ? value : null}
      onChange={(next) => {
        const template = next ? byId.get(next) : undefined;
        if (template) onChange(template);
      }}
      renderOption={renderOption}
      nothingFoundMessage={templates.length === 0 ? t("composer.noTemplates") : t("composer.noTemplateFound")}
      searchable
      allowDeselect={false}
      readOnly={readOnly}
      error={error}
      maxDropdownHeight={340}
      comboboxProps={selectDropdown}
      withCheckIcon={false}
    />
  );
}

function TemplateOption({ template }: { template: Template }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const approved = isApproved(template);
  const reason = approved
    ? null
    : template.rejectionReason
      ? t("composer.statusReason.rejectedWhy", { reason: template.rejectionReason })
      : t(`composer.statusReason.${template.status.toLowerCase()}`, {
          defaultValue: t("composer.statusReason.other"),
        });
  return (
    <Stack gap={1} py={2} w="100%" miw={0}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" fw={550} truncate>
          {template.name}
        </Text>
        <StatusBadge
          tone={templateTone(template)}
          label={t(`composer.status.${template.status.toLowerCase()}`, { defaultValue: template.status })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {format.language(template.language)} ({template.language}) ·{" "}
        {t(`composer.category.${template.category.toLowerCase()}`, { defaultValue: template.category })}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={1}>
        {reason ?? template.structure.body.text}
      </Text>
    </Stack>
  );
}
