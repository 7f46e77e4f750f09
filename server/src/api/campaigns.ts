/** Campaigns: from draft to launch, their acts and their figures. */
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { listSends, noStats, reportOfCampaign, statsOfCampaigns } from "../analytics/analytics.ts";
import {
  checkCampaign,
  createCampaign,
  deleteCampaign,
  duplicateCampaign,
  getCampaign,
  launchCampaign,
  listCampaigns,
  pauseCampaign,
  resumeCampaign,
  stopCampaign,
  updateCampaign,
} from "../campaigns/campaigns.ts";
import type { Context } from "../lib/context.ts";
import {
  CampaignCheckSchema,
  CampaignListItemSchema,
  CampaignPatch,
  CampaignReportSchema,
  CampaignSchema,
  CampaignSendSchema,
  NewCampaign,
  presentCampaign,
  presentCheck,
  presentListItem,
  presentReport,
} from "./campaign-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Page, PageQuery, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/campaigns";

export function campaignRoutes(server: ApiServer, ctx: Context): void {
  readRoutes(server, ctx);
  changeRoutes(server, ctx);
  actRoutes(server, ctx);
  figureRoutes(server, ctx);
}

const CampaignState = Type.Union(
  (["draft", "launching", "running", "paused", "completed", "stopped", "archived"] as const).map((state) =>
    Type.Literal(state),
  ),
);

const CampaignQuery = Type.Object({
  ...PageQuery.properties,
  cursor: Type.Optional(Id),
  state: Type.Optional(CampaignState),
  tag: Type.Optional(Type.String({ maxLength: 100 })),
});

function readRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "campaigns.read" },
      schema: {
        params: WorkspaceParams,
        querystring: CampaignQuery,
        response: { 200: Page(CampaignListItemSchema) },
      },
    },
    async (request) => {
      const { limit = 50, cursor, q, state, tag } = request.query;
      const workspaceId = workspaceOf(request).id;
      const page = { q, state, tag, before: cursor, limit: limit + 1 };
      const found = await listCampaigns(ctx.db, workspaceId, page);
      const items = found.slice(0, limit);
      const stats = await statsOfCampaigns(
        ctx.db,
        workspaceId,
        items.map((item) => item.id),
      );
      return {
        items: items.map((item) => presentListItem(item, stats.get(item.id) ?? noStats)),
        nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  );

  server.get(
    `${base}/:id`,
    {
      config: { permission: "campaigns.read" },
      schema: { params: WorkspaceIdParams, response: { 200: CampaignSchema } },
    },
    async (request) => presentCampaign(await getCampaign(ctx.db, workspaceOf(request).id, request.params.id)),
  );
}

function changeRoutes(server: ApiServer, ctx: Context): void {
  const by = (request: FastifyRequest) => ({ actor: request.actor, at: ctx.clock.now() });

  server.post(
    base,
    {
      config: { permission: "campaigns.write" },
      schema: { params: WorkspaceParams, body: NewCampaign, response: { 201: CampaignSchema } },
    },
    async (request, reply) => {
      const campaign = await createCampaign(ctx.db, workspaceOf(request).id, request.body, by(request));
      return reply.status(201).send(presentCampaign(campaign));
    },
  );

  server.patch(
    `${base}/:id`,
    {
      config: { permission: "campaigns.write" },
      schema: { params: WorkspaceIdParams, body: CampaignPatch, response: { 200: CampaignSchema } },
    },
    async (request) =>
      presentCampaign(
        await updateCampaign(ctx.db, workspaceOf(request).id, request.params.id, request.body, by(request)),
      ),
  );

  server.delete(
    `${base}/:id`,
    {
      config: { permission: "campaigns.write" },
      schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await deleteCampaign(ctx.db, workspaceOf(request).id, request.params.id, request.actor);
      return reply.status(204).send(null);
    },
  );

  server.post(
    `${base}/:id/duplicate`,
    {
      config: { permission: "campaigns.write" },
      schema: { params: WorkspaceIdParams, response: { 201: CampaignSchema } },
    },
    async (request, reply) => {
      const campaign = await duplicateCampaign(
        ctx.db,
        workspaceOf(request).id,
        request.params.id,
        by(request),
      );
      return reply.status(201).send(presentCampaign(campaign));
    },
  );
}

/** Act -> status and verb: launching is accepted, the messages follow. */
const acts = {
  launch: { status: 202, run: launchCampaign },
  pause: { status: 200, run: pauseCampaign },
  resume: { status: 200, run: resumeCampaign },
  stop: { status: 200, run: stopCampaign },
} as const;

function actRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    `${base}/:id/check`,
    {
      config: { permission: "campaigns.read" },
      schema: { params: WorkspaceIdParams, response: { 200: CampaignCheckSchema } },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const campaign = await getCampaign(ctx.db, workspaceId, request.params.id);
      return presentCheck(await checkCampaign(ctx.db, campaign, workspaceId, ctx.clock.now()));
    },
  );

  for (const [name, { status, run }] of Object.entries(acts))
    server.post(
      `${base}/:id/${name}`,
      {
        config: { permission: "campaigns.launch" },
        schema: { params: WorkspaceIdParams, response: { [status]: CampaignSchema } },
      },
      async (request, reply) => {
        const by = { actor: request.actor, at: ctx.clock.now() };
        const campaign = await run(ctx.db, workspaceOf(request).id, request.params.id, by);
        return reply.status(status).send(presentCampaign(campaign));
      },
    );
}

const SendQuery = Type.Object({
  limit: PageQuery.properties.limit,
  cursor: Type.Optional(Id),
  state: Type.Optional(
    Type.Union(
      (["queued", "leased", "accepted", "delivered", "read", "failed", "skipped", "canceled"] as const).map(
        (state) => Type.Literal(state),
      ),
    ),
  ),
  code: Type.Optional(Type.String({ maxLength: 100 })),
});

function figureRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${base}/:id/report`,
    {
      config: { permission: "campaigns.read" },
      schema: { params: WorkspaceIdParams, response: { 200: CampaignReportSchema } },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const { id } = await getCampaign(ctx.db, workspaceId, request.params.id);
      return presentReport(await reportOfCampaign(ctx.db, workspaceId, id, ctx.clock.now()));
    },
  );

  server.get(
    `${base}/:id/sends`,
    {
      config: { permission: "campaigns.read" },
      schema: {
        params: WorkspaceIdParams,
        querystring: SendQuery,
        response: { 200: Page(CampaignSendSchema) },
      },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const { limit = 50, cursor, state, code } = request.query;
      const { id } = await getCampaign(ctx.db, workspaceId, request.params.id);
      const page = await listSends(ctx.db, workspaceId, id, { limit, cursor, state, code });
      return {
        items: page.items.map((item) => ({ ...item, at: item.at.toISOString() })),
        nextCursor: page.nextCursor,
      };
    },
  );
}
