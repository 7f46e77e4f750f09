import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const noticesRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/notices",
  component: lazyRouteComponent(() => import("./NoticesPage.tsx"), "NoticesPage"),
});

export const noticesRoutes = [noticesRoute] as const;
