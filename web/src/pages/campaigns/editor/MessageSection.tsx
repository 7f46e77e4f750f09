import { Group, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Template } from "../../../api/types.ts";
import type { FieldProblems } from "../../../components/composer/field-problems.ts";
import { keepKnown } from "../../../components/composer/message-fields.ts";
import { TemplatePicker } from "../../../components/composer/TemplatePicker.tsx";
import { isApproved, templateTone } from "../../../components/composer/template-status.ts";
import { VariableFields } from "../../../components/composer/VariableFields.tsx";
import { LoadError } from "../../../components/LoadError.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { TextLink } from "../../../ui/links.tsx";
import { Section } from "../../../ui/Section.tsx";
import { StatusBadge } from "../../../ui/StatusBadge.tsx";
import { paths } from "../../../util/paths.ts";
import { fieldIds } from "./problems.ts";
import type { Draft } from "./use-campaign-draft.ts";

type Props = {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  templates: UseQueryResult<Template[]>;
  template: Template | null;
  problems: FieldProblems;
  showMissing: boolean;
  apiTriggered: boolean;
  readOnly: boolean;
};

/** The template and the words for its variables. */
export function MessageSection(props: Props) {
  const { draft, change, templates, template, showMissing } = props;
  const { t } = useTranslation("campaigns");
  const { slug } = useWorkspace();
  if (templates.error && !templates.data) {
    return (
      <Section title={t("message.title")}>
        <LoadError error={templates.error} onRetry={templates.refetch} compact />
      </Section>
    );
  }
  return (
    <Section
      title={t("message.title")}
      description={t("message.description")}
      actions={
        <TextLink to={paths.templates(slug)} size="sm">
          {t("message.manage")}
        </TextLink>
      }
    >
      <Stack gap="md">
        <Stack gap={6}>
          <TemplatePicker
            id={fieldIds.template}
            templates={templates.data}
            value={draft.templateId}
            onChange={(next) => change({ templateId: next.id, variables: keepKnown(draft.variables, next) })}
            loading={templates.isPending}
            readOnly={props.readOnly}
            error={showMissing && !draft.templateId ? t("problems.template_missing") : undefined}
          />
          {template && <TemplateFacts template={template} />}
        </Stack>
        {template && template.variables.length > 0 && (
          <VariableFields
            key={template.id}
            template={template}
            variables={draft.variables}
            onChange={(variables) => change({ variables })}
            problems={props.problems}
            showMissing={showMissing}
            allowTrigger={props.apiTriggered}
            readOnly={props.readOnly}
          />
        )}
        {template && template.variables.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("message.noVariables")}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function TemplateFacts({ template }: { template: Template }) {
  const { t } = useTranslation("campaigns");
  const format = useFormat();
  const status = template.status.toLowerCase();
  return (
    <Group gap="xs">
      <StatusBadge
        tone={templateTone(template)}
        label={t(`composer.status.${status}`, { defaultValue: template.status })}
      />
      <Text size="xs" c="dimmed">
        {t(`composer.category.${template.category.toLowerCase()}`, { defaultValue: template.category })} ·{" "}
        {format.language(template.language)}
      </Text>
      {!isApproved(template) && (
        <Text size="xs" c="red">
          {t(`composer.statusReason.${status}`, { defaultValue: t("composer.statusReason.other") })}
        </Text>
      )}
    </Group>
  );
}
