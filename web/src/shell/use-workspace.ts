import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { meQuery } from "../api/queries/common.ts";
import type { Role, WorkspaceSummary } from "../api/types.ts";

/** `write`: contacts, segments, campaigns, templates. `manage`: connections, API keys, settings. The server has the last word. */
export type Permission = "write" | "manage";

const granted: Record<Role, readonly Permission[]> = {
  owner: ["write", "manage"],
  admin: ["write", "manage"],
  marketer: ["write"],
  viewer: [],
};

export type CurrentWorkspace = WorkspaceSummary & { can: (permission: Permission) => boolean };

/** The workspace of the current address. `slug` is what API paths and `paths.*` take. */
export function useWorkspace(): CurrentWorkspace {
  const { workspace: slug } = useParams({ strict: false }) as { workspace?: string };
  const { data: me } = useSuspenseQuery(meQuery);
  const workspace = me.workspaces.find((w) => w.slug === slug);
  if (!workspace) throw new Error("useWorkspace is for pages under /w/$workspace");
  return { ...workspace, can: (permission) => granted[workspace.role].includes(permission) };
}
