/** Who a contact is: merging two, what a deletion takes away, aliases. */
import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { components } from "../generated/schema.ts";
import type { Items } from "../types.ts";
import { contactKey } from "./contacts.ts";

export type ContactMerge = components["schemas"]["ContactMerge"];
export type ContactFootprint = components["schemas"]["ContactFootprint"];
export type Alias = { label: string; name: string };

const path = (workspace: string, id: string, part: string) =>
  inWorkspace(workspace, `/contacts/${id}/${part}`);

/** Where everything kept about one person is downloaded from. */
export const personalFilePath = (workspace: string, id: string) => path(workspace, id, "export");

export const deletionConsequencesQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...contactKey(workspace, id), "deletion-consequences"],
    queryFn: ({ signal }) =>
      api.get<ContactFootprint>(path(workspace, id, "deletion-consequences"), undefined, signal),
    staleTime: 0,
  });

/** What would become of the two; changes nothing. */
export const mergePreviewQuery = (workspace: string, id: string, intoId: string) =>
  queryOptions({
    queryKey: [...contactKey(workspace, id), "merge", intoId],
    queryFn: ({ signal }) =>
      api.post<ContactMerge>(path(workspace, id, "merge"), { intoId, preview: true }, signal),
    enabled: intoId !== "",
    staleTime: 0,
  });

export const mergeContact = (workspace: string, id: string, intoId: string) =>
  api.post<ContactMerge>(path(workspace, id, "merge"), { intoId });

export const addAlias = (workspace: string, id: string, alias: Alias) =>
  api.post<Items<Alias>>(path(workspace, id, "aliases"), alias);

export const removeAlias = (workspace: string, id: string, alias: Alias) =>
  api.delete<Items<Alias>>(`${path(workspace, id, "aliases")}?${new URLSearchParams(alias)}`);
