import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { countSegment, segmentNowQuery } from "../../../api/queries/segment-page.ts";
import { segmentsKey } from "../../../api/queries/segments.ts";
import type { SegmentCount } from "../../../api/types.ts";
import { useWorkspace } from "../../../shell/use-workspace.ts";

export interface SegmentSizeState {
  count: SegmentCount | undefined;
  counting: boolean;
  error: unknown;
  /** Counts exactly; of millions that takes a while. */
  countExactly: () => void;
  /** Ends the exact count; the estimate stays. */
  giveUp: () => void;
  countingExactly: boolean;
}

/** The size of a stored segment: at once as good as can be, and exact when somebody asks. Leaving the page ends the count. */
export function useSegmentSize(segmentId: string): SegmentSizeState {
  const { slug } = useWorkspace();
  const queryClient = useQueryClient();
  const running = useRef<AbortController | null>(null);
  const now = useQuery(segmentNowQuery(slug, segmentId));
  const exact = useMutation({
    mutationFn: () => {
      running.current = new AbortController();
      return countSegment(slug, segmentId, running.current.signal);
    },
    onSuccess: (count) => {
      queryClient.setQueryData(segmentNowQuery(slug, segmentId).queryKey, count);
      void queryClient.invalidateQueries({ queryKey: [...segmentsKey(slug), "one", segmentId, "sizes"] });
    },
  });
  useEffect(() => () => running.current?.abort(), []);
  const gaveUp = running.current?.signal.aborted === true;
  return {
    count: now.data,
    counting: now.isFetching,
    error: now.error ?? (gaveUp ? null : exact.error),
    countExactly: () => exact.mutate(),
    giveUp: () => running.current?.abort(),
    countingExactly: exact.isPending,
  };
}
