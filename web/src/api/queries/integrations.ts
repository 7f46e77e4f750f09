import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type {
  AccountSender,
  Items,
  LeavingConsequences,
  MigrationCheck,
  Signup,
  SubscriptionGroupListItem,
  WhatsAppIntegration,
} from "../types.ts";

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

/** Sign-ups and links that were begun and not finished, newest first. */
export const unfinishedSignupsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["whatsapp", workspace, "signups"],
    queryFn: ({ signal }) =>
      api.get<Items<Signup>>(inWorkspace(workspace, "/integrations/whatsapp/signups"), undefined, signal),
    select: (page) => page.items,
  });

/** Numbers that the connection's account has; `listed` is false where they cannot be listed. */
export const sendersQuery = (workspace: string, connectionId: string) =>
  queryOptions({
    queryKey: ["whatsapp", workspace, "senders", connectionId],
    queryFn: ({ signal }) =>
      api.get<Items<AccountSender> & { listed: boolean }>(
        inWorkspace(workspace, `/integrations/whatsapp/connections/${connectionId}/senders`),
        undefined,
        signal,
      ),
    staleTime: 0,
  });

/** What archiving or moving a number, or disconnecting a connection, would do. */
export const consequencesQuery = (
  workspace: string,
  what: { kind: "archive" | "move" | "disconnect"; id: string },
) =>
  queryOptions({
    queryKey: ["whatsapp", workspace, "consequences", what.kind, what.id],
    queryFn: ({ signal }) =>
      what.kind === "disconnect"
        ? api.get<LeavingConsequences>(
            inWorkspace(workspace, `/integrations/whatsapp/connections/${what.id}/consequences`),
            undefined,
            signal,
          )
        : api.get<LeavingConsequences>(
            inWorkspace(workspace, `/subscription-groups/${what.id}/consequences`),
            { of: what.kind },
            signal,
          ),
    staleTime: 0,
  });

/** What a number needs before it moves into a new WABA. */
export const migrationQuery = (
  workspace: string,
  about: { subscriptionGroupId?: string; signupId?: string },
) =>
  queryOptions({
    queryKey: ["whatsapp", workspace, "migration", about],
    queryFn: ({ signal }) =>
      api.get<Items<MigrationCheck>>(
        inWorkspace(workspace, "/integrations/whatsapp/migration"),
        about,
        signal,
      ),
    select: (page) => page.items,
    staleTime: 0,
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
