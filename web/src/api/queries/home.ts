import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../client.ts";
import type { Home } from "../types.ts";

export const homeQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["home", workspace],
    queryFn: ({ signal }) => api.get<Home>(inWorkspace(workspace, "/home"), undefined, signal),
    refetchInterval: 30_000,
  });
