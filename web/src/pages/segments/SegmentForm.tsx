import { Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";
import type { SegmentInput } from "../../api/types.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import type { DraftGroup } from "../../components/segment-builder/draft-types.ts";
import { FilterBuilder } from "../../components/segment-builder/FilterBuilder.tsx";
import { SegmentAudience } from "../../components/segment-builder/SegmentAudience.tsx";
import { SegmentSize } from "../../components/segment-builder/SegmentSize.tsx";
import { type LiveCount, useLiveCount } from "../../components/segment-builder/use-live-count.ts";
import { TagsField } from "../../components/tags/TagsField.tsx";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { ButtonLink } from "../../ui/links.tsx";
import { notifyDone } from "../../ui/notify.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { paths } from "../../util/paths.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import classes from "./SegmentForm.module.css";
import { DraftTools, FilterWords, KeptDraft, SharedNotice } from "./SegmentFormParts.tsx";
import { SegmentMenu } from "./SegmentMenu.tsx";
import { useDraftLink } from "./use-draft-link.ts";
import { useLocalDraft } from "./use-local-draft.ts";
import { filterDetails, type SegmentFormState, useNodeErrors, useSegmentForm } from "./use-segment-form.ts";

type Props = {
  initial: SegmentInput;
  /** Left out while the segment is new. */
  segmentId?: string;
  /** What a link brought instead of the stored filters. */
  shared?: DraftGroup | null;
  readOnly?: boolean;
};

/** Name, filters and, beside them, the live count: one screen to make a segment or change it. */
export function SegmentForm({ initial, segmentId, shared = null, readOnly = false }: Props) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const form = useSegmentForm(workspace.slug, { initial, shared, segmentId });
  const [tried, setTried] = useState(false);
  const leaving = useRef(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const builder = useRef<HTMLDivElement>(null);
  const live = useLiveCount(workspace.slug, form.compiled.filter);
  const link = useDraftLink(form.draft, form.dirty);
  const local = useLocalDraft(workspace.slug, segmentId, form, readOnly);
  const serverError = form.saving.error ?? (live.counting ? null : live.error);
  const errors = useNodeErrors(form.compiled, tried, serverError);
  const unfinished = form.compiled.problems.length;

  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.name.trim() === "") return nameInput.current?.focus();
    if (unfinished > 0) return focusFirstInvalid(builder.current);
    form.saving.mutate(undefined, {
      onError: () => focusFirstInvalid(builder.current),
      onSuccess: (segment) => {
        setTried(false);
        local.forget();
        notifyDone(t("saved", { name: segment.name }));
        if (segmentId) return;
        leaving.current = true;
        void navigate({ to: paths.segment(workspace.slug, segment.id), replace: true });
      },
    });
  };
  const afterDelete = () => {
    leaving.current = true;
    local.forget();
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
      {shared && form.dirty && <SharedNotice stored={segmentId !== undefined} />}
      {local.offered && <KeptDraft kept={local.offered} onTake={local.take} onForget={local.forget} />}
      <div className={classes.layout}>
        <Stack gap="md" className={classes.main}>
          <AboutSection form={form} tried={tried} nameInput={nameInput} readOnly={readOnly} />
          <Section title={t("filters")} actions={<DraftTools form={form} link={link} readOnly={readOnly} />}>
            <div ref={builder}>
              <FilterBuilder
                workspace={workspace.slug}
                draft={form.draft}
                onChange={form.setDraft}
                onUndo={form.undo}
                onRedo={form.redo}
                errors={errors}
                {...(segmentId ? { ownSegmentId: segmentId } : {})}
                readOnly={readOnly}
              />
            </div>
            {tried && unfinished > 0 && (
              <Text role="alert" size="sm" c="var(--mantine-color-error)" mt="sm">
                {t("unfinished", { count: unfinished })}
              </Text>
            )}
            <FilterWords filter={form.compiled.filter} />
          </Section>
        </Stack>
        <SizePanel live={live} unfinished={unfinished} />
      </div>
      <LeaveGuard when={() => form.dirty && !leaving.current && !readOnly} onLeave={local.forget} />
    </form>
  );
}

const nameTaken = (form: SegmentFormState): boolean =>
  form.saving.error instanceof ApiError && form.saving.error.code === "name_taken";

function SaveActions({ form, isNew }: { form: SegmentFormState; isNew: boolean }) {
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
  form: SegmentFormState;
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
        <TagsField value={form.tags} onChange={form.setTags} readOnly={readOnly} />
      </Stack>
    </Section>
  );
}

/** Beside the filters, in sight while they change; on narrow screens the figure stays at the bottom. */
function SizePanel({ live, unfinished }: { live: LiveCount; unfinished: number }) {
  const { t } = useTranslation("segments");
  const workspace = useWorkspace();
  return (
    <aside className={classes.aside} aria-label={t("size.label")}>
      <div className={classes.sizeCard}>
        <SegmentSize live={live} unfinished={unfinished} />
      </div>
      <div className={classes.audienceCard}>
        <SegmentAudience workspace={workspace.slug} live={live} />
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
