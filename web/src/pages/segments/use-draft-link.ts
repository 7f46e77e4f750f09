import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { DraftGroup } from "../../components/segment-builder/draft-types.ts";
import { decodeDraft, encodeDraft } from "../../components/segment-builder/share-draft.ts";
import { useUrlState } from "../../util/search.ts";

const pauseMs = 500;

/** What a link brought, read once: the builder is opened with it, and writes the address from then on. */
export function useSharedDraft(): { ready: boolean; draft: DraftGroup | null; unreadable: boolean } {
  const [{ draft: code }] = useUrlState();
  const [first] = useState(code);
  const [state, setState] = useState({ ready: !first, draft: null as DraftGroup | null, unreadable: false });
  useEffect(() => {
    if (!first) return;
    let gone = false;
    void decodeDraft(first).then((draft) => {
      if (!gone) setState({ ready: true, draft, unreadable: draft === null });
    });
    return () => {
      gone = true;
    };
  }, [first]);
  return state;
}

/**
 * Keeps the unsaved filters in the address, so that reloading or sending it opens the same builder; what is stored needs no
 * words in the address. Gives the link that can be sent, null while it would be too long.
 */
export function useDraftLink(draft: DraftGroup, dirty: boolean): string | null {
  const [{ draft: code = "" }, setUrl] = useUrlState();
  const [wanted, setWanted] = useState<string | null>(code);
  useEffect(() => {
    let late = false;
    void encodeDraft(draft).then((next) => {
      if (!late) setWanted(next);
    });
    return () => {
      late = true;
    };
  }, [draft]);
  // The address follows when typing pauses; a link that is copied is always that of what is on screen.
  const [shown] = useDebouncedValue(dirty ? (wanted ?? "") : "", pauseMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what should be there is followed
  useEffect(() => {
    if (shown !== code) setUrl({ draft: shown || undefined });
  }, [shown]);
  if (wanted === null) return null;
  const address = new URL(window.location.href);
  address.searchParams.set("draft", wanted);
  return address.href;
}
