import { Button, Checkbox, MultiSelect, Popover, Stack, Text } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../../api/queries/contacts.ts";
import { mostCustom, type ShownColumns, standardColumns } from "./use-shown-columns.ts";

type Props = {
  workspace: string;
  shown: ShownColumns;
  labels: Record<string, string>;
  onChange: (shown: ShownColumns) => void;
};

/** Which columns the list shows, custom attributes among them. */
export function ColumnsMenu({ workspace, shown, labels, onChange }: Props) {
  const { t } = useTranslation("contacts");
  const { data: attributes = [] } = useQuery(attributesQuery(workspace));
  const custom = attributes.filter((attribute) => !attribute.standard).map((attribute) => attribute.name);
  return (
    <Popover position="bottom-end" shadow="md" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t("columns.label")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Checkbox.Group
            label={
              <Text size="xs" c="dimmed" component="span">
                {t("columns.standard")}
              </Text>
            }
            value={shown.standard}
            onChange={(standard) => onChange({ ...shown, standard })}
          >
            <Stack gap={6} mt={6}>
              {standardColumns.map((name) => (
                <Checkbox key={name} size="xs" value={name} label={labels[name]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <MultiSelect
            size="xs"
            label={t("columns.custom")}
            placeholder={shown.custom.length === 0 ? t("columns.search") : undefined}
            searchable
            maxValues={mostCustom}
            comboboxProps={{ withinPortal: false }}
            data={custom}
            value={shown.custom.filter((name) => custom.includes(name))}
            onChange={(names) => onChange({ ...shown, custom: names })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
