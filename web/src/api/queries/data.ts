/** The registry of attributes and events. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { components } from "../generated/schema.ts";
import type { Page } from "../types.ts";

export type RegistryAttribute = components["schemas"]["RegistryAttribute"];
export type RegistryAttributeDetail = components["schemas"]["RegistryAttributeDetail"];
export type RegistryEvent = components["schemas"]["RegistryEvent"];
export type RegistryEventDetail = components["schemas"]["RegistryEventDetail"];
export type RegistryReference = components["schemas"]["RegistryReference"];

export type RegistryFilter = { q?: string; type?: string; status?: string };

export const registryKey = (workspace: string, kind: "attributes" | "events") =>
  ["data", workspace, kind] as const;

const pages = <T>(workspace: string, kind: "attributes" | "events", filter: RegistryFilter) =>
  infiniteQueryOptions({
    queryKey: [...registryKey(workspace, kind), "pages", filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T> & { total: number }>(
        inWorkspace(workspace, `/data/${kind}`),
        { ...filter, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const registryAttributesQuery = (workspace: string, filter: RegistryFilter) =>
  pages<RegistryAttribute>(workspace, "attributes", filter);

export const registryEventsQuery = (workspace: string, filter: RegistryFilter) =>
  pages<RegistryEvent>(workspace, "events", filter);

const attributePath = (workspace: string, name: string) =>
  inWorkspace(workspace, `/data/attributes/${encodeURIComponent(name)}`);
const eventPath = (workspace: string, name: string) =>
  inWorkspace(workspace, `/data/events/${encodeURIComponent(name)}`);

export const registryAttributeQuery = (workspace: string, name: string, standard: boolean) =>
  queryOptions({
    queryKey: [...registryKey(workspace, "attributes"), "one", name, standard],
    queryFn: ({ signal }) =>
      api.get<RegistryAttributeDetail>(attributePath(workspace, name), { standard }, signal),
    // While values are being removed, the progress is followed.
    refetchInterval: ({ state }) => (state.data?.removal && !state.data.removal.finishedAt ? 1_500 : false),
  });

export const registryEventQuery = (workspace: string, name: string) =>
  queryOptions({
    queryKey: [...registryKey(workspace, "events"), "one", name],
    queryFn: ({ signal }) => api.get<RegistryEventDetail>(eventPath(workspace, name), undefined, signal),
  });

export type AttributeChange = { description?: string; blocklisted?: boolean; type?: string };

export const changeAttribute = (workspace: string, name: string, change: AttributeChange) =>
  api.patch<RegistryAttributeDetail>(attributePath(workspace, name), change);

export const changeEvent = (workspace: string, name: string, change: AttributeChange) =>
  api.patch<RegistryEventDetail>(eventPath(workspace, name), change);

export const removeValues = (workspace: string, name: string, confirm: string) =>
  api.post(`${attributePath(workspace, name)}/remove-values`, { confirm });
