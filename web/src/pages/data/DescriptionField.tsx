import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";

type Props = {
  value: string;
  readOnly: boolean;
  saving: boolean;
  error: unknown;
  onSave: (text: string) => void;
};

/** What an attribute or an event means, for colleagues who meet it in a filter. */
export function DescriptionField({ value, readOnly, saving, error, onSave }: Props) {
  const { t } = useTranslation("data");
  const [text, setText] = useState(value);
  return (
    <div>
      <Textarea
        label={t("description")}
        placeholder={t("descriptionHint")}
        autosize
        minRows={2}
        maxLength={1000}
        readOnly={readOnly}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ErrorAlert error={error} />
      {text !== value && (
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button size="xs" variant="default" onClick={() => setText(value)}>
            {t("common:cancel")}
          </Button>
          <Button size="xs" loading={saving} onClick={() => onSave(text.trim())}>
            {t("common:save")}
          </Button>
        </Group>
      )}
    </div>
  );
}
