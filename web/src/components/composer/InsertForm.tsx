import { Button, Code, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type LiquidSource, liquidFor, usualFallback } from "./liquid.ts";

type Props = {
  source: LiquidSource;
  language: string;
  onBack: () => void;
  onInsert: (liquid: string) => void;
};

/** Second step of the inserter: the words to use when the attribute is empty, and the Liquid that will be written. */
export function InsertForm({ source, language, onBack, onInsert }: Props) {
  const { t } = useTranslation("campaigns");
  const [name, setName] = useState(source.name);
  const [fallback, setFallback] = useState(usualFallback(source, language));
  const liquid = liquidFor({ ...source, name: name.trim() || "name" }, fallback);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The menu stands inside the campaign's form, as React sees it: this submit is not the form's.
    event.stopPropagation();
    if (name.trim()) onInsert(liquid);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" p="sm">
        {source.kind === "trigger" && (
          <TextInput
            label={t("composer.insert.propertyName")}
            placeholder="order_id"
            value={name}
            onChange={(event) => setName(event.currentTarget.value.replace(/[{}|]/gu, ""))}
            autoFocus
          />
        )}
        <TextInput
          label={t("composer.insert.fallback")}
          description={t("composer.insert.fallbackHint")}
          placeholder={t("composer.insert.fallbackPlaceholder")}
          value={fallback}
          onChange={(event) => setFallback(event.currentTarget.value)}
          autoFocus={source.kind !== "trigger"}
        />
        <Code block fz="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {liquid}
        </Code>
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" color="gray" size="xs" onClick={onBack}>
            {t("composer.insert.back")}
          </Button>
          <Button type="submit" size="xs" disabled={!name.trim()}>
            {t("composer.insert.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
