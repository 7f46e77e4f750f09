import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { segmentPreviewQuery } from "../../api/queries/segments.ts";
import type { Filter, SegmentPreview } from "../../api/types.ts";

/** How long typing has to pause before the count is asked again. */
const pauseMs = 350;

export interface LiveCount {
  preview: SegmentPreview | undefined;
  /** The filter that `preview` and `error` are about. */
  filter: Filter | null;
  /** The number on screen is not yet that of the filter on screen. */
  counting: boolean;
  error: unknown;
  retry: () => void;
}

/** The size of a filter while it is being edited; null (nothing finished yet) is not asked. */
export function useLiveCount(
  workspace: string,
  filter: Filter | null,
  subscriptionGroupId?: string,
): LiveCount {
  // Edits that do not change the filter (opening a menu, adding an unfinished row) ask nothing new.
  const text = JSON.stringify(filter);
  const [settledText] = useDebouncedValue(text, pauseMs);
  const settled = useMemo(() => JSON.parse(settledText) as Filter | null, [settledText]);
  const query = useQuery(segmentPreviewQuery(workspace, settled, subscriptionGroupId));
  return {
    preview: settled === null ? undefined : query.data,
    filter: settled,
    counting: text !== settledText || query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
