import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, apiUrl, inWorkspace } from "../client.ts";
import type {
  Import,
  ImportMapping,
  ImportOptions,
  ImportPreview,
  ImportRowError,
  NewImport,
  Page,
} from "../types.ts";

export const importsKey = (workspace: string) => ["imports", workspace] as const;

export type ImportFilters = { q?: string | undefined; state?: string | undefined };

const underWay = (item: Import): boolean => item.state === "running" || item.state === "checking";

export const importPagesQuery = (workspace: string, filters: ImportFilters = {}) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(workspace), "pages", filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Import>>(
        inWorkspace(workspace, "/imports"),
        { ...filters, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(underWay)) ? 2_000 : false,
  });

/** One import, asked again twice a second for as long as it is read. */
export const importQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...importsKey(workspace), "one", id],
    queryFn: ({ signal }) => api.get<Import>(inWorkspace(workspace, `/imports/${id}`), undefined, signal),
    refetchInterval: (query) => (query.state.data && underWay(query.state.data) ? 500 : false),
  });

/** What is in the file; it does not change, but what it is mapped to may. */
export const importPreviewQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...importsKey(workspace), "preview", id],
    queryFn: ({ signal }) =>
      api.get<ImportPreview>(inWorkspace(workspace, `/imports/${id}/preview`), undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const importErrorsQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(workspace), "errors", id],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ImportRowError>>(
        inWorkspace(workspace, `/imports/${id}/errors`),
        { cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Where the browser downloads the rows that were left out, with their reasons in this language. */
export const importErrorsUrl = (workspace: string, id: string, language: string): string =>
  apiUrl(inWorkspace(workspace, `/imports/${id}/errors.csv`), { language });

export function uploadImport(workspace: string, file: File): Promise<NewImport> {
  const form = new FormData();
  form.append("file", file);
  return api.upload<NewImport>(inWorkspace(workspace, "/imports"), form);
}

export type ImportSetup = { mapping: ImportMapping; options: ImportOptions };

export const startImport = (workspace: string, id: string, setup: ImportSetup) =>
  api.put<Import>(inWorkspace(workspace, `/imports/${id}/start`), setup);

/** The dry run. */
export const checkImport = (workspace: string, id: string, setup: ImportSetup) =>
  api.put<Import>(inWorkspace(workspace, `/imports/${id}/check`), setup);

export const cancelImport = (workspace: string, id: string) =>
  api.post<Import>(inWorkspace(workspace, `/imports/${id}/cancel`));
