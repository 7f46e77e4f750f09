/** Shapes of campaigns and their figures. */
import Type from "typebox";
import type { CampaignReport, Stats } from "../analytics/analytics.ts";
import type { Campaign, CampaignCheck, CampaignListItem } from "../campaigns/campaigns.ts";
import { VariablesSchema } from "./message-schemas.ts";
import { Id, Nullable, named, Tags, Time } from "./schemas.ts";

const Kind = Type.Union([Type.Literal("scheduled"), Type.Literal("api_triggered")]);
const State = Type.String({
  description: "draft, launching, running, paused, completed, stopped or archived",
});
const Count = Type.Integer();

const StatsSchema = named(
  "Stats",
  Type.Object({
    queued: Type.Integer({ description: "everybody who was looked at: the sum of all that follows" }),
    waiting: Count,
    accepted: Count,
    delivered: Count,
    read: Count,
    failed: Count,
    skipped: Count,
    canceled: Count,
    replied: Count,
    cost: Type.Array(
      Type.Object({ currency: Type.String(), amount: Type.String({ description: "decimal" }) }),
    ),
  }),
);

export const CampaignListItemSchema = named(
  "CampaignListItem",
  Type.Object({
    id: Id,
    name: Type.String(),
    kind: Kind,
    state: State,
    createdAt: Time,
    launchedAt: Nullable(Time),
    tags: Tags,
    segment: Nullable(Type.Object({ id: Id, name: Type.String() })),
    template: Nullable(Type.Object({ id: Id, name: Type.String(), language: Type.String() })),
    subscriptionGroup: Nullable(Type.Object({ id: Id, phone: Type.String(), displayName: Type.String() })),
    stats: StatsSchema,
  }),
);

export const CampaignSchema = named(
  "Campaign",
  Type.Object({
    id: Id,
    name: Type.String(),
    description: Type.String(),
    tags: Tags,
    kind: Kind,
    state: State,
    subscriptionGroupId: Nullable(Id),
    segmentId: Nullable(Id),
    templateId: Nullable(Id),
    variantId: Id,
    variables: VariablesSchema,
    createdAt: Time,
    updatedAt: Time,
    launchedAt: Nullable(Time),
    finishedAt: Nullable(Time),
    createdBy: Nullable(Type.String()),
  }),
);

export const NewCampaign = Type.Object({ name: Type.String({ maxLength: 200 }), kind: Type.Optional(Kind) });

export const CampaignPatch = Type.Partial(
  Type.Object({
    name: Type.String({ maxLength: 200 }),
    description: Type.String({ maxLength: 2000 }),
    tags: Tags,
    kind: Kind,
    subscriptionGroupId: Nullable(Id),
    segmentId: Nullable(Id),
    templateId: Nullable(Id),
    variables: VariablesSchema,
  }),
);

const Params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));

export const CampaignCheckSchema = named(
  "CampaignCheck",
  Type.Object({
    ok: Type.Boolean(),
    problems: Type.Array(
      Type.Object({
        code: Type.String({ description: "stable; translations go by it" }),
        field: Type.Optional(Type.String({ description: "a field of the campaign, or a variable's key" })),
        message: Type.String(),
        params: Type.Optional(Params),
      }),
    ),
    audience: Type.Object({
      segment: Count,
      reachable: Count,
      notSubscribed: Count,
      noPhone: Count,
      duplicates: Count,
    }),
  }),
);

export const CampaignReportSchema = named(
  "CampaignReport",
  Type.Object({
    stats: StatsSchema,
    rates: Type.Object({
      delivery: Type.Number({ description: "delivered of accepted, 0 to 1" }),
      read: Type.Number({ description: "read of delivered" }),
      reply: Type.Number({ description: "replied of delivered" }),
      failure: Type.Number({ description: "failed of all that were to be sent" }),
    }),
    series: Type.Array(
      Type.Object({
        at: Time,
        accepted: Count,
        delivered: Count,
        read: Count,
        failed: Count,
        replied: Count,
      }),
    ),
    reasons: Type.Array(
      Type.Object({
        outcome: Type.String(),
        code: Type.String(),
        count: Count,
        title: Type.String(),
        advice: Type.String(),
      }),
    ),
    dispatches: Type.Array(
      Type.Object({
        id: Id,
        createdAt: Time,
        finishedAt: Nullable(Time),
        state: Type.String(),
        queued: Count,
        audienceDone: Type.Boolean(),
      }),
    ),
    live: Type.Boolean(),
  }),
);

export const CampaignSendSchema = named(
  "CampaignSend",
  Type.Object({
    id: Id,
    contact: Type.Object({ id: Id, name: Nullable(Type.String()), phone: Nullable(Type.String()) }),
    state: Type.String(),
    at: Time,
    errorCode: Nullable(Type.String()),
    errorText: Nullable(Type.String()),
    advice: Nullable(Type.String()),
  }),
);

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function presentCampaign(campaign: Campaign) {
  const { createdAt, updatedAt, launchedAt, finishedAt, variables, tags, ...rest } = campaign;
  return {
    ...rest,
    tags: [...tags],
    variables: { ...variables },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    launchedAt: iso(launchedAt),
    finishedAt: iso(finishedAt),
  };
}

export function presentListItem(item: CampaignListItem, stats: Stats) {
  const { createdAt, launchedAt, tags, ...rest } = item;
  return {
    ...rest,
    tags: [...tags],
    createdAt: createdAt.toISOString(),
    launchedAt: iso(launchedAt),
    stats: presentStats(stats),
  };
}

function presentStats(stats: Stats) {
  return { ...stats, cost: [...stats.cost] };
}

export function presentCheck({ ok, problems, audience }: CampaignCheck) {
  return { ok, problems: problems.map((problem) => ({ ...problem })), audience };
}

export function presentReport({ stats, rates, series, reasons, dispatches, live }: CampaignReport) {
  return {
    stats: presentStats(stats),
    rates,
    series: series.map((point) => ({ ...point, at: point.at.toISOString() })),
    reasons: [...reasons],
    dispatches: dispatches.map(({ createdAt, finishedAt, ...rest }) => ({
      ...rest,
      createdAt: createdAt.toISOString(),
      finishedAt: iso(finishedAt),
    })),
    live,
  };
}
