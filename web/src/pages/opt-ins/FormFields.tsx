import { ActionIcon, Button, Checkbox, Group, Menu, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FieldKind, FormField } from "../../api/queries/opt-ins.ts";
import { Section } from "../../ui/Section.tsx";
import type { SectionProps } from "./FormEditor.tsx";

const kinds: FieldKind[] = ["phone", "firstName", "lastName", "email", "attribute"];

/** What the form asks for; less is filled in more often. */
export function FormFields({ input, onSettings, error, readOnly }: SectionProps) {
  const { t } = useTranslation("optins");
  const { fields, defaultLanguage } = input.settings;
  const replace = (index: number, change: Partial<FormField>) =>
    onSettings({ fields: fields.map((field, at) => (at === index ? { ...field, ...change } : field)) });
  const free = kinds.filter((kind) => kind === "attribute" || !fields.some((field) => field.kind === kind));
  return (
    <Section title={t("forms.fields")} description={t("forms.fieldsHelp")}>
      <Stack gap="sm">
        {fields.map((field, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an attribute has no name yet while it is being typed; every input is controlled
          <Group key={`${field.kind}-${index}`} gap="sm" align="flex-start" wrap="nowrap">
            <Stack gap={6} flex={1} miw={0}>
              <Text size="sm" fw={550}>
                {t(`forms.field.${field.kind}`)}
              </Text>
              {field.kind === "attribute" && (
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
                  <TextInput
                    aria-label={t("forms.attributeName")}
                    placeholder={t("forms.attributeName")}
                    value={field.attribute ?? ""}
                    onChange={(event) => replace(index, { attribute: event.currentTarget.value })}
                    error={error(`fields.${index}.attribute`)}
                    readOnly={readOnly}
                  />
                  <TextInput
                    aria-label={t("forms.attributeLabel")}
                    placeholder={t("forms.attributeLabel")}
                    value={field.label?.[defaultLanguage] ?? ""}
                    onChange={(event) =>
                      replace(index, {
                        label: { ...field.label, [defaultLanguage]: event.currentTarget.value },
                      })
                    }
                    readOnly={readOnly}
                  />
                </SimpleGrid>
              )}
            </Stack>
            <Checkbox
              mt={2}
              label={t("forms.required")}
              checked={field.required}
              onChange={(event) => replace(index, { required: event.currentTarget.checked })}
              disabled={readOnly}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={-4}
              aria-label={t("forms.removeField", { field: t(`forms.field.${field.kind}`) })}
              onClick={() => onSettings({ fields: fields.filter((_, at) => at !== index) })}
              disabled={readOnly}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        {error("fields") && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {error("fields")}
          </Text>
        )}
        {!readOnly && (
          <Menu position="bottom-start" shadow="md">
            <Menu.Target>
              <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} w="fit-content">
                {t("forms.addField")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {free.map((kind) => (
                <Menu.Item
                  key={kind}
                  onClick={() => onSettings({ fields: [...fields, { kind, required: false }] })}
                >
                  {t(`forms.field.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Stack>
    </Section>
  );
}
