import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, apiUrl, inWorkspace } from "../client.ts";
import type { ContactExport, ExportColumn, ExportSource, Page } from "../types.ts";

export const exportsKey = (workspace: string) => ["exports", workspace] as const;

export const exportPagesQuery = (workspace: string) =>
  infiniteQueryOptions({
    queryKey: [...exportsKey(workspace), "pages"],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ContactExport>>(
        inWorkspace(workspace, "/exports"),
        { cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((item) => item.state === "running"))
        ? 1_000
        : false,
  });

/** One export, asked again twice a second for as long as it is written. */
export const exportQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [...exportsKey(workspace), "one", id],
    queryFn: ({ signal }) =>
      api.get<ContactExport>(inWorkspace(workspace, `/exports/${id}`), undefined, signal),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 500 : false),
  });

export type NewExport = { name: string; source: ExportSource; columns: ExportColumn[] };

export const createExport = (workspace: string, input: NewExport) =>
  api.post<ContactExport>(inWorkspace(workspace, "/exports"), input);

export const cancelExport = (workspace: string, id: string) =>
  api.post<ContactExport>(inWorkspace(workspace, `/exports/${id}/cancel`));

/** Where the browser downloads the file. */
export const exportFileUrl = (workspace: string, id: string): string =>
  apiUrl(inWorkspace(workspace, `/exports/${id}/file`));
