import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

type Props = { expected: string; value: string; onChange: (value: string) => void };

/** For acts that stop sending: the name is typed, so that nobody does it by a slip. */
export function TypedConfirm({ expected, value, onChange }: Props) {
  const { t } = useTranslation("integrations");
  return (
    <TextInput
      mt="md"
      label={t("leaving.type", { expected })}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Capital letters, spaces and dashes make no difference. */
export function isTyped(expected: string, value: string): boolean {
  const plain = (text: string) => text.toLocaleLowerCase().replace(/[\s()+-]/g, "");
  return plain(value) !== "" && plain(expected) === plain(value);
}
