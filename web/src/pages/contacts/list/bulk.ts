/** Acts on many contacts at once. */
import { api, inWorkspace } from "../../../api/client.ts";

export const bulkActions = ["subscribe", "unsubscribe", "add_to_list", "remove_from_list", "delete"] as const;
export type BulkAction = (typeof bulkActions)[number];

/** What the server takes in one call. */
export const mostAtOnce = 1_000;

export type BulkInput = {
  ids: string[];
  action: BulkAction;
  subscriptionGroupId?: string;
  list?: string;
};

export const changeMany = (workspace: string, input: BulkInput) =>
  api.post<{ done: number }>(inWorkspace(workspace, "/contacts/bulk"), input);
