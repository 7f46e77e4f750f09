/** POST /users/track: attributes, events and purchases, each up to 75 a call; what is written can be read and sent to at once. */
import Type, { type Static } from "typebox";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { JsonMembers } from "../contact-schemas.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Nullable } from "../schemas.ts";
import { trackLimit } from "./rate-limits.ts";
import { createTrackBatches } from "./track-batches.ts";
import { parseTracked, type TrackArray } from "./track-objects.ts";

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

export function brazeUserRoutes(server: ApiServer, ctx: Context): void {
  const batches = createTrackBatches(ctx.db);
  server.post(
    "/users/track",
    {
      config: { apiPermission: "users.track", rateLimit: trackLimit },
      schema: { body: TrackInput, response: { 201: TrackAnswer, 400: Refused } },
    },
    async (request, reply) => {
      const workspace = workspaceOf(request);
      const at = ctx.clock.now();
      const given = arrays.filter((array) => request.body[array] != null);
      checkSizes(request.body, given);
      const parsed = given.flatMap((array) =>
        (request.body[array] ?? []).map((raw, index) =>
          parseTracked(array, index, raw, { defaultCountry: workspace.defaultCountry, now: at }),
        ),
      );
      const objects = parsed.flatMap(({ object }) => (object ? [object] : []));
      const { done, errors } = await batches.track(workspace.id, {
        objects,
        actor: request.actor,
        at,
      });
      const problems = [...parsed.flatMap((one) => one.errors), ...errors];
      if (done.length === 0)
        return reply.status(400).send({
          message: "Bad Request: none of the objects could be processed; errors says why.",
          errors: problems,
        });
      const counts = given.map((array) => [
        `${array}_processed`,
        done.filter((one) => one.array === array).length,
      ]);
      return reply.status(201).send({
        message: "success",
        ...Object.fromEntries(counts),
        ...(problems.length > 0 ? { errors: problems } : {}),
      });
    },
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
