import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { NumberChoice } from "./NumberStep.tsx";

type Props = { busy: boolean; onChoose: (choice: NumberChoice) => void };

/** For a token that cannot list what it reaches: the three ids, as Meta shows them. */
export function NumberForm({ busy, onChoose }: Props) {
  const { t } = useTranslation("native");
  const digits = (value: string) => (/^\d{1,20}$/.test(value.trim()) ? null : t("token.idDigits"));
  const form = useForm({
    initialValues: { phone: "", wabaId: "", phoneNumberId: "" },
    validate: {
      phone: (value) => (value.replace(/\D/g, "").length >= 7 ? null : t("number.phoneNeeded")),
      wabaId: digits,
      phoneNumberId: digits,
    },
  });
  return (
    <form onSubmit={form.onSubmit(onChoose)} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t("number.phone")}
          placeholder="+55 11 93000-1234"
          inputMode="tel"
          {...form.getInputProps("phone")}
        />
        <TextInput
          label={t("token.wabaId")}
          description={t("number.idsHelp")}
          inputMode="numeric"
          {...form.getInputProps("wabaId")}
        />
        <TextInput
          label={t("number.phoneNumberId")}
          inputMode="numeric"
          {...form.getInputProps("phoneNumberId")}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {t("number.choose")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
