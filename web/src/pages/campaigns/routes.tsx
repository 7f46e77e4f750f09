import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const list = () => import("./list/CampaignListPage.tsx");

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/campaigns",
  component: lazyRouteComponent(list, "CampaignListPage"),
});

/** The list with the form open over it: the address that checklists and empty states lead to. */
const newRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/campaigns/new",
  component: lazyRouteComponent(list, "NewCampaignPage"),
});

const campaignRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/campaigns/$campaignId",
  component: lazyRouteComponent(() => import("./report/CampaignPage.tsx"), "CampaignPage"),
});

const editRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/campaigns/$campaignId/edit",
  component: lazyRouteComponent(() => import("./editor/CampaignEditorPage.tsx"), "CampaignEditorPage"),
});

export const campaignsRoutes = [listRoute, newRoute, campaignRoute, editRoute] as const;
