/** The first page of a workspace. */
import Type from "typebox";
import { homeOf, noStats, statsOfCampaigns } from "../analytics/analytics.ts";
import { listCampaigns } from "../campaigns/campaigns.ts";
import type { Context } from "../lib/context.ts";
import { CampaignListItemSchema, presentListItem } from "./campaign-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Nullable, named, WorkspaceParams } from "./schemas.ts";

const Count = Type.Integer();

const HomeSchema = named(
  "Home",
  Type.Object({
    checklist: Type.Array(
      Type.Object({
        key: Type.String({ description: "connect, contacts, segment, campaign, inbound or api_key" }),
        done: Type.Boolean(),
        count: Count,
      }),
    ),
    totals: Type.Object({
      contacts: Count,
      subscribed: Count,
      sends30d: Count,
      delivered30d: Count,
      read30d: Count,
      replies30d: Count,
    }),
    series: Type.Array(
      Type.Object({
        day: Type.String({ description: "YYYY-MM-DD in the workspace's time zone" }),
        accepted: Count,
        delivered: Count,
        read: Count,
        failed: Count,
        replied: Count,
      }),
    ),
    recentCampaigns: Type.Array(CampaignListItemSchema),
    warnings: Type.Array(
      Type.Object({
        code: Type.String(),
        params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
        link: Nullable(Type.String({ description: "a page of the workspace" })),
      }),
    ),
  }),
);

export function homeRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/api/v1/workspaces/:workspace/home",
    {
      config: { permission: "workspace.read" },
      schema: { params: WorkspaceParams, response: { 200: HomeSchema } },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      const [home, campaigns] = await Promise.all([
        homeOf(ctx.db, workspace, ctx.clock.now()),
        listCampaigns(ctx.db, workspace.id, { limit: 5 }),
      ]);
      const stats = await statsOfCampaigns(
        ctx.db,
        workspace.id,
        campaigns.map((campaign) => campaign.id),
      );
      return {
        checklist: [...home.checklist],
        totals: home.totals,
        series: [...home.series],
        recentCampaigns: campaigns.map((campaign) =>
          presentListItem(campaign, stats.get(campaign.id) ?? noStats),
        ),
        warnings: home.warnings.map((warning) => ({
          ...warning,
          params: { ...warning.params },
          link: warning.link ? `/w/${workspace.slug}${warning.link}` : null,
        })),
      };
    },
  );
}
