import { queryOptions } from "@tanstack/react-query";
import { api } from "../client.ts";
import type { Me } from "../types.ts";

/** Who is signed in, and the workspaces they may enter. Every workspace page waits for it. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => api.get<Me>("/me", undefined, signal),
  staleTime: 5 * 60_000,
});
