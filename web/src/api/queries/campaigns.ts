import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type {
  Campaign,
  CampaignCheck,
  CampaignListItem,
  CampaignPatch,
  CampaignReport,
  CampaignSend,
  MessagePreview,
  MessagePreviewRequest,
  MessageTestRequest,
  Page,
} from "../types.ts";

export type CampaignFilters = {
  q?: string | undefined;
  state?: string | undefined;
  tag?: string | undefined;
};
export type SendFilters = { state?: string | undefined; code?: string | undefined };

/** While messages go out, figures follow every second; otherwise a slow look keeps an open page honest. */
const liveEvery = 1_000;
const quietEvery = 15_000;
const movingStates = ["launching", "running", "paused"];

export const campaignsKey = (workspace: string) => ["campaigns", workspace] as const;
export const campaignKey = (workspace: string, id: string) => ["campaign", workspace, id] as const;

export const campaignPagesQuery = (workspace: string, filters: CampaignFilters) =>
  infiniteQueryOptions({
    queryKey: [...campaignsKey(workspace), "pages", filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CampaignListItem>>(
        inWorkspace(workspace, "/campaigns"),
        { ...filters, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => {
      const moving = query.state.data?.pages.some((page) =>
        page.items.some((c) => movingStates.includes(c.state)),
      );
      return moving ? 3_000 : false;
    },
  });

export const campaignQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: campaignKey(workspace, id),
    queryFn: ({ signal }) => api.get<Campaign>(inWorkspace(workspace, `/campaigns/${id}`), undefined, signal),
    refetchInterval: (query) =>
      query.state.data && movingStates.includes(query.state.data.state) ? 2 * liveEvery : false,
  });

/** `open`: more may begin at any moment, as with a campaign that waits for API calls. */
export const campaignReportQuery = (workspace: string, id: string, open: boolean) =>
  queryOptions({
    queryKey: [...campaignKey(workspace, id), "report"],
    queryFn: ({ signal }) =>
      api.get<CampaignReport>(inWorkspace(workspace, `/campaigns/${id}/report`), undefined, signal),
    refetchInterval: (query) => {
      if (query.state.data?.live) return liveEvery;
      return open ? 2 * liveEvery : quietEvery;
    },
    placeholderData: keepPreviousData,
  });

export const campaignSendsQuery = (workspace: string, id: string, filters: SendFilters, live: boolean) =>
  infiniteQueryOptions({
    queryKey: [...campaignKey(workspace, id), "sends", filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CampaignSend>>(
        inWorkspace(workspace, `/campaigns/${id}/sends`),
        { ...filters, cursor: pageParam, limit: 25 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    // Later pages are left alone: reading on must not make the list jump.
    refetchInterval: (query) => (live && (query.state.data?.pages.length ?? 0) <= 1 ? 3 * liveEvery : false),
  });

/** What still stands between a draft and its launch, and who would get it. `revision` changes with every save. */
export const campaignCheckQuery = (workspace: string, id: string, revision: number) =>
  queryOptions({
    queryKey: [...campaignKey(workspace, id), "check", revision],
    queryFn: () => checkCampaign(workspace, id),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });

/** A message as one contact gets it; null asks nothing. `nonce` tells one throw of the dice from the next. */
export const messagePreviewQuery = (
  workspace: string,
  request: MessagePreviewRequest | null,
  nonce: number,
) =>
  queryOptions({
    queryKey: ["message-preview", workspace, request, request?.contactId === "random" ? nonce : 0],
    queryFn: () => api.post<MessagePreview>(inWorkspace(workspace, "/messages/preview"), request),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 30_000,
    gcTime: 60_000,
  });

export type NewCampaign = { name: string; kind: string };

export const createCampaign = (workspace: string, input: NewCampaign): Promise<Campaign> =>
  api.post<Campaign>(inWorkspace(workspace, "/campaigns"), input);

export const updateCampaign = (workspace: string, id: string, patch: CampaignPatch): Promise<Campaign> =>
  api.patch<Campaign>(inWorkspace(workspace, `/campaigns/${id}`), patch);

export const deleteCampaign = (workspace: string, id: string): Promise<undefined> =>
  api.delete(inWorkspace(workspace, `/campaigns/${id}`));

export const duplicateCampaign = (workspace: string, id: string): Promise<Campaign> =>
  api.post<Campaign>(inWorkspace(workspace, `/campaigns/${id}/duplicate`));

export const checkCampaign = (workspace: string, id: string): Promise<CampaignCheck> =>
  api.post<CampaignCheck>(inWorkspace(workspace, `/campaigns/${id}/check`));

export type CampaignAct = "launch" | "pause" | "resume" | "stop";

export const actOnCampaign = (workspace: string, id: string, act: CampaignAct): Promise<Campaign> =>
  api.post<Campaign>(inWorkspace(workspace, `/campaigns/${id}/${act}`));

export const sendTestMessage = (
  workspace: string,
  request: MessageTestRequest,
): Promise<{ sendId: string }> =>
  api.post<{ sendId: string }>(inWorkspace(workspace, "/messages/test"), request);
