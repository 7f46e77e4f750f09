import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client.ts";
import { createSegment, segmentsKey, updateSegment } from "../../api/queries/segments.ts";
import type { Filter, Segment, SegmentInput } from "../../api/types.ts";
import type { FieldError } from "../../components/segment-builder/builder-context.ts";
import { compileDraft, locateError } from "../../components/segment-builder/compile-draft.ts";
import type { DraftGroup } from "../../components/segment-builder/draft-types.ts";
import { toDraft } from "../../components/segment-builder/read-draft.ts";
import { useDraftHistory } from "../../components/segment-builder/use-draft-history.ts";

const everyone: Filter = { kind: "and", children: [] };

type Start = {
  initial: SegmentInput;
  /** What a link brought: on screen from the start, stored by saving only. */
  shared: DraftGroup | null;
  segmentId: string | undefined;
};

/** The editor's state: what is typed, what of it is finished, what differs from what is stored, and saving. */
export function useSegmentForm(workspace: string, { initial, shared, segmentId }: Start) {
  const [name, setName] = useState(initial.name);
  const [description, setDescription] = useState(initial.description ?? "");
  const [tags, setTags] = useState(initial.tags ?? []);
  const { draft, change, ...history } = useDraftHistory(() => shared ?? toDraft(initial.filter));
  const compiled = useMemo(() => compileDraft(draft), [draft]);
  const current = fingerprint({ name, description, tags }, compiled);
  const [stored, setStored] = useState(() => {
    if (!segmentId && initial.name !== "") return "";
    const kept = compileDraft(toDraft(initial.filter));
    const about = { name: initial.name, description: initial.description ?? "", tags: initial.tags ?? [] };
    return fingerprint(about, kept);
  });
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: (): Promise<Segment> => {
      const input = {
        name: name.trim(),
        description: description.trim(),
        filter: compiled.filter ?? everyone,
        tags,
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
  return {
    name,
    setName: (next: string) => {
      setName(next);
      forgetRefusal();
    },
    description,
    setDescription,
    tags,
    setTags,
    draft,
    setDraft: (next: DraftGroup, typing?: string) => {
      change(next, typing);
      forgetRefusal();
    },
    ...history,
    compiled,
    saving,
    dirty: current !== stored,
  };
}

export type SegmentFormState = ReturnType<typeof useSegmentForm>;

type About = { name: string; description: string; tags: string[] };

/** Unfinished filters count as changes too. */
function fingerprint({ name, description, tags }: About, compiled: ReturnType<typeof compileDraft>): string {
  const { filter, problems } = compiled;
  return JSON.stringify([name.trim(), description.trim(), tags, filter, problems.length]);
}

/**
 * Messages by node: what is unfinished (once somebody tried to save) and what the server says about the tree. The map stays
 * the same as long as it says the same, so that typing draws one row again and not all.
 */
export function useNodeErrors(
  compiled: ReturnType<typeof compileDraft>,
  showUnfinished: boolean,
  serverError: unknown,
): ReadonlyMap<string, FieldError[]> {
  const { t, i18n } = useTranslation("segments");
  const last = useRef<{ text: string; errors: ReadonlyMap<string, FieldError[]> }>({
    text: "[]",
    errors: new Map(),
  });
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
  const text = JSON.stringify([...errors]);
  if (text !== last.current.text) last.current = { text, errors };
  return last.current.errors;
}

/** What the server says about single nodes of a refused filter. */
export function filterDetails(
  error: unknown,
): { path: string; message: string; code?: string | undefined }[] {
  if (!(error instanceof ApiError) || error.code !== "invalid_filter") return [];
  return error.details.map((detail) => ({ ...detail, path: detail.path ?? "" }));
}
