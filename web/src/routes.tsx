import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { campaignsRoutes } from "./pages/campaigns/routes.tsx";
import { contactsRoutes } from "./pages/contacts/routes.tsx";
import { dataRoutes } from "./pages/data/routes.tsx";
import { homeRoutes } from "./pages/home/routes.tsx";
import { integrationsRoutes } from "./pages/integrations/routes.tsx";
import { connectionRoutes } from "./pages/integrations/whatsapp/connection/routes.tsx";
import { loginRoute } from "./pages/login/routes.tsx";
import { noticesRoutes } from "./pages/notices/routes.tsx";
import { optInsRoutes } from "./pages/opt-ins/routes.tsx";
import { segmentsRoutes } from "./pages/segments/routes.tsx";
import { settingsRoutes } from "./pages/settings/routes.tsx";
import { templatesRoutes } from "./pages/templates/routes.tsx";
import { NotFoundPage } from "./shell/NotFoundPage.tsx";
import { RouteErrorPage } from "./shell/RouteErrorPage.tsx";
import { indexRoute, rootRoute } from "./shell/root-route.tsx";
import { workspaceRoute } from "./shell/workspace-route.tsx";
import { PageSkeleton } from "./ui/Skeletons.tsx";
import { parseSearch, stringifySearch } from "./util/search.ts";

const routeTree = rootRoute.addChildren([
  indexRoute,
  loginRoute,
  workspaceRoute.addChildren([
    ...homeRoutes,
    ...contactsRoutes,
    ...segmentsRoutes,
    ...optInsRoutes,
    ...dataRoutes,
    ...campaignsRoutes,
    ...templatesRoutes,
    ...integrationsRoutes,
    ...connectionRoutes,
    ...noticesRoutes,
    ...settingsRoutes,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    // TanStack Query decides what is fresh; the router only asks.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: RouteErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
}
