import { useEffect, useMemo, useRef } from "react";
import { type Builder, BuilderContext, ErrorsContext, type FieldError } from "./builder-context.ts";
import { useBuilderKeys } from "./builder-keys.ts";
import type { DraftGroup, FocusTarget } from "./draft-types.ts";
import { addNode, neighbourOf, removeNode } from "./edit.ts";
import { focusIn } from "./focus.ts";
import { GroupEditor } from "./GroupEditor.tsx";

type Props = {
  workspace: string;
  draft: DraftGroup;
  /** `typing`: see Builder.edit. */
  onChange: (draft: DraftGroup, typing?: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  errors: ReadonlyMap<string, FieldError[]>;
  ownSegmentId?: string;
  readOnly?: boolean;
};

/** Edits a segment's filters: groups in groups, each filter a sentence with fields. Counts and saving are the page's. */
export function FilterBuilder(props: Props) {
  const { workspace, draft, errors, ownSegmentId, readOnly = false } = props;
  const container = useRef<HTMLDivElement>(null);
  const focus = useRef<FocusTarget | null>(null);
  // What rows hold on to stays the same while one types, so that only the row typed into is drawn again.
  const now = useRef({ draft, onChange: props.onChange });
  now.current = { draft, onChange: props.onChange };
  const builder = useMemo<Builder>(() => {
    const edit: Builder["edit"] = (change, options = {}) => {
      const next = change(now.current.draft);
      focus.current = options.focus ?? null;
      if (next === now.current.draft) return;
      now.current.draft = next;
      now.current.onChange(next, options.typing);
    };
    return {
      workspace,
      readOnly,
      ownSegmentId,
      root: () => now.current.draft,
      edit,
      add: (groupKey, node) =>
        edit((root) => addNode(root, groupKey, node), {
          focus: {
            key: node.kind === "group" ? (node.children[0]?.key ?? node.key) : node.key,
            part: "fields",
          },
        }),
      remove: (key) => {
        const next = neighbourOf(now.current.draft, key);
        edit((root) => removeNode(root, key), { focus: next });
      },
    };
  }, [workspace, readOnly, ownSegmentId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the target is in the tree that was just drawn
  useEffect(() => {
    const target = focus.current;
    if (!target) return;
    focus.current = null;
    // A menu that led here has to close first.
    const timer = setTimeout(() => focusIn(container.current, target), 40);
    return () => clearTimeout(timer);
  }, [draft]);

  const keys = useBuilderKeys(container, builder, { undo: props.onUndo, redo: props.onRedo });
  return (
    <BuilderContext.Provider value={builder}>
      <ErrorsContext.Provider value={errors}>
        {/* The keys are short cuts for what buttons inside do. */}
        <div ref={container} {...keys}>
          <GroupEditor group={draft} />
        </div>
      </ErrorsContext.Provider>
    </BuilderContext.Provider>
  );
}
