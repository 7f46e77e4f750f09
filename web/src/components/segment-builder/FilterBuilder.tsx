import { useMemo, useState } from "react";
import { type Builder, BuilderContext, type FieldError } from "./builder-context.ts";
import type { DraftGroup, DraftNode } from "./draft.ts";
import { addNode } from "./edit.ts";
import { GroupEditor } from "./GroupEditor.tsx";

type Props = {
  workspace: string;
  draft: DraftGroup;
  onChange: (draft: DraftGroup) => void;
  /** Messages by the key of the node they belong to. */
  errors: ReadonlyMap<string, FieldError[]>;
  ownSegmentId?: string;
  readOnly?: boolean;
};

const none: FieldError[] = [];

/** Edits a segment's filters: groups in groups, each filter a sentence with fields. Counts and saving are the page's. */
export function FilterBuilder({ workspace, draft, onChange, errors, ownSegmentId, readOnly = false }: Props) {
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const builder = useMemo<Builder>(
    () => ({
      workspace,
      readOnly,
      ownSegmentId,
      focusKey,
      edit: (change) => onChange(change(draft)),
      add: (groupKey: string, node: DraftNode) => {
        setFocusKey(node.kind === "group" ? (node.children[0]?.key ?? null) : node.key);
        onChange(addNode(draft, groupKey, node));
      },
      errorsOf: (key) => errors.get(key) ?? none,
    }),
    [workspace, readOnly, ownSegmentId, focusKey, draft, onChange, errors],
  );
  return (
    <BuilderContext.Provider value={builder}>
      <GroupEditor group={draft} place={null} />
    </BuilderContext.Provider>
  );
}
