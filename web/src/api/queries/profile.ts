/** The parts of a profile, each loaded apart from the contact itself. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { components } from "../generated/schema.ts";
import type { Contact, Items, Page } from "../types.ts";
import { contactKey } from "./contacts.ts";

export type TimelineItem = components["schemas"]["ContactTimelineItem"];
export type CampaignSend = components["schemas"]["ContactCampaignSend"];
export type SubscriptionEntry = components["schemas"]["SubscriptionHistoryEntry"];
export type EventSummary = { name: string; count: number; first: string; last: string };
export type SegmentsHolding = { items: { id: string; name: string }[]; complete: boolean };

export type TimelineFilter = { kinds?: string; q?: string };

const path = (workspace: string, id: string, part: string) =>
  inWorkspace(workspace, `/contacts/${id}/${part}`);

export const timelineKey = (workspace: string, id: string) =>
  [...contactKey(workspace, id), "timeline"] as const;

export const timelineQuery = (workspace: string, id: string, filter: TimelineFilter) =>
  infiniteQueryOptions({
    queryKey: [...timelineKey(workspace, id), filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TimelineItem>>(
        path(workspace, id, "timeline"),
        { ...filter, cursor: pageParam, limit: 30 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });

export const eventSummaryQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(workspace, id), "event-summary"],
    queryFn: ({ signal }) =>
      api.get<Items<EventSummary>>(path(workspace, id, "event-summary"), undefined, signal),
    select: (page) => page.items,
  });

export const campaignSendsQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKey(workspace, id), "campaigns"],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CampaignSend>>(path(workspace, id, "campaigns"), { cursor: pageParam, limit: 20 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 10_000,
  });

export const contactSegmentsQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(workspace, id), "segments"],
    queryFn: ({ signal }) => api.get<SegmentsHolding>(path(workspace, id, "segments"), undefined, signal),
    staleTime: 15_000,
  });

export const subscriptionHistoryQuery = (workspace: string, id: string, subscriptionGroupId: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKey(workspace, id), "subscription-history", subscriptionGroupId],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<SubscriptionEntry>>(
        path(workspace, id, "subscription-history"),
        { cursor: pageParam, limit: 20, subscriptionGroupId },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const undoChange = (workspace: string, id: string, changeId: string) =>
  api.post<Contact>(path(workspace, id, `changes/${changeId}/undo`));
