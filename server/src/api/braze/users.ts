/**
 * POST /users/track: attributes, events and purchases, each up to 75 a call; what is written can be read and sent to at once.
 * POST /users/track/sync: the same for one user, who comes back in the answer.
 */
import Type, { type Static } from "typebox";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { JsonMembers } from "../contact-schemas.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Nullable } from "../schemas.ts";
import { exportUsers } from "./exported-users.ts";
import { trackLimit, trackSyncLimit } from "./rate-limits.ts";
import { createTrackBatches, type TrackBatches } from "./track-batches.ts";
import { parseTracked, type TrackArray, type TrackError, type TrackedObject } from "./track-objects.ts";

const maxObjects = 75;

const Objects = Type.Optional(Nullable(Type.Array(JsonMembers)));
const TrackInput = Type.Object({ attributes: Objects, events: Objects, purchases: Objects });
type TrackInput = Static<typeof TrackInput>;

const TrackAnswer = Type.Object({
  message: Type.String(),
  attributes_processed: Type.Optional(Type.Integer()),
  events_processed: Type.Optional(Type.Integer()),
  purchases_processed: Type.Optional(Type.Integer()),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        type: Type.String({ description: "what is wrong" }),
        input_array: Type.String(),
        index: Type.Integer(),
      }),
    ),
  ),
});
const Refused = Type.Object({ message: Type.String(), errors: Type.Optional(Type.Array(Type.Unknown())) });

const arrays: readonly TrackArray[] = ["attributes", "events", "purchases"];

const TrackSyncAnswer = Type.Object({
  ...TrackAnswer.properties,
  users: Type.Optional(Type.Array(JsonMembers, { description: "the user as it is afterwards" })),
});

export function brazeUserRoutes(server: ApiServer, ctx: Context): void {
  const batches = createTrackBatches(ctx.db);
  server.post(
    "/users/track",
    {
      config: { apiPermission: "users.track", rateLimit: trackLimit },
      schema: { body: TrackInput, response: { 201: TrackAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { id, defaultCountry } = workspaceOf(request);
      const call = parseCall(request.body, defaultCountry, ctx.clock.now());
      const { status, answer } = await trackCall(batches, id, request.actor, call);
      return reply.status(status).send(answer);
    },
  );
  server.post(
    "/users/track/sync",
    {
      config: { apiPermission: "users.track.sync", rateLimit: trackSyncLimit },
      schema: { body: TrackInput, response: { 201: TrackSyncAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const { id, defaultCountry } = workspaceOf(request);
      const call = parseCall(request.body, defaultCountry, ctx.clock.now());
      requireOneUser(call);
      const { status, answer, contactIds } = await trackCall(batches, id, request.actor, call);
      if (status === 400) return reply.status(status).send(answer);
      const users = await exportUsers(ctx.db, id, contactIds, { fields: [] });
      return reply.status(status).send({ ...answer, users });
    },
  );
}

interface ParsedCall {
  readonly given: readonly TrackArray[];
  readonly objects: readonly TrackedObject[];
  readonly errors: readonly TrackError[];
  readonly at: Date;
}

function parseCall(body: TrackInput, defaultCountry: string, at: Date): ParsedCall {
  const given = arrays.filter((array) => body[array] != null);
  checkSizes(body, given);
  const options = { defaultCountry, now: at };
  const objects: TrackedObject[] = [];
  const errors: TrackError[] = [];
  for (const array of given)
    for (const [index, raw] of (body[array] ?? []).entries()) {
      const parsed = parseTracked(array, index, raw, options);
      if (parsed.object) objects.push(parsed.object);
      errors.push(...parsed.errors);
    }
  return { given, objects, errors, at };
}

async function trackCall(batches: TrackBatches, workspaceId: string, actor: string, call: ParsedCall) {
  const { given, objects, at } = call;
  const { done, errors, contactIds } = await batches.track(workspaceId, { objects, actor, at });
  const problems = [...call.errors, ...errors];
  if (done.length === 0) {
    const message = "Bad Request: none of the objects could be processed; errors says why.";
    return { status: 400 as const, answer: { message, errors: problems }, contactIds: [] };
  }
  const counts = given.map((array) => [
    `${array}_processed`,
    done.reduce((count, one) => count + (one.array === array ? 1 : 0), 0),
  ]);
  return {
    status: 201 as const,
    answer: {
      message: "success",
      ...Object.fromEntries(counts),
      ...(problems.length > 0 ? { errors: problems } : {}),
    },
    contactIds: [...new Set(contactIds.filter((id) => id !== null))],
  };
}

function requireOneUser({ objects }: ParsedCall): void {
  const named = new Set(objects.map(({ write }) => JSON.stringify(write.identifier)));
  if (named.size > 1)
    throw new AppError(
      "several_users",
      "Bad Request: a call of /users/track/sync is about one user; name it in the same way in every object, or use /users/track.",
    );
}

function checkSizes(body: TrackInput, given: readonly TrackArray[]): void {
  if (given.every((array) => body[array]?.length === 0))
    throw new AppError("empty_call", "Bad Request: give attributes, events or purchases.");
  const tooLong = given.filter((array) => (body[array]?.length ?? 0) > maxObjects);
  if (tooLong.length > 0)
    throw new AppError(
      "max_input_length",
      `Max Input Length Exceeded: at most ${maxObjects} objects in ${tooLong.join(" and ")}.`,
    );
}
