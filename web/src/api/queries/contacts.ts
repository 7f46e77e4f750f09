import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type {
  Attribute,
  Contact,
  ContactInput,
  ContactMessage,
  ContactPage,
  ContactSubscription,
  Items,
  Json,
  Page,
  SubscriptionState,
} from "../types.ts";

export type ContactFilters = {
  q?: string;
  segmentId?: string;
  order?: string;
  /** A JSON array of custom attributes to bring along. */
  attributes?: string;
};

export const contactsKey = (workspace: string) => ["contacts", workspace] as const;
export const contactKey = (workspace: string, id: string) => ["contact", workspace, id] as const;

/** While a profile is on screen it follows what happens to the contact. */
const liveEvery = 2_000;

export const contactPagesQuery = (workspace: string, filters: ContactFilters) =>
  infiniteQueryOptions({
    queryKey: [...contactsKey(workspace), "pages", filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<ContactPage>(
        inWorkspace(workspace, "/contacts"),
        { ...filters, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** For pickers: the first few contacts that match. */
export const contactSearchQuery = (workspace: string, q: string, limit = 10) =>
  queryOptions({
    queryKey: [...contactsKey(workspace), "search", q, limit],
    queryFn: ({ signal }) => api.get<ContactPage>(inWorkspace(workspace, "/contacts"), { q, limit }, signal),
    select: (page) => page.items,
    placeholderData: keepPreviousData,
  });

export const contactQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: contactKey(workspace, id),
    queryFn: ({ signal }) => api.get<Contact>(inWorkspace(workspace, `/contacts/${id}`), undefined, signal),
    refetchInterval: liveEvery,
  });

/** Newest first. Only the first page is asked again while it is alone on screen: older pages do not change. */
export const contactMessagesQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKey(workspace, id), "messages"],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ContactMessage>>(
        inWorkspace(workspace, `/contacts/${id}/messages`),
        { cursor: pageParam, limit: 30 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: liveEvery,
  });

/** Turns the person's ticks blue, up to this message. */
export const markMessageRead = (workspace: string, contactId: string, messageId: string) =>
  api.put<{ readAt: string }>(
    inWorkspace(workspace, `/contacts/${contactId}/messages/${messageId}/read`),
    {},
  );

export const attributesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["attributes", workspace],
    queryFn: ({ signal }) =>
      api.get<Items<Attribute>>(inWorkspace(workspace, "/attributes"), undefined, signal),
    select: (page) => page.items,
    staleTime: 60_000,
  });

/** The values people have most often, for suggestions. An empty name asks nothing. */
export const attributeValuesQuery = (workspace: string, name: string, q: string) =>
  queryOptions({
    queryKey: ["attributes", workspace, "values", name, q],
    queryFn: ({ signal }) =>
      api.get<Items<string>>(
        inWorkspace(workspace, `/attributes/${encodeURIComponent(name)}/values`),
        { q },
        signal,
      ),
    select: (page) => page.items,
    enabled: name !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const eventNamesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["event-names", workspace],
    queryFn: ({ signal }) =>
      api.get<Items<string>>(inWorkspace(workspace, "/events/names"), undefined, signal),
    select: (page) => page.items,
    staleTime: 60_000,
  });

export const createContact = (workspace: string, input: ContactInput): Promise<Contact> =>
  api.post<Contact>(inWorkspace(workspace, "/contacts"), input);

/** What the person saw of what they change; the server refuses when it is something else by now. */
export type SeenValues = { fields?: Record<string, Json>; attributes?: Record<string, Json> };

/** Only the values count: systems write to contacts all the time, mostly something else. */
const whenever = new Date(0).toISOString();

export const updateContact = (
  workspace: string,
  id: string,
  input: ContactInput,
  seen: SeenValues,
): Promise<Contact> =>
  api.patch<Contact>(inWorkspace(workspace, `/contacts/${id}`), {
    ...input,
    expected: { updatedAt: whenever, ...seen },
  });

export const deleteContact = (workspace: string, id: string): Promise<undefined> =>
  api.delete(inWorkspace(workspace, `/contacts/${id}`));

export const setSubscription = (
  workspace: string,
  contactId: string,
  subscriptionGroupId: string,
  state: SubscriptionState,
) =>
  api.put<Pick<ContactSubscription, "state" | "source" | "changedAt">>(
    inWorkspace(workspace, `/contacts/${contactId}/subscriptions/${subscriptionGroupId}`),
    { state },
  );
