import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { homeQuery } from "../../api/queries/home.ts";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const homeRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(homeQuery(params.workspace)),
  component: lazyRouteComponent(() => import("./HomePage.tsx"), "HomePage"),
});

export const homeRoutes = [homeRoute] as const;
