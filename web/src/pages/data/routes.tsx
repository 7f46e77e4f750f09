import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const attributesRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/data",
  component: lazyRouteComponent(() => import("./AttributesPage.tsx"), "AttributesPage"),
});

const eventsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/data/events",
  component: lazyRouteComponent(() => import("./EventsPage.tsx"), "EventsPage"),
});

export const dataRoutes = [attributesRoute, eventsRoute] as const;
