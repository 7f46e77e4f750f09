/** Unsaved work kept in this browser, for after a crash: one draft for each segment, and one for a new segment. */
import type { DraftGroup } from "../../components/segment-builder/draft-types.ts";
import { toDraft } from "../../components/segment-builder/read-draft.ts";
import { draftJson } from "../../components/segment-builder/share-draft.ts";

export interface LocalDraft {
  at: number;
  name: string;
  description: string;
  draft: DraftGroup;
}

const maxAgeMs = 14 * 86_400_000;

const keyOf = (workspace: string, segmentId: string | undefined): string =>
  `ponte.segment-draft.${workspace}.${segmentId ?? "new"}`;

export function keepLocalDraft(
  workspace: string,
  segmentId: string | undefined,
  { at, name, description, draft }: LocalDraft,
): void {
  try {
    const tree: unknown = JSON.parse(draftJson(draft));
    localStorage.setItem(keyOf(workspace, segmentId), JSON.stringify({ at, name, description, tree }));
  } catch {
    // A full or forbidden storage costs the safety net, not the work.
  }
}

export function forgetLocalDraft(workspace: string, segmentId: string | undefined): void {
  try {
    localStorage.removeItem(keyOf(workspace, segmentId));
  } catch {
    // nothing was kept then
  }
}

/** null: nothing was kept, or too long ago to be somebody's work of now. */
export function readLocalDraft(workspace: string, segmentId: string | undefined): LocalDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(workspace, segmentId)) ?? "null") as Partial<{
      at: unknown;
      name: unknown;
      description: unknown;
      tree: unknown;
    }> | null;
    if (typeof kept?.at !== "number" || Date.now() - kept.at > maxAgeMs) return null;
    const text = (value: unknown) => (typeof value === "string" ? value : "");
    return {
      at: kept.at,
      name: text(kept.name),
      description: text(kept.description),
      draft: toDraft(kept.tree),
    };
  } catch {
    return null;
  }
}
