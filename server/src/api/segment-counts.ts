/**
 * What a filter holds. preview answers at once, exact or estimated, while a filter is being built; count is exact, however long
 * it takes, and of a stored segment it is noted as today's size. A caller who goes away (typing on, closing the page) cancels the query.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { contactsById, countContacts } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { AppError } from "../lib/errors.ts";
import { createSlots, type Slots } from "../lib/slots.ts";
import { numbersOf, type Reach, reachExactly, reachQuickly } from "../messages/messages.ts";
import { expandFilter, recordSize, requireSegment, requireValidFilter } from "../segments/segments.ts";
import { signalOf } from "./abort-signal.ts";
import { presentListItem } from "./contact-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";
import { Filter, presentReach, SegmentCount, SegmentPreview } from "./segment-schemas.ts";

const base = "/api/v1/workspaces/:workspace/segments";

const withReach = Type.Optional(
  Type.Boolean({ description: "also how many of them each number of the workspace reaches" }),
);

interface Asked {
  readonly filter: unknown;
  readonly exactly: boolean;
  /** Numbers to look at. */
  readonly subscriptionGroupIds: readonly string[];
}

/** Exact counts hold a connection to the database for minutes, others for a second: both leave most of the pool to everybody else. */
function slotsOf({ config: { databasePoolSize } }: Context): Record<"exact" | "quick", Slots> {
  return {
    exact: createSlots({ perKey: 2, inAll: Math.max(2, Math.floor(databasePoolSize / 4)) }),
    quick: createSlots({ perKey: 4, inAll: Math.max(4, Math.floor(databasePoolSize / 2)) }),
  };
}

async function inSlot<T>(slots: Slots, workspaceId: string, work: () => Promise<T>): Promise<T> {
  const done = slots.take(workspaceId);
  if (!done)
    throw new AppError(
      "too_many_counts",
      "Several segments are being counted at the moment. Wait until a count has finished, then try again.",
      { status: 429 },
    );
  try {
    return await work();
  } finally {
    done();
  }
}

async function measure(ctx: Context, request: FastifyRequest, reply: FastifyReply, asked: Asked) {
  const started = performance.now();
  const { id, timeZone } = workspaceOf(request);
  const now = ctx.clock.now();
  const valid = await requireValidFilter(ctx.db, id, asked.filter);
  const [filter, contacts] = await Promise.all([expandFilter(ctx.db, id, valid), countContacts(ctx.db, id)]);
  const { subscriptionGroupIds, exactly } = asked;
  const target = { workspaceId: id, filter, now, timeZone, subscriptionGroupIds, signal: signalOf(reply) };
  const reach = exactly
    ? await reachExactly(ctx.db, target)
    : await reachQuickly(ctx.db, target, contacts.total);
  const answer = await present(ctx, id, reach, contacts);
  return { ...answer, tookMs: Math.round(performance.now() - started) };
}

async function present(
  ctx: Context,
  workspaceId: string,
  reach: Reach,
  contacts: { total: number; totalIsEstimate: boolean },
) {
  const sample = await contactsById(ctx.db, workspaceId, reach.newest);
  return { ...presentReach(reach), ...contacts, sample: sample.map(presentListItem) };
}

export function segmentCountRoutes(server: ApiServer, ctx: Context): void {
  const slots = slotsOf(ctx);
  const measured = (request: FastifyRequest, reply: FastifyReply, asked: Asked) =>
    inSlot(asked.exactly ? slots.exact : slots.quick, workspaceOf(request).id, () =>
      measure(ctx, request, reply, asked),
    );
  const numbers = async (request: FastifyRequest, reach = false) =>
    reach ? (await numbersOf(ctx.db, workspaceOf(request).id)).map(({ id }) => id) : [];

  server.post(
    `${base}/preview`,
    {
      config: { permission: "segments.read" },
      schema: {
        params: WorkspaceParams,
        body: Type.Object({ filter: Filter, reach: withReach, subscriptionGroupId: Type.Optional(Id) }),
        response: { 200: SegmentPreview },
      },
    },
    async (request, reply) => {
      const { filter, reach, subscriptionGroupId } = request.body;
      const all = await numbers(request, reach);
      const subscriptionGroupIds = [
        ...new Set([...all, ...(subscriptionGroupId ? [subscriptionGroupId] : [])]),
      ];
      const answer = await measured(request, reply, { filter, exactly: false, subscriptionGroupIds });
      const one = answer.numbers.find((number) => number.subscriptionGroupId === subscriptionGroupId);
      return one ? { ...answer, reachable: one.reachable } : answer;
    },
  );

  server.post(
    `${base}/count`,
    {
      config: { permission: "segments.read" },
      schema: {
        params: WorkspaceParams,
        body: Type.Object({ filter: Filter, reach: withReach }),
        response: { 200: SegmentCount },
      },
    },
    async (request, reply) => {
      const { filter, reach } = request.body;
      const subscriptionGroupIds = await numbers(request, reach);
      return measured(request, reply, { filter, exactly: true, subscriptionGroupIds });
    },
  );

  server.post(
    `${base}/:id/count`,
    {
      config: { permission: "segments.read" },
      schema: {
        params: WorkspaceIdParams,
        body: Type.Object({
          reach: withReach,
          quickly: Type.Optional(Type.Boolean({ description: "as preview answers: exact or an estimate" })),
        }),
        response: { 200: SegmentCount },
      },
    },
    async (request, reply) => {
      const workspaceId = workspaceOf(request).id;
      const { id, filter } = await requireSegment(ctx.db, workspaceId, request.params.id);
      const at = ctx.clock.now();
      const { reach, quickly = false } = request.body;
      const subscriptionGroupIds = await numbers(request, reach);
      const answer = await measured(request, reply, { filter, exactly: !quickly, subscriptionGroupIds });
      if (answer.exact) await recordSize(ctx.db, workspaceId, id, answer.count, at);
      return answer;
    },
  );
}
