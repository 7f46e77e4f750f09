import { Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type FormSettings,
  type OptInForm,
  type OptInFormInput,
  optInsKey,
  saveForm,
} from "../../api/queries/opt-ins.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { notifyDone } from "../../ui/notify.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { paths } from "../../util/paths.ts";
import { ArchiveButton } from "./ArchiveButton.tsx";
import { CountTiles } from "./Counts.tsx";
import { FormEmbed } from "./FormEmbed.tsx";
import { FormFields } from "./FormFields.tsx";
import { FormLook } from "./FormLook.tsx";
import { FormPreview } from "./FormPreview.tsx";
import { FormTemplate } from "./FormTemplate.tsx";
import { FormTextsSection } from "./FormTextsSection.tsx";
import { NumberSelect } from "./NumberSelect.tsx";
import classes from "./opt-ins.module.css";
import { useFieldErrors } from "./use-field-errors.ts";

export type SectionProps = {
  input: OptInFormInput;
  onSettings: (change: Partial<FormSettings>) => void;
  error: (path: string) => string | undefined;
  readOnly: boolean;
};

const pick = ({ name, subscriptionGroupId, way, settings }: OptInFormInput): OptInFormInput => ({
  name,
  subscriptionGroupId,
  way,
  settings,
});

/** One form: what it asks, says and looks like; beside it the page itself. */
export function FormEditor({ initial, form }: { initial: OptInFormInput; form?: OptInForm }) {
  const { t } = useTranslation("optins");
  const { slug, can } = useWorkspace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [input, setInput] = useState(() => pick(initial));
  const change = (patch: Partial<OptInFormInput>) => setInput((old) => ({ ...old, ...patch }));
  const save = useMutation({
    mutationFn: () => saveForm(slug, input, form?.id),
    onSuccess: async (saved) => {
      setInput(pick(saved));
      notifyDone(t("forms.saved", { name: saved.name }));
      await queries.invalidateQueries({ queryKey: optInsKey(slug) });
      if (!form) await navigate({ to: paths.optInForm(slug, saved.id), replace: true });
    },
  });
  const error = useFieldErrors(save.error);
  const readOnly = !can("write");
  const dirty = JSON.stringify(input) !== JSON.stringify(pick(form ?? initial));
  const section: SectionProps = {
    input,
    onSettings: (settings) => setInput((old) => ({ ...old, settings: { ...old.settings, ...settings } })),
    error,
    readOnly,
  };
  return (
    <>
      <PageHeader
        title={form ? form.name : t("forms.newTitle")}
        badge={form?.archivedAt ? <StatusBadge tone="neutral" label={t("archived")} /> : undefined}
        back={{ to: `${paths.optIns(slug)}?tab=forms`, label: t("title") }}
        actions={
          !readOnly && (
            <>
              {form && <ArchiveButton what="forms" item={form} />}
              <ActionButton
                onClick={() => save.mutate()}
                loading={save.isPending}
                disabledReason={form && !dirty && t("nothingChanged")}
              >
                {t(form ? "save" : "forms.create")}
              </ActionButton>
            </>
          )
        }
      />
      <ErrorAlert error={save.error} mb="md" />
      <div className={classes.layout}>
        <Stack gap="md">
          {form && (
            <Section title={t("figures")}>
              <CountTiles counts={form.counts} kind="forms" />
            </Section>
          )}
          {form && !form.archivedAt && <FormEmbed form={form} />}
          <Section title={t("forms.what")}>
            <Stack gap="md">
              <TextInput
                label={t("name")}
                description={t("nameHelp")}
                maxLength={120}
                readOnly={readOnly}
                value={input.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
                error={error("name")}
              />
              <NumberSelect
                value={input.subscriptionGroupId}
                onChange={(subscriptionGroupId) => change({ subscriptionGroupId })}
                error={error("subscriptionGroupId")}
                disabled={readOnly}
              />
              <Radio.Group
                label={t("forms.way")}
                value={input.way}
                onChange={(way) => change({ way: way as OptInFormInput["way"] })}
              >
                <Stack gap="xs" mt={6}>
                  {(["person_writes", "we_write"] as const).map((way) => (
                    <Radio
                      key={way}
                      value={way}
                      disabled={readOnly}
                      label={t(`forms.ways.${way}.title`)}
                      description={t(`forms.ways.${way}.text`)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              {input.way === "we_write" && <FormTemplate {...section} />}
            </Stack>
          </Section>
          <FormFields {...section} />
          <FormTextsSection {...section} />
          <FormLook {...section} />
        </Stack>
        <div className={classes.side}>
          <FormPreview input={input} />
        </div>
      </div>
    </>
  );
}
