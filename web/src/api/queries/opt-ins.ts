import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { Items } from "../types.ts";

export type OptInDay = { day: string; seen: number; asked: number; subscribed: number };
export type OptInCounts = { seen: number; asked: number; subscribed: number; days: OptInDay[] };

export type OptInLinkInput = {
  name: string;
  subscriptionGroupId: string;
  text: string;
  attribute: { name: string; value: string } | null;
  note: string;
  thankYou: string;
  countScans: boolean;
};
export type OptInLink = OptInLinkInput & {
  id: string;
  phone: string;
  displayName: string;
  code: string;
  prefilledText: string;
  whatsAppUrl: string;
  url: string;
  createdAt: string;
  archivedAt: string | null;
  counts: OptInCounts;
};

export type FormLanguage = "pt" | "en" | "es";
export type FormTexts = {
  title: string;
  intro: string;
  consent: string;
  message: string;
  done: string;
  thankYou: string;
};
export type FieldKind = "phone" | "firstName" | "lastName" | "email" | "attribute";
export type FormField = {
  kind: FieldKind;
  required: boolean;
  attribute?: string;
  label?: Record<string, string>;
};
export type FormSettings = {
  texts: Record<string, FormTexts>;
  defaultLanguage: FormLanguage;
  fields: FormField[];
  accent: string;
  theme: "auto" | "light" | "dark";
  origins: string[];
  redirectUrl: string;
  templateId: string | null;
  variables: Record<string, string>;
  yesButton: number | null;
  templatesPerDay: number;
  expiryDays: number;
};
export type OptInFormInput = {
  name: string;
  subscriptionGroupId: string;
  way: "person_writes" | "we_write";
  settings: FormSettings;
};
export type OptInForm = OptInFormInput & {
  id: string;
  phone: string;
  displayName: string;
  url: string;
  consentVersion: number;
  createdAt: string;
  archivedAt: string | null;
  counts: OptInCounts;
};

export type SubscriptionWords = {
  language: string;
  leaving: string[];
  returning: string[];
  leavingReply: string;
  returningReply: string;
  changed: boolean;
};

export const optInsKey = (workspace: string) => ["opt-ins", workspace] as const;

const listed = <T>(workspace: string, path: string) =>
  queryOptions({
    queryKey: [...optInsKey(workspace), path],
    queryFn: ({ signal }) => api.get<Items<T>>(inWorkspace(workspace, `/${path}`), undefined, signal),
    select: (page) => page.items,
  });

const one = <T>(workspace: string, path: string, id: string) =>
  queryOptions({
    queryKey: [...optInsKey(workspace), path, id],
    queryFn: ({ signal }) => api.get<T>(inWorkspace(workspace, `/${path}/${id}`), undefined, signal),
  });

export const linksQuery = (workspace: string) => listed<OptInLink>(workspace, "opt-in-links");
export const linkQuery = (workspace: string, id: string) => one<OptInLink>(workspace, "opt-in-links", id);
export const formsQuery = (workspace: string) => listed<OptInForm>(workspace, "opt-in-forms");
export const formQuery = (workspace: string, id: string) => one<OptInForm>(workspace, "opt-in-forms", id);
export const wordsQuery = (workspace: string) => listed<SubscriptionWords>(workspace, "subscription-words");

export const saveLink = (workspace: string, input: OptInLinkInput, id?: string): Promise<OptInLink> => {
  if (!id) return api.post<OptInLink>(inWorkspace(workspace, "/opt-in-links"), input);
  const { subscriptionGroupId: _fixed, ...change } = input;
  return api.patch<OptInLink>(inWorkspace(workspace, `/opt-in-links/${id}`), change);
};

export const saveForm = (workspace: string, input: OptInFormInput, id?: string): Promise<OptInForm> =>
  id
    ? api.put<OptInForm>(inWorkspace(workspace, `/opt-in-forms/${id}`), input)
    : api.post<OptInForm>(inWorkspace(workspace, "/opt-in-forms"), input);

export type FormPreviewInput = Pick<OptInFormInput, "way" | "settings"> & {
  language: FormLanguage;
  phone: string;
  displayName: string;
};

/** The page as a visitor gets it. */
export const formPreviewQuery = (workspace: string, input: FormPreviewInput) =>
  queryOptions({
    queryKey: ["opt-in-preview", workspace, input],
    queryFn: () => api.post<{ html: string }>(inWorkspace(workspace, "/opt-in-forms/preview"), input),
    placeholderData: (previous) => previous,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });

export const archive = (
  workspace: string,
  what: "opt-in-links" | "opt-in-forms",
  id: string,
  act: "archive" | "restore",
) => api.post(inWorkspace(workspace, `/${what}/${id}/${act}`));

export const saveWords = (workspace: string, { language, changed: _told, ...words }: SubscriptionWords) =>
  api.put<Items<SubscriptionWords>>(inWorkspace(workspace, `/subscription-words/${language}`), words);

export const resetWords = (workspace: string, language: string) =>
  api.delete<Items<SubscriptionWords>>(inWorkspace(workspace, `/subscription-words/${language}`));
