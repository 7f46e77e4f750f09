/** Registers every resource. The order does not matter; the policy hook checks each route as it comes. */
import type { Context } from "../lib/context.ts";
import { attributeRoutes } from "./attributes.ts";
import { authRoutes } from "./auth.ts";
import { contactRoutes } from "./contacts.ts";
import { dashboardRoutes } from "./dashboard.ts";
import { healthRoutes } from "./health.ts";
import type { ApiServer } from "./http-server.ts";
import { integrationRoutes } from "./integrations.ts";
import { segmentRoutes } from "./segments.ts";
import { settingsRoutes } from "./settings.ts";

export async function registerRoutes(server: ApiServer, ctx: Context): Promise<void> {
  healthRoutes(server, ctx);
  authRoutes(server, ctx);
  settingsRoutes(server, ctx);
  integrationRoutes(server, ctx);
  contactRoutes(server, ctx);
  attributeRoutes(server, ctx);
  segmentRoutes(server, ctx);
  await dashboardRoutes(server, ctx);
}
