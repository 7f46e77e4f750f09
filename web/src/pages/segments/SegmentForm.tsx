import { Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";
import type { SegmentInput } from "../../api/types.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { FilterBuilder } from "../../components/segment-builder/FilterBuilder.tsx";
import { SegmentAudience } from "../../components/segment-builder/SegmentAudience.tsx";
import { SegmentSize } from "../../components/segment-builder/SegmentSize.tsx";
import { type LiveCount, useLiveCount } from "../../components/segment-builder/use-live-count.ts";
import { useSegmentWords } from "../../components/segment-builder/use-segment-words.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { ButtonLink } from "../../ui/links.tsx";
import { notifyDone } from "../../ui/notify.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { paths } from "../../util/paths.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import classes from "./SegmentForm.module.css";
import { SegmentMenu } from "./SegmentMenu.tsx";
import { filterDetails, useNodeErrors, useSegmentForm } from "./use-segment-form.ts";

type Props = {
  initial: SegmentInput /** Left out while the segment is new. */;
  segmentId?: string;
  readOnly?: boolean;
};

/** Name, filters and, beside them, the live count: one screen to make a segment or change it. */
export function SegmentForm({ initial, segmentId, readOnly = false }: Props) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const form = useSegmentForm(workspace.slug, initial, segmentId);
  const [tried, setTried] = useState(false);
  const [numberId, setNumberId] = useState("");
  const leaving = useRef(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const builder = useRef<HTMLDivElement>(null);
  const live = useLiveCount(workspace.slug, form.compiled.filter, numberId || undefined);
  const serverError = form.saving.error ?? (live.counting ? null : live.error);
  const errors = useNodeErrors(form.compiled, tried, serverError);
  const { describe } = useSegmentWords(workspace.slug);
  const unfinished = form.compiled.problems.length;

  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.name.trim() === "") return nameInput.current?.focus();
    if (unfinished > 0) return focusFirstInvalid(builder.current);
    form.saving.mutate(undefined, {
      onSuccess: (segment) => {
        setTried(false);
        notifyDone(t("saved", { name: segment.name }));
        if (segmentId) return;
        leaving.current = true;
        void navigate({ to: paths.segment(workspace.slug, segment.id), replace: true });
      },
    });
  };
  const afterDelete = () => {
    leaving.current = true;
    void navigate({ to: paths.segments(workspace.slug) });
  };

  return (
    <form onSubmit={save} noValidate>
      <PageHeader
        title={segmentId ? initial.name : t("newTitle")}
        back={{ to: paths.segments(workspace.slug), label: t("title") }}
        description={readOnly ? t("readOnly") : undefined}
        actions={
          !readOnly && (
            <>
              {segmentId && (
                <SegmentMenu segment={{ id: segmentId, name: initial.name }} onDeleted={afterDelete} />
              )}
              <SaveActions form={form} isNew={!segmentId} />
            </>
          )
        }
      />
      {form.saving.isError && !nameTaken(form) && filterDetails(form.saving.error).length === 0 && (
        <ErrorAlert error={form.saving.error} mb="md" />
      )}
      <div className={classes.layout}>
        <Stack gap="md" className={classes.main}>
          <AboutSection form={form} tried={tried} nameInput={nameInput} readOnly={readOnly} />
          <Section title={t("filters")}>
            <div ref={builder}>
              <FilterBuilder
                workspace={workspace.slug}
                draft={form.draft}
                onChange={form.setDraft}
                errors={errors}
                ownSegmentId={segmentId}
                readOnly={readOnly}
              />
            </div>
            {tried && unfinished > 0 && (
              <Text role="alert" size="sm" c="var(--mantine-color-error)" mt="sm">
                {t("unfinished", { count: unfinished })}
              </Text>
            )}
            {form.compiled.filter && (
              <section aria-label={t("inWords")} className={classes.words}>
                <Text size="xs" c="dimmed" fw={550}>
                  {t("inWords")}
                </Text>
                <Text size="sm">{describe(form.compiled.filter)}</Text>
              </section>
            )}
          </Section>
        </Stack>
        <SizePanel live={live} unfinished={unfinished} numberId={numberId} onNumber={setNumberId} />
      </div>
      <LeaveGuard when={() => form.dirty && !leaving.current && !readOnly} />
    </form>
  );
}

type Form = ReturnType<typeof useSegmentForm>;

const nameTaken = (form: Form): boolean =>
  form.saving.error instanceof ApiError && form.saving.error.code === "name_taken";

function SaveActions({ form, isNew }: { form: Form; isNew: boolean }) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  return (
    <>
      <ButtonLink to={paths.segments(workspace.slug)} variant="default">
        {t("cancel")}
      </ButtonLink>
      <ActionButton
        type="submit"
        loading={form.saving.isPending}
        disabledReason={!isNew && !form.dirty && t("nothingToSave")}
      >
        {t("save")}
      </ActionButton>
    </>
  );
}

type AboutProps = {
  form: Form;
  tried: boolean;
  nameInput: RefObject<HTMLInputElement | null>;
  readOnly: boolean;
};

function AboutSection({ form, tried, nameInput, readOnly }: AboutProps) {
  const { t } = useTranslation("segments");
  const missing = tried && form.name.trim() === "";
  return (
    <Section title={t("about")}>
      <Stack gap="sm">
        <TextInput
          ref={nameInput}
          label={t("nameLabel")}
          placeholder={t("namePlaceholder")}
          value={form.name}
          maxLength={120}
          readOnly={readOnly}
          withAsterisk={!readOnly}
          error={missing ? t("nameRequired") : nameTaken(form) && t("nameTaken")}
          onChange={(event) => form.setName(event.currentTarget.value)}
        />
        <Textarea
          label={t("descriptionLabel")}
          placeholder={t("descriptionPlaceholder")}
          value={form.description}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          readOnly={readOnly}
          onChange={(event) => form.setDescription(event.currentTarget.value)}
        />
      </Stack>
    </Section>
  );
}

type SizeProps = { live: LiveCount; unfinished: number; numberId: string; onNumber: (id: string) => void };

/** Beside the filters, in sight while they change; on narrow screens the figure stays at the bottom. */
function SizePanel({ live, unfinished, numberId, onNumber }: SizeProps) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  return (
    <aside className={classes.aside} aria-label={t("size.label")}>
      <div className={classes.sizeCard}>
        <SegmentSize live={live} unfinished={unfinished} />
      </div>
      <div className={classes.audienceCard}>
        <SegmentAudience
          workspace={workspace.slug}
          live={live}
          subscriptionGroupId={numberId}
          onNumber={onNumber}
        />
      </div>
    </aside>
  );
}

function focusFirstInvalid(root: HTMLElement | null): void {
  // The marks appear with the next render.
  requestAnimationFrame(() => {
    const filter = root?.querySelector("fieldset[data-invalid]");
    const field = filter?.querySelector<HTMLInputElement>("input[data-error], input[aria-invalid=true]");
    (field ?? filter?.querySelector("input"))?.focus();
  });
}
