import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { Items, KnownTag, SegmentChange, SegmentCount, SegmentSize, SegmentUsage } from "../types.ts";
import { segmentsKey } from "./segments.ts";

const oneKey = (workspace: string, id: string) => [...segmentsKey(workspace), "one", id] as const;
const pathOf = (workspace: string, id: string, rest: string) =>
  inWorkspace(workspace, `/segments/${id}${rest}`);

/** How many a stored segment holds now: exact, or of very many an estimate. What is exact is also noted as today's size. */
export const segmentNowQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...oneKey(workspace, id), "now"],
    queryFn: ({ signal }) =>
      api.post<SegmentCount>(pathOf(workspace, id, "/count"), { reach: true, quickly: true }, signal),
    retry: false,
    staleTime: 60_000,
  });

/** The exact number, however long it takes. */
export const countSegment = (workspace: string, id: string, signal?: AbortSignal): Promise<SegmentCount> =>
  api.post<SegmentCount>(pathOf(workspace, id, "/count"), { reach: true }, signal);

export const segmentSizesQuery = (workspace: string, id: string, days: number) =>
  queryOptions({
    queryKey: [...oneKey(workspace, id), "sizes", days],
    queryFn: ({ signal }) => api.get<Items<SegmentSize>>(pathOf(workspace, id, "/sizes"), { days }, signal),
    select: (list) => list.items,
    placeholderData: keepPreviousData,
  });

export const segmentUsageQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...oneKey(workspace, id), "usage"],
    queryFn: ({ signal }) => api.get<SegmentUsage>(pathOf(workspace, id, "/usage"), undefined, signal),
  });

export const segmentHistoryQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...oneKey(workspace, id), "history"],
    queryFn: ({ signal }) =>
      api.get<Items<SegmentChange>>(pathOf(workspace, id, "/history"), undefined, signal),
    select: (list) => list.items,
  });

/** Labels in use on campaigns and segments, the most used first. */
export const knownTagsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["tags", workspace],
    queryFn: ({ signal }) => api.get<Items<KnownTag>>(inWorkspace(workspace, "/tags"), undefined, signal),
    select: (list) => list.items,
    staleTime: 30_000,
  });
