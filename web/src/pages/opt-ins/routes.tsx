import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/opt-in",
  component: lazyRouteComponent(() => import("./OptInsPage.tsx"), "OptInsPage"),
});

const newLinkRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/opt-in/links/new",
  component: lazyRouteComponent(() => import("./LinkPage.tsx"), "NewLinkPage"),
});

const linkRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/opt-in/links/$linkId",
  component: lazyRouteComponent(() => import("./LinkPage.tsx"), "LinkPage"),
});

const newFormRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/opt-in/forms/new",
  component: lazyRouteComponent(() => import("./FormPage.tsx"), "NewFormPage"),
});

const formRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/opt-in/forms/$formId",
  component: lazyRouteComponent(() => import("./FormPage.tsx"), "FormPage"),
});

export const optInsRoutes = [listRoute, newLinkRoute, linkRoute, newFormRoute, formRoute] as const;
