import { SimpleGrid, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type OptInLink, type OptInLinkInput, optInsKey, saveLink } from "../../api/queries/opt-ins.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { WhatsAppPreview } from "../../components/whatsapp-preview/WhatsAppPreview.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { notifyDone } from "../../ui/notify.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { paths } from "../../util/paths.ts";
import { ArchiveButton } from "./ArchiveButton.tsx";
import { CountTiles } from "./Counts.tsx";
import { LinkQr } from "./LinkQr.tsx";
import { NumberSelect, useNumbers } from "./NumberSelect.tsx";
import classes from "./opt-ins.module.css";
import { useFieldErrors } from "./use-field-errors.ts";

type Values = Omit<OptInLinkInput, "attribute"> & { attributeName: string; attributeValue: string };

function valuesOf({
  name,
  subscriptionGroupId,
  text,
  attribute,
  note,
  thankYou,
  countScans,
}: OptInLinkInput): Values {
  const [attributeName, attributeValue] = [attribute?.name ?? "", attribute?.value ?? ""];
  return { name, subscriptionGroupId, text, note, thankYou, countScans, attributeName, attributeValue };
}

function inputOf({ attributeName, attributeValue, ...rest }: Values): OptInLinkInput {
  return { ...rest, attribute: attributeName.trim() ? { name: attributeName, value: attributeValue } : null };
}

/** One link: what it says and does, beside it the phone, the QR code and its figures. */
export function LinkForm({ initial, link }: { initial: OptInLinkInput; link?: OptInLink }) {
  const { t } = useTranslation("optins");
  const { slug, can } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: valuesOf(initial) });
  const save = useMutation({
    mutationFn: (values: Values) => saveLink(slug, inputOf(values), link?.id),
    onSuccess: async (saved) => {
      form.setInitialValues(valuesOf(saved));
      form.reset();
      notifyDone(t("links.saved", { name: saved.name }));
      await queries.invalidateQueries({ queryKey: optInsKey(slug) });
      if (!link) await navigate({ to: paths.optInLink(slug, saved.id), replace: true });
    },
  });
  const error = useFieldErrors(save.error);
  const readOnly = !can("write");
  const number = useNumbers().find(({ id }) => id === form.values.subscriptionGroupId);
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <PageHeader
        title={link ? link.name : t("links.newTitle")}
        badge={link?.archivedAt ? <StatusBadge tone="neutral" label={t("archived")} /> : undefined}
        back={{ to: `${paths.optIns(slug)}?tab=links`, label: t("title") }}
        actions={
          !readOnly && (
            <>
              {link && <ArchiveButton what="links" item={link} />}
              <ActionButton
                type="submit"
                loading={save.isPending}
                disabledReason={link && !form.isDirty() && t("nothingChanged")}
              >
                {t(link ? "save" : "links.create")}
              </ActionButton>
            </>
          )
        }
      />
      <ErrorAlert error={save.error} mb="md" />
      <div className={classes.layout}>
        <Stack gap="md">
          {link && (
            <Section title={t("figures")}>
              <CountTiles counts={link.counts} kind="links" />
            </Section>
          )}
          <Section title={t("links.what")}>
            <Stack gap="md">
              <TextInput
                label={t("name")}
                description={t("nameHelp")}
                maxLength={120}
                readOnly={readOnly}
                {...form.getInputProps("name")}
                error={error("name")}
              />
              <NumberSelect
                value={form.values.subscriptionGroupId}
                onChange={(id) => form.setFieldValue("subscriptionGroupId", id)}
                error={error("subscriptionGroupId")}
                fixed={Boolean(link)}
                disabled={readOnly}
              />
              <Textarea
                label={t("links.text")}
                description={t("links.textHelp")}
                autosize
                minRows={2}
                maxLength={300}
                readOnly={readOnly}
                {...form.getInputProps("text")}
                error={error("text")}
              />
              <Switch
                label={t("links.countScans")}
                description={t("links.countScansHelp")}
                disabled={readOnly}
                {...form.getInputProps("countScans", { type: "checkbox" })}
              />
            </Stack>
          </Section>
          <AfterSection form={form} error={error} readOnly={readOnly} />
        </Stack>
        <Stack gap="md" className={classes.side}>
          {link && !link.archivedAt && (
            <Section title={t("links.qr")}>
              <LinkQr link={link} />
            </Section>
          )}
          <WhatsAppPreview
            message={{ body: `${form.values.text.trim()} [${link?.code ?? "K7QP2"}]` }}
            senderName={number?.displayName ?? ""}
            perspective="business"
            ticks="sent"
          />
          <Text size="xs" c="dimmed">
            {t("links.codeHelp")}
          </Text>
        </Stack>
      </div>
    </form>
  );
}

type AfterProps = {
  form: ReturnType<typeof useForm<Values>>;
  error: (path: string) => string | undefined;
  readOnly: boolean;
};

function AfterSection({ form, error, readOnly }: AfterProps) {
  const { t } = useTranslation("optins");
  return (
    <Section title={t("links.after")} description={t("links.afterHelp")}>
      <Stack gap="md">
        <Textarea
          label={t("thankYou")}
          description={t("thankYouHelp")}
          autosize
          minRows={2}
          maxLength={1000}
          readOnly={readOnly}
          {...form.getInputProps("thankYou")}
          error={error("thankYou")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <TextInput
            label={t("links.attributeName")}
            description={t("links.attributeHelp")}
            maxLength={255}
            readOnly={readOnly}
            {...form.getInputProps("attributeName")}
          />
          <TextInput
            label={t("links.attributeValue")}
            description={t("links.attributeValueHelp")}
            maxLength={255}
            readOnly={readOnly}
            {...form.getInputProps("attributeValue")}
          />
        </SimpleGrid>
        <TextInput
          label={t("links.note")}
          description={t("links.noteHelp")}
          maxLength={300}
          readOnly={readOnly}
          {...form.getInputProps("note")}
        />
      </Stack>
    </Section>
  );
}
