import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { whatsappQuery } from "../../api/queries/integrations.ts";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const integrationsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/integrations",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(whatsappQuery(params.workspace)),
  component: lazyRouteComponent(() => import("./IntegrationsPage.tsx"), "IntegrationsPage"),
});

const whatsappRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/integrations/whatsapp",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(whatsappQuery(params.workspace)),
  component: lazyRouteComponent(() => import("./whatsapp/WhatsAppPage.tsx"), "WhatsAppPage"),
});

export const integrationsRoutes = [integrationsRoute, whatsappRoute] as const;
