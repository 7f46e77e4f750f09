import { createRoute, notFound } from "@tanstack/react-router";
import { meQuery } from "../api/queries/common.ts";
import { AppFrame } from "./AppFrame.tsx";
import { lastWorkspace } from "./last-workspace.ts";
import { requireSession } from "./require-session.ts";
import { rootRoute } from "./root-route.tsx";

/** Parent of every page inside a workspace: `getParentRoute: () => workspaceRoute`. */
export const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/w/$workspace",
  beforeLoad: async ({ context, params, location }) => {
    const me = await requireSession(context.queryClient.ensureQueryData(meQuery), location.href);
    if (!me.workspaces.some((w) => w.slug === params.workspace)) throw notFound();
    lastWorkspace.set(params.workspace);
  },
  component: AppFrame,
});
