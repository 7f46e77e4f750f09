import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  attributesQuery,
  contactMessagesQuery,
  contactPagesQuery,
  contactQuery,
} from "../../api/queries/contacts.ts";
import { importPagesQuery, importQuery } from "../../api/queries/imports.ts";
import { workspaceRoute } from "../../shell/workspace-route.tsx";

const contactListRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/contacts",
  loader: ({ context, params, location }) => {
    // With columns of one's own the page asks for more; then this is one small request too many.
    const { q, segmentId, order } = location.search as { q?: string; segmentId?: string; order?: string };
    const filters = { q, segmentId, order, attributes: undefined };
    void context.queryClient.prefetchInfiniteQuery(contactPagesQuery(params.workspace, filters));
  },
  component: lazyRouteComponent(() => import("./list/ContactListPage.tsx"), "ContactListPage"),
});

const contactRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/contacts/$contactId",
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(contactQuery(params.workspace, params.contactId));
    void context.queryClient.prefetchInfiniteQuery(contactMessagesQuery(params.workspace, params.contactId));
    void context.queryClient.prefetchQuery(attributesQuery(params.workspace));
  },
  component: lazyRouteComponent(() => import("./profile/ContactPage.tsx"), "ContactPage"),
});

const importListRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/contacts/imports",
  loader: ({ context, params }) =>
    void context.queryClient.prefetchInfiniteQuery(importPagesQuery(params.workspace)),
  component: lazyRouteComponent(() => import("./import/ImportListPage.tsx"), "ImportListPage"),
});

const newImportRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/contacts/imports/new",
  component: lazyRouteComponent(() => import("./import/NewImportPage.tsx"), "NewImportPage"),
});

const importRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/contacts/imports/$importId",
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(importQuery(params.workspace, params.importId)),
  component: lazyRouteComponent(() => import("./import/ImportPage.tsx"), "ImportPage"),
});

const exportListRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/contacts/exports",
  component: lazyRouteComponent(() => import("./exports/ExportListPage.tsx"), "ExportListPage"),
});

export const contactsRoutes = [
  contactListRoute,
  contactRoute,
  importListRoute,
  newImportRoute,
  importRoute,
  exportListRoute,
] as const;
