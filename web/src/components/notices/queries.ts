import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../../api/client.ts";
import type { NoticeFilter, NoticeList, NoticeSettings } from "./types.ts";

/** Everything about notices of a workspace; invalidate it after a change. */
export const noticesKey = (workspace: string) => ["notices", workspace] as const;

/** The latest open ones and how many there are, kept current while the page is open. */
export const openNoticesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [...noticesKey(workspace), "latest"],
    queryFn: ({ signal }) =>
      api.get<NoticeList>(inWorkspace(workspace, "/notices"), { filter: "open", limit: 50 }, signal),
    refetchInterval: 20_000,
  });

export const noticesQuery = (workspace: string, filter: NoticeFilter) =>
  infiniteQueryOptions({
    queryKey: [...noticesKey(workspace), "list", filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<NoticeList>(inWorkspace(workspace, "/notices"), { filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const noticeSettingsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["notice-settings", workspace],
    queryFn: ({ signal }) =>
      api.get<NoticeSettings>(inWorkspace(workspace, "/notices/settings"), undefined, signal),
  });
