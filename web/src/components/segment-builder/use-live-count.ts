import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { segmentCountQuery, segmentPreviewQuery } from "../../api/queries/segments.ts";
import type { Filter, SegmentCount } from "../../api/types.ts";

/** How long typing has to pause before the count is asked again. */
const pauseMs = 350;

export interface LiveCount {
  count: SegmentCount | undefined;
  /** The filter that `count` and `error` are about. */
  filter: Filter | null;
  /** The number on screen is not yet that of the filter on screen. */
  counting: boolean;
  error: unknown;
  retry: () => void;
  /** For an estimate: asks for the exact number, however long it takes. */
  countExactly: () => void;
  countingExactly: boolean;
}

/**
 * The size of a filter while it is being edited; null (nothing finished yet) is not asked. Answers are kept by the filter they are
 * about, so a late one never replaces a newer one; what nobody waits for any more is aborted.
 */
export function useLiveCount(workspace: string, filter: Filter | null): LiveCount {
  // Edits that do not change the filter (opening a menu, adding an unfinished row) ask nothing new.
  const text = useMemo(() => JSON.stringify(filter), [filter]);
  const [settledText] = useDebouncedValue(text, pauseMs);
  const settled = useMemo(() => JSON.parse(settledText) as Filter | null, [settledText]);
  const quick = useQuery(segmentPreviewQuery(workspace, settled));
  const [exactText, setExactText] = useState<string | null>(null);
  const exact = useQuery(segmentCountQuery(workspace, exactText === settledText ? settled : null));
  return {
    count: settled === null ? undefined : (exact.data ?? quick.data),
    filter: settled,
    counting: text !== settledText || quick.isFetching,
    error: quick.error ?? exact.error,
    retry: () => void (exact.error ? exact.refetch() : quick.refetch()),
    countExactly: () => setExactText(settledText),
    countingExactly: exact.isFetching,
  };
}
