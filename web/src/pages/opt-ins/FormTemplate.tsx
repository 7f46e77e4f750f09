import { NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { templatesQuery } from "../../api/queries/templates.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import type { SectionProps } from "./FormEditor.tsx";

/** Which template asks, and which of its buttons means yes. */
export function FormTemplate({ input, onSettings, error, readOnly }: SectionProps) {
  const { t } = useTranslation("optins");
  const { slug } = useWorkspace();
  const query = useQuery({
    ...templatesQuery(slug, { subscriptionGroupId: input.subscriptionGroupId, status: "APPROVED" }),
    enabled: input.subscriptionGroupId !== "",
  });
  const { templateId, variables, yesButton, templatesPerDay } = input.settings;
  const fitting = (query.data ?? []).filter((one) =>
    one.structure.buttons?.some((button) => button.type === "QUICK_REPLY"),
  );
  const template = fitting.find((one) => one.id === templateId);
  const buttons = (template?.structure.buttons ?? []).flatMap((button, index) =>
    button.type === "QUICK_REPLY" ? [{ value: String(index), label: button.text }] : [],
  );
  return (
    <Stack gap="md">
      <Select
        label={t("forms.template")}
        description={t("forms.templateHelp")}
        data={fitting.map((one) => ({ value: one.id, label: `${one.name} · ${one.language}` }))}
        value={template ? templateId : null}
        onChange={(id) => onSettings({ templateId: id, yesButton: null, variables: {} })}
        searchable
        readOnly={readOnly}
        error={error("templateId")}
        nothingFoundMessage={t("forms.noTemplates")}
      />
      {template && (
        <Select
          label={t("forms.yesButton")}
          data={buttons}
          value={yesButton === null ? null : String(yesButton)}
          onChange={(value) => onSettings({ yesButton: value === null ? null : Number(value) })}
          readOnly={readOnly}
          error={error("yesButton")}
        />
      )}
      {template?.variables
        .filter((variable) => variable.required)
        .map((variable) => (
          <TextInput
            key={variable.key}
            label={t("forms.variable", { key: variable.key })}
            placeholder={variable.sample ?? ""}
            value={variables[variable.key] ?? ""}
            onChange={(event) =>
              onSettings({ variables: { ...variables, [variable.key]: event.currentTarget.value } })
            }
            readOnly={readOnly}
            error={error(`variables.${variable.key}`)}
          />
        ))}
      <NumberInput
        label={t("forms.templatesPerDay")}
        description={t("forms.templatesPerDayHelp")}
        min={1}
        max={1000}
        clampBehavior="strict"
        allowDecimal={false}
        value={templatesPerDay}
        onChange={(value) => typeof value === "number" && onSettings({ templatesPerDay: value })}
        readOnly={readOnly}
      />
    </Stack>
  );
}
