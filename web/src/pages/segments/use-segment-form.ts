import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";
import { createSegment, segmentsKey, updateSegment } from "../../api/queries/segments.ts";
import type { Filter, Segment, SegmentInput } from "../../api/types.ts";
import type { FieldError } from "../../components/segment-builder/builder-context.ts";
import { compileDraft, locateError } from "../../components/segment-builder/compile-draft.ts";
import { type DraftGroup, toDraft } from "../../components/segment-builder/draft.ts";

const everyone: Filter = { kind: "and", children: [] };

/** The editor's state: what is typed, what of it is finished, what differs from what is stored, and saving. */
export function useSegmentForm(workspace: string, initial: SegmentInput, segmentId: string | undefined) {
  const [name, setName] = useState(initial.name);
  const [description, setDescription] = useState(initial.description ?? "");
  const [draft, setDraft] = useState<DraftGroup>(() => toDraft(initial.filter));
  const compiled = useMemo(() => compileDraft(draft), [draft]);
  const current = fingerprint(name, description, compiled.filter, compiled.problems.length);
  const [stored, setStored] = useState(segmentId || initial.name === "" ? current : "");
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: (): Promise<Segment> => {
      const input = {
        name: name.trim(),
        description: description.trim(),
        filter: compiled.filter ?? everyone,
      };
      return segmentId ? updateSegment(workspace, segmentId, input) : createSegment(workspace, input);
    },
    onSuccess: () => {
      setStored(current);
      void queryClient.invalidateQueries({ queryKey: segmentsKey(workspace) });
    },
  });
  // What the server refused was the segment as it was.
  const forgetRefusal = () => {
    if (saving.isError) saving.reset();
  };
  const changeDraft = (next: DraftGroup) => {
    setDraft(next);
    forgetRefusal();
  };
  const changeName = (next: string) => {
    setName(next);
    forgetRefusal();
  };
  return {
    name,
    setName: changeName,
    description,
    setDescription,
    draft,
    setDraft: changeDraft,
    compiled,
    saving,
    dirty: current !== stored,
  };
}

function fingerprint(name: string, description: string, filter: Filter | null, unfinished: number): string {
  return JSON.stringify([name, description, filter, unfinished]);
}

/** Messages by node: what is unfinished (once somebody tried to save) and what the server says about the tree. */
export function useNodeErrors(
  compiled: ReturnType<typeof compileDraft>,
  showUnfinished: boolean,
  serverError: unknown,
): Map<string, FieldError[]> {
  const { t, i18n } = useTranslation("segments");
  const errors = new Map<string, FieldError[]>();
  const put = (key: string, error: FieldError) => errors.set(key, [...(errors.get(key) ?? []), error]);
  if (showUnfinished) {
    for (const { key, field, code } of compiled.problems) put(key, { field, message: t(`problem.${code}`) });
  }
  for (const { path, message, code } of filterDetails(serverError)) {
    const { key, field } = locateError(path, compiled.keyByPath);
    const known = code && i18n.exists(`segments:problem.${code}`);
    put(key, { field, message: known ? t(`problem.${code}`) : message });
  }
  return errors;
}

/** What the server says about single nodes of a refused filter. */
export function filterDetails(
  error: unknown,
): { path: string; message: string; code?: string | undefined }[] {
  if (!(error instanceof ApiError) || error.code !== "invalid_filter") return [];
  return error.details.map((detail) => ({ ...detail, path: detail.path ?? "" }));
}
