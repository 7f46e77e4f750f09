import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { Items, Template } from "../types.ts";

export type TemplateFilters = { q?: string; status?: string; subscriptionGroupId?: string };

export const templatesQuery = (workspace: string, filters: TemplateFilters = {}) =>
  queryOptions({
    queryKey: ["templates", workspace, filters],
    queryFn: ({ signal }) => api.get<Items<Template>>(inWorkspace(workspace, "/templates"), filters, signal),
    select: (page) => page.items,
    placeholderData: (previous) => previous,
  });
