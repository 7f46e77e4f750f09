import { queryOptions } from "@tanstack/react-query";
import { api, inWorkspace } from "../../../../api/client.ts";
import type { NativeSignup, Senders } from "./types.ts";

const whatsapp = (workspace: string, path: string) => inWorkspace(workspace, `/integrations/whatsapp${path}`);

/** A hand-over; asked again every second while it runs. */
export const nativeSignupQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ["native-signup", workspace, id],
    queryFn: ({ signal }) => api.get<NativeSignup>(whatsapp(workspace, `/signups/${id}`), undefined, signal),
    refetchInterval: (query) => (query.state.data && query.state.data.state !== "running" ? false : 1000),
  });

/** Numbers that the access token reaches. */
export const sendersQuery = (workspace: string, connection: string) =>
  queryOptions({
    queryKey: ["native-senders", workspace, connection],
    queryFn: ({ signal }) =>
      api.get<Senders>(whatsapp(workspace, `/connections/${connection}/senders`), undefined, signal),
  });
