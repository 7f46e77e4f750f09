import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { ConnectionCosts, ConnectionHealth } from "./types.ts";

/** The API path of one connection. */
export const connectionPath = (workspace: string, id: string, rest = ""): string =>
  inWorkspace(workspace, `/integrations/whatsapp/connections/${id}${rest}`);

export const healthKey = (workspace: string, id: string) => ["connection-health", workspace, id] as const;

/** Kept current: a paused connection goes on by itself. */
export const healthQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: healthKey(workspace, id),
    queryFn: ({ signal }) =>
      api.get<ConnectionHealth>(connectionPath(workspace, id, "/health"), undefined, signal),
    refetchInterval: 15_000,
  });

export const costsQuery = (workspace: string, id: string, month: string | undefined) =>
  queryOptions({
    queryKey: ["connection-costs", workspace, id, month ?? "this"],
    queryFn: ({ signal }) =>
      api.get<ConnectionCosts>(connectionPath(workspace, id, "/costs"), { month }, signal),
  });
