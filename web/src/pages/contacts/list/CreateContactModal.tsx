import { Button, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { contactsKey, createContact } from "../../../api/queries/contacts.ts";
import { useCountryOptions } from "../../../components/country-options.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../../shell/use-workspace.ts";
import { useFormat } from "../../../ui/format.ts";
import { paths } from "../../../util/paths.ts";
import { useFieldErrors } from "../field-errors.ts";

const blank = { firstName: "", lastName: "", phone: "", email: "", externalId: "", country: "" };
type Values = typeof blank;

/** One contact by hand; the rest of what is known is filled in on the profile. */
export function CreateContactModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("contacts");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("create.title")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <CreateContactForm onClose={onClose} />
    </Modal>
  );
}

function CreateContactForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("contacts");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const countries = useCountryOptions();
  const format = useFormat();
  const form = useForm<Values>({
    initialValues: blank,
    validate: { phone: (_, values) => (reachable(values) ? null : t("create.needsIdentifier")) },
  });
  const creation = useMutation({
    mutationFn: (values: Values) => createContact(workspace.slug, onlyFilled(values)),
    onSuccess: (contact) => {
      void queryClient.invalidateQueries({ queryKey: contactsKey(workspace.slug) });
      onClose();
      void navigate({ to: paths.contact(workspace.slug, contact.id) });
    },
  });
  const refused = useFieldErrors(creation.error);
  const unplaced = creation.isError && !Object.keys(refused).some((path) => path in blank);
  const field = (name: keyof Values) => ({
    ...form.getInputProps(name),
    error: form.errors[name] ?? refused[name],
  });
  return (
    <form onSubmit={form.onSubmit((values) => creation.mutate(values))} noValidate>
      <Stack gap="sm">
        {unplaced && <ErrorAlert error={creation.error} />}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <TextInput label={t("field.first_name")} data-autofocus {...field("firstName")} />
          <TextInput label={t("field.last_name")} {...field("lastName")} />
        </SimpleGrid>
        <TextInput
          label={t("field.phone")}
          type="tel"
          description={t("create.phoneHint", { country: format.country(workspace.defaultCountry) })}
          placeholder="+55 11 98765-4321"
          {...field("phone")}
        />
        <TextInput label={t("field.email")} type="email" {...field("email")} />
        <TextInput
          label={t("field.external_id")}
          description={t("create.externalIdHint")}
          {...field("externalId")}
        />
        <Select
          label={t("field.country")}
          data={countries}
          searchable
          clearable
          {...field("country")}
          value={form.values.country || null}
          onChange={(country) => form.setFieldValue("country", country ?? "")}
        />
        <Text size="xs" c="dimmed">
          {t("create.subscriptionHint")}
        </Text>
      </Stack>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={creation.isPending}>
          {t("create.submit")}
        </Button>
      </Group>
    </form>
  );
}

const reachable = (values: Values): boolean =>
  [values.phone, values.email, values.externalId].some((text) => text.trim() !== "");

function onlyFilled(values: Values): Partial<Values> {
  const filled = Object.entries(values).filter(([, text]) => (text ?? "").trim() !== "");
  return Object.fromEntries(filled.map(([name, text]) => [name, text.trim()]));
}
