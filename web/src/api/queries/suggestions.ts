/** What people could fill in while they build a segment, from the workspace's own data. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { FilterType, Items, SeenError, SuggestedKey } from "../types.ts";

/** Where values come from. */
export type ValueSource =
  | { of: "attribute"; name: string; path: readonly string[] }
  | { of: "property"; event: string; name: string };

/** The name that purchases have among the events, and the attribute that keeps what lists a contact came with. */
export const purchaseEvent = "purchase";
export const importListAttribute = "import_lists";

const fresh = 60_000;

/** The most frequent values that contain what is typed; null asks nothing. */
export const valueSuggestionsQuery = (workspace: string, source: ValueSource | null, q: string) =>
  queryOptions({
    queryKey: ["suggestions", workspace, "values", source, q],
    queryFn: ({ signal }) => {
      if (!source) return { items: [] };
      const { path, params } = valueRoute(source);
      return api.get<Items<string>>(inWorkspace(workspace, path), { ...params, q }, signal);
    },
    enabled: source !== null,
    placeholderData: keepPreviousData,
    staleTime: fresh,
  });

function valueRoute(source: ValueSource): { path: string; params: Record<string, string> } {
  if (source.of === "property")
    return {
      path: "/suggestions/event-property-values",
      params: { event: source.event, property: source.name },
    };
  if (source.path.length === 0)
    return { path: `/attributes/${encodeURIComponent(source.name)}/values`, params: {} };
  return {
    path: "/suggestions/attribute-values",
    params: { name: source.name, path: JSON.stringify(source.path) },
  };
}

/** Places inside an object attribute, or inside the elements of an array of objects. An empty name asks nothing. */
export const attributeKeysQuery = (workspace: string, name: string) =>
  queryOptions({
    queryKey: ["suggestions", workspace, "keys", name],
    queryFn: async ({ signal }) =>
      (
        await api.get<Items<SuggestedKey>>(
          inWorkspace(workspace, "/suggestions/attribute-keys"),
          { name },
          signal,
        )
      ).items,
    enabled: name !== "",
    staleTime: fresh,
  });

/** Properties of an event, as places one key deep. An empty name asks nothing. */
export const eventPropertiesQuery = (workspace: string, event: string) =>
  queryOptions({
    queryKey: ["suggestions", workspace, "properties", event],
    queryFn: async ({ signal }): Promise<SuggestedKey[]> => {
      const path = inWorkspace(workspace, "/suggestions/event-properties");
      const { items } = await api.get<Items<{ name: string; type: FilterType }>>(path, { event }, signal);
      return items.map(({ name, type }) => ({ path: [name], type }));
    },
    enabled: event !== "",
    staleTime: fresh,
  });

export const variantsQuery = (workspace: string, campaignId: string) =>
  queryOptions({
    queryKey: ["suggestions", workspace, "variants", campaignId],
    queryFn: async ({ signal }) =>
      (
        await api.get<Items<{ id: string; name: string }>>(
          inWorkspace(workspace, "/suggestions/variants"),
          { campaignId },
          signal,
        )
      ).items,
    enabled: campaignId !== "",
    staleTime: fresh,
  });

export const errorCodesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["suggestions", workspace, "errors"],
    queryFn: async ({ signal }) =>
      (await api.get<Items<SeenError>>(inWorkspace(workspace, "/suggestions/error-codes"), undefined, signal))
        .items,
    staleTime: fresh,
  });
