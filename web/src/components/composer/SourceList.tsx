import { Combobox, Group, Loader, ScrollArea, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "../../api/queries/contacts.ts";
import type { Attribute } from "../../api/types.ts";
import { useErrorText } from "../../api/use-error-text.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";

/** Attributes to choose from: the ones every contact has, the workspace's own, and what an API call brings along. */
export function SourceList({ allowTrigger }: { allowTrigger: boolean }) {
  const { t } = useTranslation("campaigns");
  const workspace = useWorkspace();
  const errorText = useErrorText();
  const attributes = useQuery(attributesQuery(workspace.slug));
  const [search, setSearch] = useState("");
  const found = (attributes.data ?? []).filter((a) => isSayable(a) && matches(a, search, t));
  const groups = [
    { label: t("composer.insert.standard"), prefix: "standard", items: found.filter((a) => a.standard) },
    { label: t("composer.insert.custom"), prefix: "custom", items: found.filter((a) => !a.standard) },
  ].filter((group) => group.items.length > 0);
  return (
    <>
      <Combobox.Search
        autoFocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        placeholder={t("composer.insert.search")}
        aria-label={t("composer.insert.search")}
      />
      <Combobox.Options aria-label={t("composer.insert.open")}>
        <ScrollArea.Autosize mah={280} type="scroll" p={4}>
          {groups.map((group) => (
            <Combobox.Group key={group.prefix} label={group.label}>
              {group.items.map((attribute) => (
                <Combobox.Option key={attribute.name} value={`${group.prefix}:${attribute.name}`}>
                  <Group justify="space-between" gap="sm" wrap="nowrap">
                    <Text size="sm" truncate>
                      {attributeLabel(attribute, t)}
                    </Text>
                    <Text size="xs" c="dimmed" ff="monospace" truncate>
                      {attribute.name}
                    </Text>
                  </Group>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {allowTrigger && (
            <Combobox.Group label={t("composer.insert.triggerGroup")}>
              <Combobox.Option value={`trigger:${search.trim()}`}>
                {t("composer.insert.trigger")}
              </Combobox.Option>
            </Combobox.Group>
          )}
          {attributes.isPending && <Loader size="xs" m="sm" />}
          {attributes.error && <Combobox.Empty>{errorText(attributes.error).message}</Combobox.Empty>}
          {attributes.data && groups.length === 0 && !allowTrigger && (
            <Combobox.Empty>{t("composer.insert.nothing")}</Combobox.Empty>
          )}
        </ScrollArea.Autosize>
      </Combobox.Options>
    </>
  );
}

/** When a contact was created is for segments; nobody says it in a message, and Liquid does not know it. */
const isSayable = (attribute: Attribute): boolean => !(attribute.standard && attribute.name === "created_at");

type Translate = (key: string, options: { defaultValue: string }) => string;

function attributeLabel(attribute: Attribute, t: Translate): string {
  const plain = attribute.label ?? attribute.name;
  return attribute.standard ? t(`composer.attributes.${attribute.name}`, { defaultValue: plain }) : plain;
}

function matches(attribute: Attribute, search: string, t: Translate): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return `${attributeLabel(attribute, t)} ${attribute.name}`.toLocaleLowerCase().includes(wanted);
}
