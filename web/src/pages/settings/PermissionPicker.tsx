import { Anchor, Checkbox, Group, Input, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  all: string[];
  value: string[];
  error: ReactNode;
  onChange: (names: string[]) => void;
};

const groups = ["users", "messages", "campaigns", "subscription", "segments", "custom_attributes", "events"];

/** The permissions of a key in groups, found by their name or by what they allow. */
export function PermissionPicker({ all, value, error, onChange }: Props) {
  const { t } = useTranslation("settings");
  const [q, setQ] = useState("");
  const labelId = useId();
  const about = (name: string) =>
    t([`apiKeys.about_permission.${name.replaceAll(".", "_")}`, "apiKeys.about_permission.other"]);
  const words = q.trim().toLowerCase();
  const found = all.filter((name) => `${name} ${about(name)}`.toLowerCase().includes(words));
  const grouped = Map.groupBy(
    found,
    (name) => groups.find((group) => name.startsWith(`${group}.`)) ?? "other",
  );
  const toggle = (names: string[], on: boolean) =>
    onChange(all.filter((name) => (names.includes(name) ? on : value.includes(name))));
  return (
    <section aria-labelledby={labelId}>
      <Group justify="space-between" mb={6}>
        <Input.Label id={labelId} labelElement="div">
          {t("apiKeys.permissions")}
        </Input.Label>
        <Text size="xs" c="dimmed" role="status">
          {t("apiKeys.chosen", { count: value.length })}
        </Text>
      </Group>
      <TextInput
        type="search"
        aria-label={t("apiKeys.searchPermissions")}
        placeholder={t("apiKeys.searchPermissions")}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
        mb="xs"
      />
      <ScrollArea.Autosize mah={320} type="auto" offsetScrollbars>
        {found.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("apiKeys.noPermission")}
          </Text>
        )}
        <Stack gap="md">
          {[...grouped].map(([group, names]) => {
            const whole = names.every((name) => value.includes(name));
            return (
              <section key={group} aria-label={t(`apiKeys.group.${group}`)}>
                <Group gap="xs" mb={6}>
                  <Text size="xs" fw={600} c="dimmed">
                    {t(`apiKeys.group.${group}`)}
                  </Text>
                  {names.length > 1 && (
                    <Anchor component="button" type="button" size="xs" onClick={() => toggle(names, !whole)}>
                      {t(whole ? "common:none" : "apiKeys.selectGroup")}
                    </Anchor>
                  )}
                </Group>
                <Stack gap={8}>
                  {names.map((name) => (
                    <Checkbox
                      key={name}
                      size="xs"
                      label={name}
                      description={about(name)}
                      checked={value.includes(name)}
                      onChange={(event) => toggle([name], event.currentTarget.checked)}
                    />
                  ))}
                </Stack>
              </section>
            );
          })}
        </Stack>
      </ScrollArea.Autosize>
      {error && <Input.Error mt={6}>{error}</Input.Error>}
    </section>
  );
}
