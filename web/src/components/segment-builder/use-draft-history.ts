import { useCallback, useRef, useState } from "react";
import type { DraftGroup } from "./draft-types.ts";

/** What is typed into one filter without a longer pause is one step. */
const pauseMs = 1500;
const maxSteps = 200;

interface Steps {
  past: DraftGroup[];
  draft: DraftGroup;
  future: DraftGroup[];
}

/** A draft with undo and redo. */
export function useDraftHistory(start: () => DraftGroup) {
  const [steps, setSteps] = useState<Steps>(() => ({ past: [], draft: start(), future: [] }));
  const last = useRef<{ typing: string | undefined; at: number }>({ typing: undefined, at: 0 });

  const change = useCallback((draft: DraftGroup, typing?: string) => {
    const at = Date.now();
    const sameStep = typing !== undefined && typing === last.current.typing && at - last.current.at < pauseMs;
    last.current = { typing, at };
    setSteps(({ past, draft: before }) => ({
      past: sameStep ? past : [...past, before].slice(-maxSteps),
      draft,
      future: [],
    }));
  }, []);

  const undo = useCallback(() => {
    last.current = { typing: undefined, at: 0 };
    setSteps((now) => {
      const draft = now.past.at(-1);
      if (!draft) return now;
      return { past: now.past.slice(0, -1), draft, future: [now.draft, ...now.future] };
    });
  }, []);

  const redo = useCallback(() => {
    last.current = { typing: undefined, at: 0 };
    setSteps((now) => {
      const [draft, ...future] = now.future;
      return draft ? { past: [...now.past, now.draft], draft, future } : now;
    });
  }, []);

  return {
    draft: steps.draft,
    change,
    undo,
    redo,
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
  };
}
