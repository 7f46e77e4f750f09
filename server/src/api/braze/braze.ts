/**
 * The compatible REST API at the root paths: its own error shape, rate limits and lenient bodies, so that existing clients
 * work by changing the host. Registered as one scope of the server.
 */
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { brazeAliasRoutes } from "./aliases.ts";
import { brazeCampaignRoutes } from "./campaigns.ts";
import { customAttributeRoutes } from "./custom-attributes.ts";
import { brazeDeleteRoutes } from "./delete.ts";
import { brazeErrorHandler } from "./errors.ts";
import { brazeEventRoutes } from "./events.ts";
import { brazeExportRoutes } from "./export.ts";
import { brazeSegmentExportRoutes } from "./export-segment.ts";
import { brazeExternalIdRoutes } from "./external-ids.ts";
import { brazeIdentifyRoutes } from "./identify.ts";
import { brazeMergeRoutes } from "./merge.ts";
import { brazeMessageRoutes } from "./messages.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import { brazeSegmentRoutes } from "./segments.ts";
import { subscriptionGetRoutes } from "./subscription-get.ts";
import { subscriptionSetRoutes } from "./subscription-set.ts";
import { brazeUserRoutes } from "./users.ts";

/** What the routes of the compatible API need besides the server. */
export interface BrazeRoutes {
  readonly ctx: Context;
  readonly limits: RateLimits;
}

export async function brazeRoutes(server: ApiServer, ctx: Context): Promise<void> {
  await server.register(async (scope) => {
    const api = scope as ApiServer;
    const limits = createRateLimits(ctx.clock, ctx.config.apiLimitFactor);
    const routes: BrazeRoutes = { ctx, limits };
    api.setErrorHandler(brazeErrorHandler(ctx, limits));
    api.addHook("onRequest", async (request, reply) => {
      const { rateLimit } = request.routeOptions.config;
      if (rateLimit) limits.spend(request, reply, rateLimit);
    });
    brazeUserRoutes(api, ctx);
    brazeExportRoutes(api, ctx);
    brazeAliasRoutes(api, ctx);
    brazeIdentifyRoutes(api, ctx);
    brazeMergeRoutes(api, ctx);
    brazeDeleteRoutes(api, ctx);
    brazeExternalIdRoutes(api, ctx);
    brazeSegmentExportRoutes(api, ctx);
    brazeSegmentRoutes(api, ctx);
    subscriptionSetRoutes(api, ctx);
    subscriptionGetRoutes(api, ctx);
    brazeMessageRoutes(api, routes);
    brazeCampaignRoutes(api, routes);
    customAttributeRoutes(api, ctx);
    brazeEventRoutes(api, ctx);
  });
}
