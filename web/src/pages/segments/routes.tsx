import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { attributesQuery } from "../../api/queries/contacts.ts";
import { segmentPagesQuery, segmentQuery } from "../../api/queries/segments.ts";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const segmentListRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/segments",
  loader: ({ context, params }) =>
    void context.queryClient.prefetchInfiniteQuery(segmentPagesQuery(params.workspace)),
  component: lazyRouteComponent(() => import("./SegmentListPage.tsx"), "SegmentListPage"),
});

const segmentCreateRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/segments/new",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(attributesQuery(params.workspace)),
  component: lazyRouteComponent(() => import("./SegmentCreatePage.tsx"), "SegmentCreatePage"),
});

const segmentRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/segments/$segmentId",
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(segmentQuery(params.workspace, params.segmentId)),
  component: lazyRouteComponent(() => import("./page/SegmentPage.tsx"), "SegmentPage"),
});

const segmentEditRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/segments/$segmentId/edit",
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(attributesQuery(params.workspace));
    void context.queryClient.prefetchQuery(segmentQuery(params.workspace, params.segmentId));
  },
  component: lazyRouteComponent(() => import("./SegmentEditPage.tsx"), "SegmentEditPage"),
});

export const segmentsRoutes = [segmentListRoute, segmentCreateRoute, segmentRoute, segmentEditRoute] as const;
