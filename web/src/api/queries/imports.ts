import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, apiUrl, inWorkspace } from "../client.ts";
import type { Import, ImportMapping, ImportOptions, ImportRowError, NewImport, Page } from "../types.ts";

export const importsKey = (workspace: string) => ["imports", workspace] as const;

export const importPagesQuery = (workspace: string) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(workspace), "pages"],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Import>>(inWorkspace(workspace, "/imports"), { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((item) => item.state === "running"))
        ? 2_000
        : false,
  });

/** One import, asked again twice a second for as long as it runs. */
export const importQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...importsKey(workspace), "one", id],
    queryFn: ({ signal }) => api.get<Import>(inWorkspace(workspace, `/imports/${id}`), undefined, signal),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 500 : false),
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

/** Where the browser downloads the rows that were left out, with their reasons. */
export const importErrorsUrl = (workspace: string, id: string): string =>
  apiUrl(inWorkspace(workspace, `/imports/${id}/errors.csv`));

export function uploadImport(workspace: string, file: File): Promise<NewImport> {
  const form = new FormData();
  form.append("file", file);
  return api.upload<NewImport>(inWorkspace(workspace, "/imports"), form);
}

export const startImport = (workspace: string, id: string, mapping: ImportMapping, options: ImportOptions) =>
  api.put<Import>(inWorkspace(workspace, `/imports/${id}/start`), { mapping, options });

export const cancelImport = (workspace: string, id: string) =>
  api.post<Import>(inWorkspace(workspace, `/imports/${id}/cancel`));
