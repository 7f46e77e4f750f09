import { Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../api/queries/contacts.ts";
import { createExport, exportQuery, exportsKey } from "../../api/queries/exports.ts";
import { subscriptionGroupsQuery } from "../../api/queries/integrations.ts";
import type { ExportSource } from "../../api/types.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { useAttributeWords } from "../attribute-label.ts";
import { ErrorAlert } from "../ErrorAlert.tsx";
import { numberLabel } from "../number-label.ts";
import { columnOf, exportFields, firstColumns } from "./export-columns.ts";

type Props = { workspace: string; source: ExportSource; name: string; onStarted: (id: string) => void };

export function ExportForm({ workspace, source, name, onStarted }: Props) {
  const { t } = useTranslation("contacts");
  const queryClient = useQueryClient();
  const [fileName, setFileName] = useState(name);
  const [columns, setColumns] = useState<string[]>([...firstColumns]);
  const options = useColumns(workspace);
  const starting = useMutation({
    mutationFn: () =>
      createExport(workspace, { name: fileName.trim() || name, source, columns: columns.map(columnOf) }),
    onSuccess: (made) => {
      queryClient.setQueryData(exportQuery(workspace, made.id).queryKey, made);
      void queryClient.invalidateQueries({ queryKey: [...exportsKey(workspace), "pages"] });
      onStarted(made.id);
    },
  });
  return (
    <Stack gap="md">
      <ErrorAlert error={starting.error} />
      <TextInput
        label={t("exports.name")}
        rightSection={
          <Text size="xs" c="dimmed">
            .csv
          </Text>
        }
        rightSectionWidth={44}
        maxLength={120}
        value={fileName}
        onChange={(event) => setFileName(event.currentTarget.value)}
      />
      <MultiSelect
        label={t("exports.columns")}
        description={t("exports.columnsHint")}
        data={options}
        value={columns}
        onChange={setColumns}
        searchable
        clearable
        hidePickedOptions
        maxDropdownHeight={260}
        clearButtonProps={{ "aria-label": t("exports.clear") }}
      />
      <Text size="xs" c="dimmed">
        {t("exports.personal")}
      </Text>
      <Group justify="flex-end">
        <ActionButton
          disabledReason={columns.length === 0 && t("exports.columnsRequired")}
          loading={starting.isPending}
          onClick={() => starting.mutate()}
        >
          {t("exports.start")}
        </ActionButton>
      </Group>
    </Stack>
  );
}

function useColumns(workspace: string) {
  const { t } = useTranslation("contacts");
  const { attributeLabel } = useAttributeWords();
  const { data: attributes = [] } = useQuery(attributesQuery(workspace));
  const { data: groups = [] } = useQuery(subscriptionGroupsQuery(workspace));
  const custom = attributes.filter((attribute) => !attribute.standard);
  const numbers = groups.filter((group) => group.archivedAt === null);
  return [
    {
      group: t("exports.fields"),
      items: exportFields.map((field) => ({
        value: `field:${field}`,
        label: field === "id" || field === "bsuid" ? field.toUpperCase() : attributeLabel(field, false),
      })),
    },
    {
      group: t("exports.attributes"),
      items: custom.map(({ name }) => ({ value: `attribute:${name}`, label: name })),
    },
    {
      group: t("exports.subscriptions"),
      items: numbers.map((group) => ({ value: `subscription:${group.id}`, label: numberLabel(group) })),
    },
  ].filter(({ items }) => items.length > 0);
}
