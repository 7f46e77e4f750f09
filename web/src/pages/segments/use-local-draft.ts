import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { draftJson } from "../../components/segment-builder/share-draft.ts";
import { forgetLocalDraft, keepLocalDraft, type LocalDraft, readLocalDraft } from "./local-draft.ts";
import type { SegmentFormState } from "./use-segment-form.ts";

const pauseMs = 800;

/** Keeps unsaved work in this browser, and offers what an earlier visit left here without saving it. */
export function useLocalDraft(
  workspace: string,
  segmentId: string | undefined,
  form: SegmentFormState,
  readOnly: boolean,
) {
  const [offered, setOffered] = useState<LocalDraft | null>(() => {
    const kept = readOnly ? null : readLocalDraft(workspace, segmentId);
    return kept && contents(kept) !== contents(form) ? kept : null;
  });
  const { name, description, draft, dirty } = form;
  const [first] = useState({ name, draft });
  const [settled] = useDebouncedValue({ name, description, draft, dirty }, pauseMs);
  useEffect(() => {
    // What is on screen from the start (a link's filters) is nobody's work yet: it does not replace what is offered.
    const untouched = settled.draft === first.draft && settled.name === first.name;
    if (readOnly || !settled.dirty || untouched) return;
    keepLocalDraft(workspace, segmentId, { ...settled, at: Date.now() });
  }, [workspace, segmentId, readOnly, settled, first]);
  const forget = () => {
    setOffered(null);
    forgetLocalDraft(workspace, segmentId);
  };
  return {
    offered,
    forget,
    take: () => {
      if (!offered) return;
      form.setName(offered.name);
      form.setDescription(offered.description);
      form.setDraft(offered.draft);
      setOffered(null);
    },
  };
}

const contents = ({ name, description, draft }: Pick<LocalDraft, "name" | "description" | "draft">): string =>
  JSON.stringify([name, description, draftJson(draft)]);
