import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { whatsappQuery } from "../../../../api/queries/integrations.ts";
import { workspaceRoute } from "../../../../shell/workspace-route.tsx";

const connectionRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/integrations/whatsapp/connections/$id",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(whatsappQuery(params.workspace)),
  component: lazyRouteComponent(() => import("./ConnectionPage.tsx"), "ConnectionPage"),
});

export const connectionRoutes = [connectionRoute] as const;
