import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type {
  CampaignListItem,
  Filter,
  Page,
  Segment,
  SegmentCount,
  SegmentInput,
  SegmentListItem,
  SegmentPreview,
} from "../types.ts";

export const segmentsKey = (workspace: string) => ["segments", workspace] as const;

export type SegmentFilters = { q?: string | undefined; tag?: string | undefined };

/** The list page: names in pages of 50. */
export const segmentPagesQuery = (workspace: string, filters: SegmentFilters = {}) =>
  infiniteQueryOptions({
    queryKey: [...segmentsKey(workspace), "pages", filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<SegmentListItem>>(
        inWorkspace(workspace, "/segments"),
        { ...filters, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    placeholderData: keepPreviousData,
  });

/** For pickers: the first 200 segments. */
export const segmentsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [...segmentsKey(workspace), "all"],
    queryFn: ({ signal }) =>
      api.get<Page<SegmentListItem>>(inWorkspace(workspace, "/segments"), { limit: 200 }, signal),
    select: (page) => page.items,
  });

export const segmentQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...segmentsKey(workspace), "one", id],
    queryFn: ({ signal }) => api.get<Segment>(inWorkspace(workspace, `/segments/${id}`), undefined, signal),
  });

/** Names of the newest 100 campaigns, for filters that speak of one. */
export const campaignNamesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["campaign-names", workspace],
    queryFn: ({ signal }) =>
      api.get<Page<CampaignListItem>>(inWorkspace(workspace, "/campaigns"), { limit: 100 }, signal),
    select: (page) => page.items.map(({ id, name }) => ({ id, name })),
    staleTime: 30_000,
  });

/** How many contacts a filter reaches at this moment, and on which numbers; of very many, an estimate. Null asks nothing. */
export const segmentPreviewQuery = (workspace: string, filter: Filter | null) =>
  queryOptions({
    queryKey: ["segment-preview", workspace, filter],
    queryFn: ({ signal }) =>
      api.post<SegmentPreview>(inWorkspace(workspace, "/segments/preview"), { filter, reach: true }, signal),
    enabled: filter !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 5_000,
    gcTime: 60_000,
  });

/** The exact number, however long it takes. Null asks nothing. */
export const segmentCountQuery = (workspace: string, filter: Filter | null) =>
  queryOptions({
    queryKey: ["segment-count", workspace, filter],
    queryFn: ({ signal }) =>
      api.post<SegmentCount>(inWorkspace(workspace, "/segments/count"), { filter, reach: true }, signal),
    enabled: filter !== null,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });

export const createSegment = (workspace: string, input: SegmentInput): Promise<Segment> =>
  api.post<Segment>(inWorkspace(workspace, "/segments"), input);

export const updateSegment = (workspace: string, id: string, input: SegmentInput): Promise<Segment> =>
  api.patch<Segment>(inWorkspace(workspace, `/segments/${id}`), input);

export const updateSegmentTags = (workspace: string, id: string, tags: string[]): Promise<Segment> =>
  api.patch<Segment>(inWorkspace(workspace, `/segments/${id}`), { tags });

/** `draftsToo`: campaigns in draft may lose it. */
export const deleteSegment = (workspace: string, id: string, draftsToo: boolean): Promise<undefined> =>
  api.delete(inWorkspace(workspace, `/segments/${id}${draftsToo ? "?confirm=drafts" : ""}`));
