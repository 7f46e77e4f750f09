import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { meQuery } from "../api/queries/common.ts";
import { paths } from "../util/paths.ts";
import { lastWorkspace } from "./last-workspace.ts";
import { NoWorkspacePage } from "./NoWorkspacePage.tsx";
import { requireSession } from "./require-session.ts";

export type RouterContext = { queryClient: QueryClient };

export const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** `/` leads to the workspace used last, else to the first one. */
export const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context, location }) => {
    const me = await requireSession(context.queryClient.ensureQueryData(meQuery), location.href);
    const slugs = me.workspaces.map((w) => w.slug);
    const slug = slugs.find((s) => s === lastWorkspace.get()) ?? slugs[0];
    if (slug) throw redirect({ to: paths.home(slug), replace: true });
  },
  component: NoWorkspacePage,
});
