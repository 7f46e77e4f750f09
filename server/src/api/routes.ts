/** Registers every resource. The order does not matter; the policy hook checks each route as it comes. */
import type { Context } from "../lib/context.ts";
import { attributeRoutes } from "./attributes.ts";
import { authRoutes } from "./auth.ts";
import { brazeRoutes } from "./braze/braze.ts";
import { campaignRoutes } from "./campaigns.ts";
import { contactRoutes } from "./contacts.ts";
import { dashboardRoutes } from "./dashboard.ts";
import { doctorRoutes } from "./doctor.ts";
import { healthRoutes } from "./health.ts";
import { homeRoutes } from "./home.ts";
import type { ApiServer } from "./http-server.ts";
import { importRoutes } from "./imports.ts";
import { inboundRoutes } from "./inbound.ts";
import { integrationRoutes } from "./integrations/integrations.ts";
import { messageRoutes } from "./messages.ts";
import { nativeRoutes } from "./native.ts";
import { noticeRoutes } from "./notices.ts";
import { segmentRoutes } from "./segments.ts";
import { settingsRoutes } from "./settings.ts";
import { subscriptionHistoryRoutes } from "./subscription-history.ts";
import { templateRoutes } from "./templates.ts";
import { webhookConnectionRoutes } from "./webhook-connections.ts";
import { webhookRoutes } from "./webhooks.ts";

export async function registerRoutes(server: ApiServer, ctx: Context): Promise<void> {
  healthRoutes(server, ctx);
  authRoutes(server, ctx);
  settingsRoutes(server, ctx);
  integrationRoutes(server, ctx);
  webhookConnectionRoutes(server, ctx);
  nativeRoutes(server, ctx);
  contactRoutes(server, ctx);
  subscriptionHistoryRoutes(server, ctx);
  inboundRoutes(server, ctx);
  attributeRoutes(server, ctx);
  segmentRoutes(server, ctx);
  importRoutes(server, ctx);
  templateRoutes(server, ctx);
  campaignRoutes(server, ctx);
  messageRoutes(server, ctx);
  homeRoutes(server, ctx);
  noticeRoutes(server, ctx);
  doctorRoutes(server, ctx);
  webhookRoutes(server, ctx);
  await brazeRoutes(server, ctx);
  await dashboardRoutes(server, ctx);
}
