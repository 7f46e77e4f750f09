import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { Items, Signup, SubscriptionGroupListItem, WhatsAppIntegration } from "../types.ts";

export const whatsappKey = (workspace: string) => ["whatsapp", workspace] as const;

export const whatsappQuery = (workspace: string) =>
  queryOptions({
    queryKey: whatsappKey(workspace),
    queryFn: ({ signal }) =>
      api.get<WhatsAppIntegration>(inWorkspace(workspace, "/integrations/whatsapp"), undefined, signal),
  });

/** A hand-over in progress; asked again every second until it ends. */
export const signupQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ["signup", workspace, id],
    queryFn: ({ signal }) =>
      api.get<Signup>(inWorkspace(workspace, `/integrations/whatsapp/signups/${id}`), undefined, signal),
    refetchInterval: (query) => (query.state.data && query.state.data.state !== "running" ? false : 1000),
  });

/** All sending numbers of the workspace. */
export const subscriptionGroupsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["subscription-groups", workspace],
    queryFn: ({ signal }) =>
      api.get<Items<SubscriptionGroupListItem>>(
        inWorkspace(workspace, "/subscription-groups"),
        undefined,
        signal,
      ),
    select: (page) => page.items,
  });
