import { createContext, useCallback, useContext } from "react";
import type { DraftGroup, DraftLeaf, DraftNode, FocusTarget } from "./draft-types.ts";
import { replaceNode } from "./edit.ts";

/** What every part of the builder needs, whatever its depth in the tree. It never changes while one edits. */
export interface Builder {
  workspace: string;
  readOnly: boolean;
  /** The segment being edited, which cannot be a filter of itself. */
  ownSegmentId: string | undefined;
  /** The tree as it is now, for what is worked out when somebody asks. */
  root: () => DraftGroup;
  /** `typing` names what is typed into: such edits are one step of undoing as long as they follow each other. */
  edit: (
    change: (root: DraftGroup) => DraftGroup,
    options?: { typing?: string; focus?: FocusTarget },
  ) => void;
  /** Adds a node to a group and puts the cursor into it. */
  add: (groupKey: string, node: DraftNode) => void;
  /** Takes a node out; the cursor goes to its neighbour. */
  remove: (key: string) => void;
}

/** A message beside a filter; without a field it is about the whole filter. */
export interface FieldError {
  /** The field's path inside the filter: "value", "properties.0.name". */
  field: string | null;
  message: string;
}

export const BuilderContext = createContext<Builder | null>(null);
/** Messages by the key of the node they belong to. */
export const ErrorsContext = createContext<ReadonlyMap<string, FieldError[]>>(new Map());

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("filter editors live inside FilterBuilder");
  return builder;
}

const none: FieldError[] = [];

export function useErrorsOf(key: string): FieldError[] {
  return useContext(ErrorsContext).get(key) ?? none;
}

/** What an editor of one filter needs: a way to change it, and which of its fields are wrong. */
export function useLeaf<Leaf extends DraftLeaf>(leaf: Leaf) {
  const { edit } = useBuilder();
  const errors = useErrorsOf(leaf.key);
  const replace = useCallback(
    (next: DraftLeaf, focus?: FocusTarget) =>
      edit((root) => replaceNode(root, next), { typing: leaf.key, ...(focus ? { focus } : {}) }),
    [edit, leaf.key],
  );
  return {
    replace,
    change: (patch: Partial<Leaf>) => replace({ ...leaf, ...patch } as Leaf),
    /** Adds a part that is still to be filled in, and puts the cursor there. */
    refine: (patch: Partial<Leaf>) =>
      replace({ ...leaf, ...patch } as Leaf, { key: leaf.key, part: "fields" }),
    wrong: (field: string) => errors.some((error) => error.field === field),
  };
}
