import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const settingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./WorkspaceSettingsPage.tsx"), "WorkspaceSettingsPage"),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/api-keys",
  component: lazyRouteComponent(() => import("./ApiKeysPage.tsx"), "ApiKeysPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/audit",
  component: lazyRouteComponent(() => import("./AuditPage.tsx"), "AuditPage"),
});

const noticeSettingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/notices",
  component: lazyRouteComponent(() => import("./NoticesSettingsPage.tsx"), "NoticesSettingsPage"),
});

export const settingsRoutes = [settingsRoute, apiKeysRoute, noticeSettingsRoute, auditRoute] as const;
