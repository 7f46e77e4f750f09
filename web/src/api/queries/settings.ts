import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { ApiKey, AuditEntry, Items, Page, WorkspaceSettings } from "../types.ts";

export const settingsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["settings", workspace],
    queryFn: ({ signal }) =>
      api.get<WorkspaceSettings>(inWorkspace(workspace, "/settings"), undefined, signal),
  });

export const apiKeysQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["api-keys", workspace],
    queryFn: ({ signal }) => api.get<Items<ApiKey>>(inWorkspace(workspace, "/api-keys"), undefined, signal),
    select: (page) => page.items,
  });

export const apiKeyPermissionsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["api-key-permissions", workspace],
    queryFn: ({ signal }) =>
      api.get<Items<string>>(inWorkspace(workspace, "/api-keys/permissions"), undefined, signal),
    select: (page) => page.items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const auditQuery = (workspace: string) =>
  infiniteQueryOptions({
    queryKey: ["audit", workspace],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AuditEntry>>(inWorkspace(workspace, "/audit"), { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
