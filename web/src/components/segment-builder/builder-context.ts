import { createContext, useContext } from "react";
import type { DraftField } from "./compile-draft.ts";
import type { DraftGroup, DraftNode } from "./draft.ts";

/** What every part of the builder needs, whatever its depth in the tree. */
export interface Builder {
  workspace: string;
  readOnly: boolean;
  /** The segment being edited, which cannot be a filter of itself. */
  ownSegmentId: string | undefined;
  edit: (change: (root: DraftGroup) => DraftGroup) => void;
  /** Adds a node to a group and puts the cursor into it. */
  add: (groupKey: string, node: DraftNode) => void;
  /** The node that was just added; it takes the focus once. */
  focusKey: string | null;
  errorsOf: (key: string) => FieldError[];
}

/** A message beside a filter; without a field it is about the whole filter. */
export interface FieldError {
  field: DraftField | null;
  message: string;
}

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("filter editors live inside FilterBuilder");
  return builder;
}
